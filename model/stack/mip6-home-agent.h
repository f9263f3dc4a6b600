/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_H
#define MIP6_HOME_AGENT_H

#include "ns3/ipv6-interface-address.h"
#include "ns3/mip6-discovery-service.h"
#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-multicast-forwarder.h"
#include "ns3/mip6-neighbor-proxy.h"
#include "ns3/mip6-prefix-routes.h"
#include "ns3/mip6-role.h"
#include "ns3/net-device.h"

#include <google/dense_hash_map>
#include <memory>
#include <vector>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * A Mobile IPv6 home agent for one home link (RFC 6275 section 10): accepts home registrations,
 * defends the home addresses on the home link, intercepts their packets and tunnels them.
 *
 * The cost of a packet does not depend on the number of bindings.
 */
class Mip6HomeAgent : public Mip6Role
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Mip6HomeAgent();
    ~Mip6HomeAgent() override;

    /**
     * Become a home agent. The internet stack must be on the node, the device must have an IPv6
     * interface with a global address, whose prefix is the home subnet prefix.
     * @param node a router
     * @param device on the home link
     */
    void Install(Ptr<Node> node, Ptr<NetDevice> device);

    /**
     * Serve this home address; once called, others are refused with status 133. Before the
     * simulation starts.
     * @param homeAddress of a mobile node
     */
    void AddServedHomeAddress(const Ipv6Address& homeAddress);

    /**
     * Refuse this home address with status 129. Before the simulation starts.
     * @param homeAddress of a mobile node
     */
    void ProhibitHomeAddress(const Ipv6Address& homeAddress);

    /**
     * Serve mobile routers, too. Before the simulation starts.
     * @param authority on their networks; must outlive the simulation
     */
    void ServeMobileNetworks(const mip6::MobileNetworkAuthority* authority);
    /// @param homeAddress of a mobile router about which the authority has changed its mind
    void HandleNetworks(const Ipv6Address& homeAddress);

    /**
     * Break down: all that is known is lost, nothing is intercepted, answered or refused any more,
     * and nobody is told. The node goes on in its other roles.
     */
    void Fail();
    /// Begin anew after Fail.
    void Recover();

    /// @return device on the home link
    Ptr<NetDevice> GetDevice() const;
    /// @return address on the home link
    Ipv6Address GetAddress() const;
    /// @return home registrations
    std::size_t GetBindingCount() const;
    /// @return addresses of mobile nodes probed or defended on the home link
    std::size_t GetProxyCount() const;
    /// @return memberships in multicast groups of mobile nodes away from home
    std::size_t GetMembershipCount() const;
    /// @return tunnels
    std::size_t GetTunnelCount() const;
    /// @return prefixes of mobile networks that are forwarded through tunnels
    std::size_t GetNetworkCount() const;
    /// @param homeAddress any @return whether it is bound as that of a mobile router
    bool IsMobileRouter(const Ipv6Address& homeAddress) const;
    /**
     * @param address any
     * @return the tunnel of that home address, or of the mobile network that it is in; nullptr
     * without one; until the next change
     */
    const Mip6TunnelEnds* FindTunnel(const Ipv6Address& address) const;

    bool HandleMessage(const Mip6ReceivedMessage& received) override;
    std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const override;
    Mip6TunnelVerdict SteerForwarded(const Ptr<const Packet>& packet,
                                     const Ipv6Header& header,
                                     const Ptr<const NetDevice>& inputDevice) override;
    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                const Ipv6Header& inner,
                                Mip6Way& way) override;
    std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                 const Ipv6Header& inner) const override;
    bool TakeMulticast(const Ptr<const Packet>& packet,
                       const Ipv6Header& outer,
                       const Ipv6Header& inner) override;
    bool HasBinding(const Ipv6Address& homeAddress,
                    const Ipv6Address& careOfAddress) const override;
    bool HasHomeRegistration(const Ipv6Address& homeAddress) const override;
    void HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu) override;

  protected:
    void DoInitialize() override;
    void DoDispose() override;
    void Perform(const mip6::Action& action) override;
    std::optional<Time> GetNextDeadline() const override;
    void HandleDeadline() override;

  private:
    /// Make what forwards multicast, if the attributes want it.
    void BuildMulticast();
    /// @return the machine's configuration, from attributes and interface
    mip6::HomeAgentConfig MakeConfig() const;
    /// @return global addresses and prefixes of the interface
    std::vector<Ipv6InterfaceAddress> FindGlobalAddresses() const;
    /**
     * @param router on the home link, or this node
     * @param advertisement that it has sent
     */
    void OnAdvertisement(const Ipv6Address& router, const mip6::RouterAdvertisement& advertisement);
    /// The prefixes of the home link have changed.
    void OnPrefixes();
    /// @param input a Mobile Prefix Solicitation @return whether it is valid
    bool OnPrefixSolicitation(const Mip6Icmpv6Input& input);
    /**
     * @param packet behind the header
     * @param header with the link-local address of a mobile node as destination
     * @return TAKEN
     */
    Mip6TunnelVerdict RefuseLinkLocal(const Ptr<const Packet>& packet, const Ipv6Header& header);

    bool m_enabled{true};                  //!< attribute
    Time m_maxLifetime;                    //!< attribute
    Time m_refreshAdvice;                  //!< attribute
    uint32_t m_maxBindings{0};             //!< attribute
    uint32_t m_announcements{0};           //!< attribute
    bool m_prefixAdvertisements{true};     //!< attribute
    Time m_minPrefixInterval;              //!< attribute
    Time m_maxPrefixInterval;              //!< attribute
    bool m_multicastForwarding{true};      //!< attribute
    Time m_multicastQueryInterval;         //!< attribute
    uint8_t m_multicastScope{0};           //!< attribute
    std::vector<Ipv6Address> m_served;     //!< see AddServedHomeAddress
    std::vector<Ipv6Address> m_prohibited; //!< see ProhibitHomeAddress

    Ptr<NetDevice> m_device;                             //!< on the home link
    uint32_t m_interface{0};                             //!< on the home link
    Ipv6Address m_address;                               //!< on the home link, from the start on
    bool m_failed{false};                                //!< see Fail
    std::unique_ptr<mip6::HomeAgentMachine> m_machine;   //!< decides
    std::unique_ptr<Mip6NeighborProxy> m_proxy;          //!< on the home link
    std::unique_ptr<Mip6DiscoveryService> m_discovery;   //!< of home agents
    std::unique_ptr<Mip6MulticastForwarder> m_multicast; //!< absent: no multicast forwarding
    google::dense_hash_map<Ipv6Address, Mip6TunnelEnds, Ipv6AddressHash>
        m_tunnels;                                            //!< by home address
    Mip6PrefixRoutes m_networks;                              //!< tunnels by mobile network
    const mip6::MobileNetworkAuthority* m_authority{nullptr}; //!< see ServeMobileNetworks
};

} // namespace ns3

#endif /* MIP6_HOME_AGENT_H */
