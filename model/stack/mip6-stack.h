/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_STACK_H
#define MIP6_STACK_H

#include "ns3/mip6-encapsulation-limits.h"
#include "ns3/mip6-error-sender.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/node.h"
#include "ns3/object.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ns3
{

class Ipv6L3Protocol;
class Mip6Icmpv6Interface;
class Mip6LinkPrefixTable;
class Mip6MobilityProtocol;
class Mip6Role;
class Mip6Routing;
class Mip6VirtualDevice;
struct Mip6Icmpv6Input;

/**
 * @ingroup mip6-stack
 * What all Mobile IPv6 roles of a node share: plugs the virtual device, the routing decorator, the
 * protocols 135 and 41 and the two extension headers into a stock internet stack, once per node.
 */
class Mip6Stack : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Signature of "Drop". @param packet discarded, from the header that was judged on
    /// @param reason why
    typedef void (*DropTracedCallback)(Ptr<const Packet> packet, Mip6DropReason reason);

    Mip6Stack();
    ~Mip6Stack() override;

    /**
     * @param node with a stock IPv6 stack; without one the program ends with a message
     * @return the node's Mip6Stack, made and aggregated on the first call
     */
    static Ptr<Mip6Stack> Get(Ptr<Node> node);

    /// @param role asked about packets and messages, in the order of adding; those that want to be
    /// asked last come behind the others
    void AddRole(Ptr<Mip6Role> role);

    /// @return the roles of the node
    const std::vector<Ptr<Mip6Role>>& GetRoles() const;

    /// @return the node
    Ptr<Node> GetNode() const;
    /// @return the node's IPv6
    Ptr<Ipv6L3Protocol> GetIpv6() const;
    /// @return the node's virtual device
    Ptr<Mip6VirtualDevice> GetVirtualDevice() const;
    /// @return the routing decorator
    Ptr<Mip6Routing> GetRouting() const;
    /// @return protocol 135
    Ptr<Mip6MobilityProtocol> GetMobilityProtocol() const;

    /// @return how deep tunnels may be nested
    const mip6::EncapsulationLimits& GetEncapsulationLimits() const;

    /// @return what answers packets that this node cannot process
    Mip6ErrorSender& GetErrorSender();

    /**
     * Let a packet, an extension header of which was processed, enter IPv6 again.
     * @param packet with its IPv6 header
     * @param address of this node, on whose interface it enters
     * @return whether the node has that address
     */
    bool Reinject(const Ptr<Packet>& packet, const Ipv6Address& address);

    /**
     * Take the tag off a packet that is processed.
     * @param packet with or without one; packets keep their tags from node to node, so that of a
     * packet that was not re-injected here is somebody else's and says nothing
     * @return the addresses of the packet on the wire, where they differ
     */
    Mip6WireAddressTag TakeWireAddresses(const Ptr<Packet>& packet) const;

    /**
     * @param interface index of an IPv6 interface
     * @return its ICMPv6, taken over on the first call
     */
    Ptr<Mip6Icmpv6Interface> GetIcmpv6(uint32_t interface);

    /**
     * @param interface index of an IPv6 interface of a router
     * @return the prefixes of its link, taken from its addresses on the first call
     */
    Mip6LinkPrefixTable& GetLinkPrefixes(uint32_t interface);

    /**
     * Listen to an ICMPv6 type on all interfaces that the node has now.
     * @param type ICMPv6 type
     * @param handler consumes a message by returning true
     */
    void AddIcmpv6Handler(uint8_t type, const std::function<bool(const Mip6Icmpv6Input&)>& handler);

    /**
     * A packet was discarded before a role could be asked, or by none in particular: the first role
     * traces it.
     * @param packet discarded
     * @param reason why
     */
    void ReportDrop(const Ptr<const Packet>& packet, Mip6DropReason reason) const;

    /**
     * @param address any
     * @return whether a role has it as home address
     */
    bool IsHomeAddress(const Ipv6Address& address) const;

    /**
     * @param homeAddress of a Home Address option
     * @param careOfAddress source of the packet
     * @return whether a role has that binding
     */
    bool HasBinding(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress) const;

    /**
     * @param homeAddress of a mobile node
     * @return whether a role is its home agent, and has its home registration
     */
    bool HasHomeRegistration(const Ipv6Address& homeAddress) const;

    /**
     * @param homeAddress of a mobile node
     * @return whether a role has its correspondent registration
     */
    bool HasCorrespondentBinding(const Ipv6Address& homeAddress) const;

    /// @param local to whom a packet has come without a home agent; all roles are told
    /// @param peer from whom
    void NoteDirectPacket(const Ipv6Address& local, const Ipv6Address& peer) const;

  protected:
    /// Take over ICMPv6 of every interface, so that no malformed Neighbor Discovery message reaches
    /// the stock one.
    void DoInitialize() override;
    void DoDispose() override;

  private:
    /// @param limit value of the option that tunnel headers get, negative for none; the tunnel
    /// device makes room for it
    void SetEncapsulationLimit(int16_t limit);
    /// @return value of the option that tunnel headers get, -1 for none
    int16_t GetEncapsulationLimit() const;
    /// @param depth tunnels that a packet may be in
    void SetMaxTunnelDepth(uint32_t depth);
    /// @return tunnels that a packet may be in
    uint32_t GetMaxTunnelDepth() const;

    /// @param node to plug everything into
    void Install(Ptr<Node> node);
    /// Replace the extensions 43 and 60.
    void InstallExtensions();

    TracedCallback<Ptr<const Packet>, Mip6DropReason> m_dropTrace; //!< "Drop"
    Ptr<Node> m_node;                                              //!< of this stack
    Ptr<Ipv6L3Protocol> m_ipv6;                                    //!< of the node
    Ptr<Mip6VirtualDevice> m_device;                               //!< one per node
    Ptr<Mip6Routing> m_routing;                                    //!< decorator
    Ptr<Mip6MobilityProtocol> m_mobility;                          //!< protocol 135
    uint32_t m_errorBurst{0};                                      //!< attribute
    Time m_errorInterval;                                          //!< attribute
    mip6::EncapsulationLimits m_encapsulationLimits;               //!< attributes
    std::optional<Mip6ErrorSender> m_errorSender;                  //!< once installed
    std::vector<Ptr<Mip6Role>> m_roles;                            //!< in the order of asking
    std::map<uint32_t, Ptr<Mip6Icmpv6Interface>> m_icmpv6;         //!< by interface
    std::map<uint32_t, std::unique_ptr<Mip6LinkPrefixTable>> m_linkPrefixes; //!< by interface
};

} // namespace ns3

#endif /* MIP6_STACK_H */
