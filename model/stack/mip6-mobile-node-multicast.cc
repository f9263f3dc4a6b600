/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node.h"
#include "mip6-multicast-member.h"

#include "ns3/abort.h"

/**
 * @file
 * @ingroup mip6-stack
 * Multicast groups of ns3::Mip6MobileNode.
 */

namespace ns3
{

void
Mip6MobileNode::JoinMulticastGroup(const Ipv6Address& group)
{
    NS_ABORT_MSG_IF(!m_multicast, "Mip6MobileNode: JoinMulticastGroup before Install");
    NS_ABORT_MSG_IF(!group.IsMulticast(),
                    "Mip6MobileNode: JoinMulticastGroup: " << group << " is no multicast address");
    m_multicast->Join(group);
}

void
Mip6MobileNode::LeaveMulticastGroup(const Ipv6Address& group)
{
    NS_ABORT_MSG_IF(!m_multicast, "Mip6MobileNode: LeaveMulticastGroup before Install");
    m_multicast->Leave(group);
}

bool
Mip6MobileNode::IsGroupReceived(uint32_t interface, const Ipv6Address& group) const
{
    return m_multicast->IsReceivedOn(interface, group);
}

std::vector<Ipv6Address>
Mip6MobileNode::FindServed(const Ipv6Address& homeAgent) const
{
    std::vector<Ipv6Address> served;
    for (const Ipv6Address& homeAddress : GetHomeAddresses())
    {
        if (GetHomeAgent(homeAddress) == homeAgent)
        {
            served.push_back(homeAddress);
        }
    }
    return served;
}

std::optional<Mip6DropReason>
Mip6MobileNode::CheckMulticast(const Ipv6Header& outer, const Ipv6Header& inner) const
{
    // RFC 6275 section 11.3.3: only home agents tunnel to us.
    if (outer.GetDestination() != GetCareOfAddress() || FindServed(outer.GetSource()).empty())
    {
        return Mip6DropReason::TUNNEL_SOURCE;
    }
    return m_multicast->Accepts(inner) ? std::nullopt
                                       : std::optional(Mip6DropReason::TUNNEL_INNER_ADDRESS);
}

bool
Mip6MobileNode::TakeMulticast(const Ptr<const Packet>& packet,
                              const Ipv6Header& outer,
                              const Ipv6Header& inner)
{
    if (!Mip6MulticastMember::IsForListener(inner))
    {
        return false;
    }
    m_multicast->HandleQuery(packet, inner, FindServed(outer.GetSource()));
    return true;
}

} // namespace ns3
