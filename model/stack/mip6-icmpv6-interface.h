/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ICMPV6_INTERFACE_H
#define MIP6_ICMPV6_INTERFACE_H

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-icmpv6-messages.h"
#include "ns3/mip6-trace-records.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace ns3
{

/// A received ICMPv6 message that a handler may consume.
struct Mip6Icmpv6Input
{
    const mip6::Bytes& message;   //!< from the Type octet on
    const Ipv6Header& header;     //!< of the packet: behind a Home Address option its source is the
                                  //!< home address, behind a type 2 routing header its destination
    Ptr<Ipv6Interface> interface; //!< that received it
    Mip6WireAddressTag wire{};    //!< addresses on the wire, where they differ

    /// @return whether there was a Home Address option
    bool HasHomeAddressOption() const;
    /// @return whether there was a type 2 routing header
    bool HasType2Routing() const;
    /// @return source of the IPv6 header on the wire
    Ipv6Address GetWireSource() const;
    /// @return destination of the IPv6 header on the wire
    Ipv6Address GetWireDestination() const;
    /// @return octets of the IPv6 packet on the wire
    uint32_t GetOctets() const;
};

/**
 * @ingroup mip6-stack
 * ICMPv6 of one interface. Handlers see messages first; what they do not consume, and everything
 * else, is delegated to the node's own Icmpv6L4Protocol, which keeps the neighbor cache.
 *
 * ns-3 looks up the ICMPv6 protocol per interface and casts it to Icmpv6L4Protocol, hence a
 * subclass.
 */
class Mip6Icmpv6Interface : public Icmpv6L4Protocol
{
  public:
    /// Consumes a message by returning true.
    using Handler = std::function<bool(const Mip6Icmpv6Input&)>;
    /// Told about the end of duplicate address detection: address, and whether it is unique.
    using DadHandler = std::function<void(const Ipv6Address&, bool)>;
    /// Told about a message that is discarded, and why.
    using InvalidHandler = std::function<void(const Mip6Icmpv6Input&, Mip6DropReason)>;
    /// Takes the tag off a packet that is processed.
    using WireReader = std::function<Mip6WireAddressTag(const Ptr<Packet>&)>;

    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take over ICMPv6 of an interface.
     * @param node with an IPv6 stack
     * @param interface index of the IPv6 interface
     */
    void Install(Ptr<Node> node, uint32_t interface);

    /**
     * @param type ICMPv6 type
     * @param handler asked in the order of adding
     */
    void AddHandler(uint8_t type, Handler handler);

    /**
     * Handle the end of duplicate address detection, and keep the node's own router solicitation
     * from starting on this interface.
     * @param handler told about every address of the interface
     */
    void SetDadHandler(DadHandler handler);

    /// @param enforce whether Neighbor Discovery messages need hop limit 255 (RFC 4861 section 6.1)
    void SetEnforceHopLimit(bool enforce);

    /// @param handler told about messages that are discarded, and why
    void SetInvalidHandler(InvalidHandler handler);

    /// @param reader of the addresses on the wire
    void SetWireReader(WireReader reader);

    /**
     * Send a Neighbor Discovery message on the interface, with hop limit 255.
     * @param message to send
     * @param source of the IPv6 header
     * @param destination of the IPv6 header
     * @param linkLayer destination of the frame; invalid: derived from a multicast destination
     * @return octets of the IPv6 packet
     */
    uint32_t SendNd(const mip6::Icmpv6Message& message,
                    const Ipv6Address& source,
                    const Ipv6Address& destination,
                    const Address& linkLayer = Address());

    /// @return link-layer address of the interface
    mip6::LinkLayerAddress GetLinkLayerAddress() const;

    IpL4Protocol::RxStatus Receive(Ptr<Packet> packet,
                                   const Ipv6Header& header,
                                   Ptr<Ipv6Interface> interface) override;
    using Icmpv6L4Protocol::Receive;
    bool Lookup(Ipv6Address destination,
                Ptr<NetDevice> device,
                Ptr<NdiscCache> cache,
                Address* hardwareDestination) override;
    bool Lookup(Ptr<Packet> packet,
                const Ipv6Header& header,
                Ipv6Address destination,
                Ptr<NetDevice> device,
                Ptr<NdiscCache> cache,
                Address* hardwareDestination) override;
    Ptr<NdiscCache> CreateCache(Ptr<NetDevice> device, Ptr<Ipv6Interface> interface) override;
    void FunctionDadTimeout(Ipv6Interface* interface, Ipv6Address address) override;

  protected:
    void DoDispose() override;

  private:
    /**
     * @param input a message
     * @return why it is discarded, nothing if it is valid and this node may act on it
     */
    std::optional<Mip6DropReason> Judge(const Mip6Icmpv6Input& input) const;

    /**
     * Let the node's own ICMPv6 process a message, and make up for what it does to the neighbor
     * cache on a Neighbor Advertisement.
     * @param packet the message
     * @param input the same
     * @return what the node's own ICMPv6 says
     */
    IpL4Protocol::RxStatus Delegate(const Ptr<Packet>& packet, const Mip6Icmpv6Input& input);

    Ptr<Icmpv6L4Protocol> m_base;                       //!< the node's own
    Ptr<NetDevice> m_device;                            //!< of the interface
    std::map<uint8_t, std::vector<Handler>> m_handlers; //!< by ICMPv6 type
    DadHandler m_dadHandler;                            //!< empty: the node's own behaviour
    InvalidHandler m_invalidHandler;                    //!< empty: nobody is told
    WireReader m_wireReader;                            //!< empty: they never differ
    bool m_enforceHopLimit{true};                       //!< see SetEnforceHopLimit
};

} // namespace ns3

#endif /* MIP6_ICMPV6_INTERFACE_H */
