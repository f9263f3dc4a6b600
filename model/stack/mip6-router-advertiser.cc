/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-router-advertiser.h"

#include "mip6-icmpv6-interface.h"
#include "mip6-link-prefix-table.h"
#include "mip6-stack.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6RouterAdvertiser");

namespace
{

/// Least time between multicast advertisements of a router that serves mobile nodes
/// (RFC 6275 section 7.5).
const Time MIN_DELAY_BETWEEN_RAS = MilliSeconds(30);
/// Longest interval between the first advertisements (RFC 4861 section 10).
const Time MAX_INITIAL_RTR_ADVERT_INTERVAL = Seconds(16);
/// How many are the first ones (RFC 4861 section 10).
constexpr uint32_t MAX_INITIAL_RTR_ADVERTISEMENTS = 3;

} // namespace

NS_OBJECT_ENSURE_REGISTERED(Mip6RouterAdvertiser);

TypeId
Mip6RouterAdvertiser::GetTypeId() // NOLINT(readability-function-size): one entry an attribute
{
    using Self = Mip6RouterAdvertiser;
    static TypeId tid =
        TypeId("ns3::Mip6RouterAdvertiser")
            .SetParent<Application>()
            .SetGroupName("Mip6")
            .AddConstructor<Self>()
            .AddAttribute("MinInterval",
                          "Least time between unsolicited advertisements (RFC 6275 section 7.5: "
                          "30 ms or more).",
                          TimeValue(MilliSeconds(30)),
                          MakeTimeAccessor(&Self::m_minInterval),
                          MakeTimeChecker(MIN_DELAY_BETWEEN_RAS))
            .AddAttribute("MaxInterval",
                          "Longest time between unsolicited advertisements (RFC 6275 section 7.5: "
                          "70 ms or more).",
                          TimeValue(MilliSeconds(70)),
                          MakeTimeAccessor(&Self::m_maxInterval),
                          MakeTimeChecker(MIN_DELAY_BETWEEN_RAS))
            .AddAttribute("MinDelayBetweenRas",
                          "Least time between two advertisements, answers to solicitations "
                          "included (RFC 6275 section 13: 3 s, 30 ms or more).",
                          TimeValue(MIN_DELAY_BETWEEN_RAS),
                          MakeTimeAccessor(&Self::m_minDelay),
                          MakeTimeChecker(MIN_DELAY_BETWEEN_RAS))
            .AddAttribute("MaxSolicitedDelay",
                          "Longest random delay of the answer to a solicitation (RFC 4861 section "
                          "10, MAX_RA_DELAY_TIME).",
                          TimeValue(MilliSeconds(500)),
                          MakeTimeAccessor(&Self::m_maxSolicitedDelay),
                          MakeTimeChecker(Time()))
            .AddAttribute("RouterLifetime",
                          "How long the router may be a default router, 0 for never (RFC 4861 "
                          "section 6.2.1).",
                          TimeValue(Seconds(1800)),
                          MakeTimeAccessor(&Self::m_routerLifetime),
                          MakeTimeChecker(Time(), Seconds(9000)))
            .AddAttribute(
                "PrefixValidLifetime",
                "Valid lifetime of prefixes that have no lifetimes of their own (RFC 4861 "
                "section 6.2.1).",
                TimeValue(mip6::ADV_VALID_LIFETIME),
                MakeTimeAccessor(&Self::m_validLifetime),
                MakeTimeChecker(Time()))
            .AddAttribute(
                "PrefixPreferredLifetime",
                "Preferred lifetime of prefixes that have no lifetimes of their own (RFC 4861 "
                "section 6.2.1).",
                TimeValue(mip6::ADV_PREFERRED_LIFETIME),
                MakeTimeAccessor(&Self::m_preferredLifetime),
                MakeTimeChecker(Time()))
            .AddAttribute("HomeAgent",
                          "Whether the router is a home agent here: H flag and Home Agent "
                          "Information option (RFC 6275 sections 7.1 and 7.4).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::m_homeAgent),
                          MakeBooleanChecker())
            .AddAttribute("HomeAgentPreference",
                          "Preference as a home agent, higher is preferred (RFC 6275 section 7.4).",
                          UintegerValue(0),
                          MakeUintegerAccessor(&Self::m_preference),
                          MakeUintegerChecker<uint16_t>())
            .AddAttribute("HomeAgentLifetime",
                          "Lifetime as a home agent, 1 s to 65535 s (RFC 6275 section 7.4).",
                          TimeValue(Seconds(1800)),
                          MakeTimeAccessor(&Self::m_homeAgentLifetime),
                          MakeTimeChecker(Seconds(1), Seconds(65535)))
            .AddAttribute("RouterAddress",
                          "Whether prefixes carry the router's full address and the R flag (RFC "
                          "6275 section 7.2).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::m_routerAddress),
                          MakeBooleanChecker())
            .AddAttribute("MobileRouters",
                          "R flag of the Home Agent Information option: the home agent serves "
                          "mobile routers (RFC 3963 section 7.3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&Self::m_mobileRouters),
                          MakeBooleanChecker())
            .AddAttribute("AdvertisementInterval",
                          "Whether to send the Advertisement Interval option (RFC 6275 section "
                          "7.3).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_intervalOption),
                          MakeBooleanChecker())
            .AddAttribute("Prefixes",
                          "Whether to advertise the prefixes of the link (RFC 4861 section 4.6.2).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_prefixOptions),
                          MakeBooleanChecker())
            .AddTraceSource("Sent",
                            "A multicast advertisement was sent.",
                            MakeTraceSourceAccessor(&Self::m_sentTrace),
                            "ns3::Mip6RouterAdvertiser::SentTracedCallback");
    return tid;
}

Mip6RouterAdvertiser::Mip6RouterAdvertiser()
    : m_random(CreateObject<UniformRandomVariable>())
{
}

Mip6RouterAdvertiser::~Mip6RouterAdvertiser() = default;

void
Mip6RouterAdvertiser::DoDispose()
{
    m_timer.Cancel();
    m_stack = nullptr;
    m_icmpv6 = nullptr;
    m_device = nullptr;
    m_random = nullptr;
    Application::DoDispose();
}

int64_t
Mip6RouterAdvertiser::AssignStreams(int64_t stream)
{
    m_random->SetStream(stream);
    return 1;
}

void
Mip6RouterAdvertiser::SetDevice(Ptr<NetDevice> device)
{
    m_device = device;
}

Ptr<NetDevice>
Mip6RouterAdvertiser::GetDevice() const
{
    return m_device;
}

void
Mip6RouterAdvertiser::SetHomeAgentFailed(bool failed)
{
    NS_LOG_FUNCTION(this << failed);
    if (failed == m_homeAgentFailed)
    {
        return;
    }
    m_homeAgentFailed = failed;
    AnnounceChange();
}

void
Mip6RouterAdvertiser::SetPaused(bool paused)
{
    NS_LOG_FUNCTION(this << paused);
    if (paused == m_paused)
    {
        return;
    }
    m_paused = paused;
    Simulator::Remove(m_timer);
    AnnounceChange();
}

void
Mip6RouterAdvertiser::AnnounceChange()
{
    if (m_running && !m_paused)
    {
        // RFC 4861 section 6.2.4: advertised information has changed.
        m_initialsLeft = MAX_INITIAL_RTR_ADVERTISEMENTS;
        ScheduleNext();
    }
}

void
Mip6RouterAdvertiser::FollowPrefixes()
{
    auto& prefixes = m_stack->GetLinkPrefixes(m_interface);
    prefixes.SetDefaults(std::min(m_preferredLifetime, m_validLifetime), m_validLifetime);
    prefixes.FollowInterface();
}

bool
Mip6RouterAdvertiser::IsSilent() const
{
    return m_paused || (m_homeAgentFailed && m_homeAgent && m_routerLifetime.IsZero());
}

void
Mip6RouterAdvertiser::StartApplication()
{
    NS_LOG_FUNCTION(this);
    NS_ABORT_MSG_IF(m_maxInterval < m_minInterval,
                    "Mip6RouterAdvertiser: MaxInterval is below MinInterval");
    NS_ABORT_MSG_IF(!m_device, "Mip6RouterAdvertiser: SetDevice was not called");
    if (!m_stack)
    {
        m_stack = Mip6Stack::Get(GetNode());
        const int32_t interface = m_stack->GetIpv6()->GetInterfaceForDevice(m_device);
        NS_ABORT_MSG_IF(interface < 0, "Mip6RouterAdvertiser: the device has no IPv6 interface");
        m_interface = static_cast<uint32_t>(interface);
        m_icmpv6 = m_stack->GetIcmpv6(m_interface);
        FollowPrefixes();
        m_stack->GetLinkPrefixes(m_interface).AddListener([this] { AnnounceChange(); });
        m_icmpv6->AddHandler(
            mip6::ICMPV6_ROUTER_SOLICITATION,
            [this](const Mip6Icmpv6Input& input) { return HandleSolicitation(input); });
    }
    m_running = true;
    AnnounceChange();
}

void
Mip6RouterAdvertiser::StopApplication()
{
    if (!m_running)
    {
        return;
    }
    m_running = false;
    m_timer.Cancel();
    // RFC 4861 section 6.2.5: a router that ceases to advertise says so.
    Send(Time());
}

void
Mip6RouterAdvertiser::ScheduleNext()
{
    const Time span = m_maxInterval - m_minInterval;
    Time interval = m_minInterval + span * m_random->GetValue();
    if (m_initialsLeft > 0)
    {
        --m_initialsLeft;
        interval = std::min(interval, MAX_INITIAL_RTR_ADVERT_INTERVAL);
    }
    ScheduleAfter(interval);
}

void
Mip6RouterAdvertiser::ScheduleAfter(Time delay)
{
    Simulator::Remove(m_timer);
    m_timerAt = Simulator::Now() + delay;
    m_timer = Simulator::Schedule(delay, &Mip6RouterAdvertiser::HandleTimer, this);
}

void
Mip6RouterAdvertiser::HandleTimer()
{
    Send(m_routerLifetime);
    ScheduleNext();
}

bool
Mip6RouterAdvertiser::HandleSolicitation(const Mip6Icmpv6Input& input)
{
    const auto decoded = mip6::DecodeRouterSolicitation(input.message.data(), input.message.size());
    // RFC 4861 section 6.1.1: no link-layer address from the unspecified address.
    if (!decoded || !m_running || m_paused ||
        (input.header.GetSource().IsAny() &&
         mip6::FindOption<mip6::SourceLinkLayerAddress>(decoded.value->options)))
    {
        return false;
    }
    const Time now = Simulator::Now();
    // RFC 4861 section 6.2.6: one multicast advertisement answers all solicitations before it,
    // after a random delay and not too soon after the last one.
    Time answerAt = now + m_maxSolicitedDelay * m_random->GetValue();
    if (m_lastSentAt)
    {
        answerAt = std::max(answerAt, *m_lastSentAt + m_minDelay);
    }
    if (answerAt < m_timerAt)
    {
        ScheduleAfter(answerAt - now);
    }
    return false;
}

mip6::RouterAdvertisement
Mip6RouterAdvertiser::MakeAdvertisement(Time routerLifetime) const
{
    mip6::RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = m_homeAgent && !m_homeAgentFailed;
    advertisement.routerLifetime = routerLifetime;
    // Stock hosts stop reading at the first option that they do not know, so what they know is
    // first.
    // RFC 6275 section 7.2: a home agent gives its address.
    const auto& prefixes = m_stack->GetLinkPrefixes(m_interface).GetPrefixes();
    for (const auto& prefix :
         prefixes.GetInformation(Simulator::Now(), m_routerAddress || advertisement.homeAgent))
    {
        if (m_prefixOptions)
        {
            advertisement.options.emplace_back(prefix);
        }
    }
    advertisement.options.emplace_back(
        mip6::SourceLinkLayerAddress{m_icmpv6->GetLinkLayerAddress()});
    if (m_intervalOption)
    {
        advertisement.options.emplace_back(mip6::AdvertisementInterval{m_maxInterval});
    }
    if (advertisement.homeAgent)
    {
        advertisement.options.emplace_back(
            mip6::HomeAgentInformation{m_preference, m_homeAgentLifetime, m_mobileRouters});
    }
    return advertisement;
}

bool
Mip6RouterAdvertiser::IsSourceUsable() const
{
    const auto interface = m_stack->GetIpv6()->GetInterface(m_interface);
    if (!interface->IsUp())
    {
        return false;
    }
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        if (entry.GetAddress().IsLinkLocal())
        {
            return entry.GetState() == Ipv6InterfaceAddress::PREFERRED ||
                   entry.GetState() == Ipv6InterfaceAddress::PERMANENT;
        }
    }
    return false;
}

void
Mip6RouterAdvertiser::Send(Time routerLifetime)
{
    if (IsSilent() || !IsSourceUsable())
    {
        return;
    }
    FollowPrefixes();
    const auto advertisement = MakeAdvertisement(routerLifetime);
    const auto interface = m_stack->GetIpv6()->GetInterface(m_interface);
    m_lastSentAt = Simulator::Now();
    m_icmpv6->SendNd(advertisement,
                     interface->GetLinkLocalAddress().GetAddress(),
                     Ipv6Address::GetAllNodesMulticast());
    m_sentTrace(advertisement);
}

} // namespace ns3
