/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-stateful-configuration.h"

#include "mip6-compat.h"
#include "mip6-icmpv6-header.h"
#include "mip6-icmpv6-interface.h"
#include "mip6-stack.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/node.h"

#if MIP6_HAS_DHCPV6
#include "ns3/dhcp6-client.h"
#endif

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6StatefulConfiguration");

bool
Mip6StatefulConfiguration::IsOffered()
{
    return MIP6_HAS_DHCPV6;
}

Mip6StatefulConfiguration::Mip6StatefulConfiguration(const Ptr<Mip6Stack>& stack,
                                                     uint32_t interface)
    : m_stack(stack),
      m_interface(interface)
{
    NS_ABORT_MSG_IF(!IsOffered(),
                    "Mip6MobileNode: the attribute AddressConfiguration is Stateful, but ns-3 "
                        << MIP6_NS3_VERSION_MAJOR << "." << MIP6_NS3_VERSION_MINOR
                        << " has no DHCPv6; ns-3 3." << MIP6_FIRST_DHCPV6_MINOR
                        << " is the first that has");
#if MIP6_HAS_DHCPV6
    m_client = CreateObject<Dhcp6Client>();
    m_stack->GetNode()->AddApplication(m_client);
#endif
}

void
Mip6StatefulConfiguration::Solicit()
{
    NS_LOG_FUNCTION(this);
#if MIP6_HAS_DHCPV6
    const auto client = DynamicCast<Dhcp6Client>(m_client);
    // The lease of another link is given up without a message, which would not arrive. A client
    // that has none goes on asking.
    if (m_isLeased)
    {
        client->StopApplication();
        m_isLeased = false;
    }
    client->StartApplication();
    RaiseManagedFlag();
#endif
}

void
Mip6StatefulConfiguration::NoteLease()
{
    m_isLeased = true;
}

void
Mip6StatefulConfiguration::RaiseManagedFlag() const
{
    const auto interface = m_stack->GetIpv6()->GetInterface(m_interface);
    Ipv6Header header;
    header.SetSource(interface->GetLinkLocalAddress().GetAddress());
    header.SetDestination(Ipv6Address::GetAllNodesMulticast());
    header.SetNextHeader(mip6::NEXT_HEADER_ICMPV6);
    header.SetHopLimit(255);
    mip6::RouterAdvertisement advertisement;
    advertisement.managed = true;
    Mip6Icmpv6Header icmpv6;
    icmpv6.SetMessage(advertisement, header.GetSource(), header.GetDestination());
    const auto packet = Create<Packet>();
    packet->AddHeader(icmpv6);
    // Past our own handlers: the stock one starts the client.
    m_stack->GetIcmpv6(m_interface)->Icmpv6L4Protocol::Receive(packet, header, interface);
}

} // namespace ns3
