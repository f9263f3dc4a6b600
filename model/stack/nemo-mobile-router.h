/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_MOBILE_ROUTER_H
#define NEMO_MOBILE_ROUTER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/nemo-mobile-networks.h"
#include "ns3/nemo-multicast-proxy.h"
#include "ns3/nemo-router-routing.h"
#include "ns3/net-device.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ns3
{

class Mip6RouterAdvertiser;

/**
 * @ingroup mip6-stack
 * A mobile router (RFC 3963 section 5): a mobile node that takes networks along. Nodes in them need
 * not know that they move: their packets go through the tunnel between mobile router and home
 * agent, in both directions.
 *
 * Ingress interfaces are those towards the mobile networks; any number, each with a prefix.
 * Egress interfaces are those that move; with several, one is in use, and another one takes over
 * when its link is lost.
 */
class NemoMobileRouter : public Mip6MobileNode
{
  public:
    /// What is registered. Unscoped, as enumerated attributes need it.
    enum Mode : uint8_t
    {
        HOST,     //!< the home address alone: the networks are cut off away from home
        IMPLICIT, //!< the networks, which the home agent knows (RFC 3963 section 5.2)
        EXPLICIT, //!< the networks, named in each Binding Update (RFC 3963 section 5.2)
    };

    /// @return the TypeId
    static TypeId GetTypeId();

    NemoMobileRouter();
    ~NemoMobileRouter() override;

    /**
     * Add a further interface that moves, after Install and before the simulation starts.
     * @param device with an IPv6 interface that is up and has no global address
     */
    void AddEgress(const Ptr<NetDevice>& device);

    /**
     * Add an interface towards a mobile network, after Install and before the simulation starts.
     * The prefixes of its global addresses are mobile network prefixes.
     * @param device with an IPv6 interface that is up and forwards
     */
    void AddIngress(const Ptr<NetDevice>& device);

    /**
     * Advertise the mobile router on its home link as a router that is no default router: without
     * prefixes and with the router lifetime 0 (RFC 3963 section 5.6). Away from home the advertiser
     * is silent.
     * @param advertiser application of the node on an egress device, before the simulation starts
     */
    void AdvertiseAtHome(const Ptr<Mip6RouterAdvertiser>& advertiser);

    /**
     * Add a mobile network prefix, also while the simulation runs; the home agent is told in
     * explicit mode. That of a whole network whose parts are on ingress interfaces, or of one
     * behind a further router.
     * @param network any address in it
     * @param prefixLength 1 to 128
     */
    void AddNetwork(const Ipv6Address& network, uint8_t prefixLength);

    /**
     * Remove a mobile network prefix, also while the simulation runs; the home agent is told in
     * explicit mode.
     * @param network any address in it
     * @param prefixLength as it was added
     */
    void RemoveNetwork(const Ipv6Address& network, uint8_t prefixLength);

    /// @param mode from now on; also while the simulation runs
    void SetMode(Mode mode);
    /// @return what is registered
    Mode GetMode() const;

    /// @return mobile network prefixes
    std::vector<mip6::AddressRange> GetNetworks() const;
    /// @return multicast groups of the ingress links, by link
    std::size_t GetMembershipCount() const;
    /// @return interfaces towards the mobile networks
    const std::vector<uint32_t>& GetIngressInterfaces() const;
    /// @return the egress device in use
    Ptr<NetDevice> GetEgress() const;
    /// @return the tunnel that packets of the mobile networks take; nothing at home, and while the
    /// home agent does not forward them
    std::optional<Mip6TunnelEnds> GetNetworkTunnel() const;

    std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const override;
    Ptr<NetDevice> GetSourceDevice(const Ipv6Address& source) const override;
    Mip6TunnelVerdict SteerForwarded(const Ptr<const Packet>& packet,
                                     const Ipv6Header& header,
                                     const Ptr<const NetDevice>& inputDevice) override;
    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                const Ipv6Header& inner,
                                Mip6Way& way) override;
    std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                 const Ipv6Header& inner) const override;
    bool TakeLinkScope(const Ptr<Packet>& packet,
                       const Ipv6Header& outer,
                       const Ipv6Header& inner) override;

  protected:
    void DoInitialize() override;
    void DoDispose() override;
    void Perform(const mip6::Action& action) override;
    mip6::RegistrationExtension* GetExtension() override;
    bool OnOtherAdvertisement(uint32_t interface, const Mip6Icmpv6Input& input) override;

  private:
    /// Serve the multicast listeners of the ingress links.
    void BuildMulticast();
    /// @param interface any @return whether it is an ingress interface
    bool IsIngress(uint32_t interface) const;
    /// @return whether the egress link is the one that it is taken for: a new one, that no router
    /// has been heard on, may be another
    bool IsLinkSure() const;
    /**
     * @param packet behind the header
     * @param header of a packet to a group
     * @param interface that has received it
     * @return what becomes of it
     */
    Mip6TunnelVerdict SteerMulticast(const Ptr<const Packet>& packet,
                                     const Ipv6Header& header,
                                     uint32_t interface);
    /**
     * @param packet behind the header
     * @param header of a packet of routable scope to a group, from a mobile network
     * @param interface that has received it
     * @return what becomes of it
     */
    Mip6TunnelVerdict SteerGroupOutward(const Ptr<const Packet>& packet,
                                        const Ipv6Header& header,
                                        uint32_t interface);
    /// @param packet from a mobile network, behind the header @param header of a packet to a group
    void SendGroupUpstream(const Ptr<const Packet>& packet, const Ipv6Header& header);
    /// @param address any @return whether it is in a mobile network
    bool IsInNetwork(const Ipv6Address& address) const;
    /// @param source of a packet from an ingress interface @return whether it may be one
    bool IsNetworkSource(const Ipv6Address& source) const;
    /// @param interface any @return whether it moves
    bool IsEgress(uint32_t interface) const;
    /// @return whether the networks take the tunnel: away from home
    bool IsNetworkAway() const;
    /**
     * @param packet behind the header
     * @param header of a packet from a mobile network
     * @return what becomes of it
     */
    Mip6TunnelVerdict SteerOutward(const Ptr<const Packet>& packet, const Ipv6Header& header);
    /**
     * @param packet behind the header
     * @param header of a packet to a mobile network
     * @return what becomes of it
     */
    Mip6TunnelVerdict SteerInward(const Ptr<const Packet>& packet, const Ipv6Header& header);
    /**
     * @param packet behind its header
     * @param reason why it is discarded
     * @return TAKEN
     */
    Mip6TunnelVerdict Discard(const Ptr<const Packet>& packet, Mip6DropReason reason) const;
    /// @param networks all prefixes, from now on
    void ChangeNetworks(std::vector<mip6::AddressRange> networks);
    /// Begin with dynamic routing, if the attribute wants it.
    void StartRouting();
    /// @param action that was performed, of which dynamic routing may have to know
    void InformRouting(const mip6::Action& action);
    /// @param inner header of a packet of the tunnel's link, or that a route leads into it
    /// @return the tunnel that it takes, nothing: none now
    std::optional<Mip6TunnelEnds> FindRoutingTunnel(const Ipv6Header& inner) const;
    /// Look for routers on the egress interfaces that are not in use.
    void SolicitElsewhere();

    Time m_egressPatience;                                    //!< attribute
    mip6::NemoMobileNetworks m_networks;                      //!< what is registered
    std::vector<uint32_t> m_egress;                           //!< interfaces that move
    std::vector<uint32_t> m_ingress;                          //!< interfaces towards the networks
    bool m_multicastProxy{true};                              //!< attribute
    Time m_multicastQueryInterval;                            //!< attribute
    uint32_t m_multicastLimit{0};                             //!< attribute
    std::unique_ptr<NemoMulticastProxy> m_proxy;              //!< multicast
    bool m_dynamicRouting{false};                             //!< attribute
    std::unique_ptr<NemoRouterRouting> m_routing;             //!< absent: no dynamic routing
    std::vector<Ptr<Mip6RouterAdvertiser>> m_homeAdvertisers; //!< see AdvertiseAtHome
};

} // namespace ns3

#endif /* NEMO_MOBILE_ROUTER_H */
