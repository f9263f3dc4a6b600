/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-multicast-proxy.h"

#include "mip6-group-packet.h"

#include "ns3/ipv6-l3-protocol.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NemoMulticastProxy::NemoMulticastProxy(Mip6Role& role,
                                       const Ptr<Ipv6L3Protocol>& ipv6,
                                       Upstream upstream)
    : m_role(role),
      m_ipv6(ipv6),
      m_upstream(std::move(upstream))
{
}

void
NemoMulticastProxy::AddLink(uint32_t interface, const mip6::MulticastQuerierConfig& config)
{
    m_links.push_back(std::make_unique<Mip6MulticastQuerier>(
        m_role,
        Mip6MulticastQuerier::Place{m_ipv6, interface},
        config,
        [this](const mip6::MulticastMembershipResult& change) { Follow(change); }));
}

void
NemoMulticastProxy::Follow(const mip6::MulticastMembershipResult& change) const
{
    // RFC 4605 section 4.1: upstream, the union of what the links want.
    std::for_each(change.joined.begin(), change.joined.end(), m_upstream.join);
    std::for_each(change.left.begin(), change.left.end(), m_upstream.leave);
}

bool
NemoMulticastProxy::Serves(uint32_t interface) const
{
    return std::any_of(m_links.begin(), m_links.end(), [interface](const auto& link) {
        return link->GetInterface() == interface && link->IsQuerier();
    });
}

void
NemoMulticastProxy::Forward(const Ptr<const Packet>& packet,
                            const Ipv6Header& header,
                            uint32_t input) const
{
    for (const auto& link : m_links)
    {
        // RFC 4605 section 4.2: as the querier only, so that a link with several routers gets one
        // copy.
        if (link->GetInterface() != input && link->IsQuerier() &&
            link->HasMember(header.GetDestination()))
        {
            SendGroupPacket(m_ipv6, link->GetInterface(), packet->Copy(), header);
        }
    }
}

std::size_t
NemoMulticastProxy::GetMembershipCount() const
{
    std::size_t count = 0;
    for (const auto& link : m_links)
    {
        count += link->GetGroupCount();
    }
    return count;
}

} // namespace ns3
