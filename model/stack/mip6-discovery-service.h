/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DISCOVERY_SERVICE_H
#define MIP6_DISCOVERY_SERVICE_H

#include "ns3/ipv6-interface-address.h"
#include "ns3/mip6-data-path.h"
#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-trace-records.h"

#include <functional>
#include <map>
#include <vector>

namespace ns3
{

class Mip6Icmpv6Interface;
class Mip6NeighborProxy;
class Mip6RouterAdvertiser;
class Mip6Stack;
struct Mip6Icmpv6Input;

/**
 * @ingroup mip6-stack
 * What a home agent hears on its home link for the discovery of home agents (RFC 6275 section
 * 10.5): the advertisements of its routers, this one included, and requests to the home agents
 * anycast addresses.
 *
 * These addresses are on no interface, for several nodes have them: packets to them are found among
 * those in transit, and Neighbor Discovery answers for them as for those of mobile nodes.
 */
class Mip6DiscoveryService
{
  public:
    /// Who is told.
    struct Handlers
    {
        std::function<void(const Ipv6Address&, const mip6::RouterAdvertisement&)>
            advertised; //!< a router advertises: its link-local address, and the content
        std::function<void(const mip6::DiscoveryRequestInput&, const Mip6SignallingRecord&)>
            requested; //!< a mobile node asks
    };

    /**
     * @param stack of the home agent
     * @param interface on the home link
     * @param handlers who is told
     */
    Mip6DiscoveryService(Ptr<Mip6Stack> stack, uint32_t interface, Handlers handlers);

    ~Mip6DiscoveryService();

    Mip6DiscoveryService(const Mip6DiscoveryService&) = delete;
    Mip6DiscoveryService& operator=(const Mip6DiscoveryService&) = delete;

    /**
     * Serve the prefixes of these addresses, and no others any more.
     * @param addresses global ones of this node on the home link
     * @param proxy answers for the anycast addresses
     */
    void Start(const std::vector<Ipv6InterfaceAddress>& addresses, Mip6NeighborProxy& proxy);

    /// @param proxy no longer answers for the anycast addresses
    void Stop(Mip6NeighborProxy& proxy);

    /**
     * @param address any
     * @return whether it is a home agents anycast address that is served
     */
    bool IsAnycast(const Ipv6Address& address) const;

    /// @return anycast addresses that are served
    std::size_t GetSize() const;

    /**
     * Process a packet in transit to an anycast address that is served.
     * @param packet behind the header
     * @param header of the packet
     * @return whether it was a request
     */
    bool HandleTransit(const Ptr<const Packet>& packet, const Ipv6Header& header);

  private:
    /// @param input a Router Advertisement @return true: the stack does not see it
    bool HandleAdvertisement(const Mip6Icmpv6Input& input);
    /// @param input a Home Agent Address Discovery Request @return whether it was for us
    bool HandleRequest(const Mip6Icmpv6Input& input);
    /// Hear the advertisements of this node on the home link.
    void ListenToOwn();
    /// @param advertisement sent by this node on the home link
    void HandleOwn(const mip6::RouterAdvertisement& advertisement);

    Ptr<Mip6Stack> m_stack;                               //!< of the home agent
    Ptr<Mip6Icmpv6Interface> m_icmpv6;                    //!< on the home link
    uint32_t m_interface;                                 //!< on the home link
    Handlers m_handlers;                                  //!< who is told
    std::vector<Ptr<Mip6RouterAdvertiser>> m_advertisers; //!< of this node on the home link
    std::map<Ipv6Address, Ipv6Address> m_anycast; //!< our address of the prefix, by anycast address
};

} // namespace ns3

#endif /* MIP6_DISCOVERY_SERVICE_H */
