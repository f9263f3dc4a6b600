/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_MULTICAST_PROXY_H
#define NEMO_MULTICAST_PROXY_H

#include "ns3/ipv6-header.h"
#include "ns3/mip6-multicast-querier.h"
#include "ns3/packet.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * The multicast of mobile networks as an MLD proxy (RFC 4605): a querier on
 * each ingress link, and one listener upstream for all of them.
 */
class NemoMulticastProxy
{
  public:
    /// The router towards the sources. Each group is joined once for each link that wants it.
    struct Upstream
    {
        std::function<void(const Ipv6Address& group)> join;  //!< a link wants a group
        std::function<void(const Ipv6Address& group)> leave; //!< it does not any more
    };

    /**
     * @param role of the mobile router, which owns this object
     * @param ipv6 of the node
     * @param upstream of the router
     */
    NemoMulticastProxy(Mip6Role& role, const Ptr<Ipv6L3Protocol>& ipv6, Upstream upstream);

    /// @param interface on an ingress link @param config of queries there
    void AddLink(uint32_t interface, const mip6::MulticastQuerierConfig& config);

    /// @param interface any @return whether groups are forwarded to and from its link: there may be
    /// other routers that are in charge
    bool Serves(uint32_t interface) const;

    /**
     * Copy a packet to the ingress links that have members of its group, except that where it comes
     * from.
     * @param packet behind its header
     * @param header its header
     * @param input interface that has received it
     */
    void Forward(const Ptr<const Packet>& packet, const Ipv6Header& header, uint32_t input) const;

    /// @return groups of all links, one that two links want is counted twice
    std::size_t GetMembershipCount() const;

  private:
    /// @param change of the groups of a link
    void Follow(const mip6::MulticastMembershipResult& change) const;

    Mip6Role& m_role;                                           //!< traces
    Ptr<Ipv6L3Protocol> m_ipv6;                                 //!< of the node
    Upstream m_upstream;                                        //!< of the router
    std::vector<std::unique_ptr<Mip6MulticastQuerier>> m_links; //!< ingress links
};

} // namespace ns3

#endif /* NEMO_MULTICAST_PROXY_H */
