/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agent.h"
#include "mip6-link-prefix-table.h"
#include "mip6-stack.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-config.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(Mip6HomeAgent);

namespace
{

/// Announcements of an address at most (RFC 4861 section 10).
constexpr uint32_t MAX_NEIGHBOR_ADVERTISEMENT = 3;

} // namespace

TypeId
Mip6HomeAgent::GetTypeId() // NOLINT(readability-function-size): one entry an attribute
{
    using Self = Mip6HomeAgent;
    static TypeId tid =
        TypeId("ns3::Mip6HomeAgent")
            .SetParent<Mip6Role>()
            .SetGroupName("Mip6")
            .AddConstructor<Self>()
            .AddAttribute("Enabled",
                          "Whether home registrations are accepted; if not, they are refused with "
                          "status 131.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_enabled),
                          MakeBooleanChecker())
            .AddAttribute(
                "MaxBindingLifetime",
                "Longest lifetime granted to a home registration (RFC 6275 section "
                "10.3.1).",
                TimeValue(mip6::HomeAgentConfig().maxLifetime),
                MakeTimeAccessor(&Self::m_maxLifetime),
                MakeTimeChecker(mip6::BINDING_LIFETIME_UNIT, mip6::MAX_BINDING_LIFETIME_ON_WIRE))
            .AddAttribute("BindingRefreshAdvice",
                          "When mobile nodes shall refresh a home registration (RFC 6275 section "
                          "6.2.4), in steps of 4 s; 0 sends no advice.",
                          TimeValue(mip6::HomeAgentConfig().refreshAdvice),
                          MakeTimeAccessor(&Self::m_refreshAdvice),
                          MakeTimeChecker(Time(), mip6::MAX_BINDING_LIFETIME_ON_WIRE))
            .AddAttribute("MaxBindings",
                          "Home registrations held at most; further ones are refused with status "
                          "130.",
                          UintegerValue(mip6::HomeAgentConfig().maxBindings),
                          MakeUintegerAccessor(&Self::m_maxBindings),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("NeighborAdvertisements",
                          "How often an address is announced on the home link when its "
                          "interception begins, 1 s apart (RFC 6275 section 10.4.1); 1 to 3.",
                          UintegerValue(1),
                          MakeUintegerAccessor(&Self::m_announcements),
                          MakeUintegerChecker<uint32_t>(1, MAX_NEIGHBOR_ADVERTISEMENT))
            .AddAttribute(
                "PrefixAdvertisements",
                "Whether mobile nodes away from home are told of the prefixes of the home "
                "link (RFC 6275 sections 8.4 and 10.6).",
                BooleanValue(mip6::PrefixAdvertisingConfig().enabled),
                MakeBooleanAccessor(&Self::m_prefixAdvertisements),
                MakeBooleanChecker())
            .AddAttribute("MinMobPfxAdvInterval",
                          "Least delay of a Mobile Prefix Advertisement that nobody asked for (RFC "
                          "6275 section 13).",
                          TimeValue(mip6::PrefixAdvertisingConfig().minInterval),
                          MakeTimeAccessor(&Self::m_minPrefixInterval),
                          MakeTimeChecker(mip6::PREFIX_ADV_PAUSE))
            .AddAttribute("MaxMobPfxAdvInterval",
                          "A mobile node that got no Mobile Prefix Advertisement for so long gets "
                          "one (RFC 6275 section 13).",
                          TimeValue(mip6::PrefixAdvertisingConfig().maxInterval),
                          MakeTimeAccessor(&Self::m_maxPrefixInterval),
                          MakeTimeChecker(mip6::PREFIX_ADV_PAUSE))
            .AddAttribute("MulticastForwarding",
                          "Whether mobile nodes away from home are asked for their multicast "
                          "groups and get their packets (RFC 6275 sections 10.4.2 and 10.4.3).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_multicastForwarding),
                          MakeBooleanChecker())
            .AddAttribute("MulticastQueryInterval",
                          "Time between two Multicast Listener Queries through a tunnel (RFC 2710 "
                          "section 7.2: 125 s).",
                          TimeValue(mip6::MULTICAST_QUERY_INTERVAL),
                          MakeTimeAccessor(&Self::m_multicastQueryInterval),
                          MakeTimeChecker(mip6::MULTICAST_QUERY_RESPONSE_INTERVAL + TimeStep(1)))
            .AddAttribute("MulticastScope",
                          "Smallest scope of multicast groups that are tunnelled (RFC 6275 section "
                          "10.4.2: global, 14); link scope never is.",
                          UintegerValue(mip6::MULTICAST_SCOPE_GLOBAL),
                          MakeUintegerAccessor(&Self::m_multicastScope),
                          MakeUintegerChecker<uint8_t>(mip6::MULTICAST_SCOPE_LINK + 1, 15));
    return tid;
}

mip6::HomeAgentConfig
Mip6HomeAgent::MakeConfig() const
{
    const auto addresses = FindGlobalAddresses();
    mip6::HomeAgentConfig config;
    config.enabled = m_enabled;
    config.prefixes = GetStack()->GetLinkPrefixes(m_interface).GetPrefixes();
    const auto interface = GetStack()->GetIpv6()->GetInterface(m_interface);
    config.linkLocal = interface->GetLinkLocalAddress().GetAddress();
    for (const auto& address : addresses)
    {
        config.addresses.push_back(address.GetAddress());
    }
    config.maxLifetime = m_maxLifetime;
    config.refreshAdvice = m_refreshAdvice;
    config.maxBindings = m_maxBindings;
    config.served = m_served;
    config.prohibited = m_prohibited;
    config.networks = m_authority;
    config.advertising = {m_prefixAdvertisements, m_minPrefixInterval, m_maxPrefixInterval};
    return config;
}

void
Mip6HomeAgent::AddServedHomeAddress(const Ipv6Address& homeAddress)
{
    NS_ABORT_MSG_IF(m_machine, "Mip6HomeAgent: AddServedHomeAddress after the start");
    m_served.push_back(homeAddress);
}

void
Mip6HomeAgent::ProhibitHomeAddress(const Ipv6Address& homeAddress)
{
    NS_ABORT_MSG_IF(m_machine, "Mip6HomeAgent: ProhibitHomeAddress after the start");
    m_prohibited.push_back(homeAddress);
}

} // namespace ns3
