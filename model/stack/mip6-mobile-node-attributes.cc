/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-compat.h"
#include "mip6-mobile-node.h"

#include "ns3/boolean.h"
#include "ns3/enum.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-stack
 * Attributes and trace sources of ns3::Mip6MobileNode.
 */

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(Mip6MobileNode);

TypeId
Mip6MobileNode::GetTypeId() // NOLINT(readability-function-size): one entry an attribute
{
    using Self = Mip6MobileNode;
    static TypeId tid =
        TypeId("ns3::Mip6MobileNode")
            .SetParent<Mip6Role>()
            .SetGroupName("Mip6")
            .AddConstructor<Self>()
            .AddAttribute("HomeAddress",
                          "The permanent address (RFC 6275 section 3.2). Unspecified: formed from "
                          "HomePrefix and the interface identifier of the device.",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&Self::m_homeAddress),
                          MakeIpv6AddressChecker())
            .AddAttribute("HomePrefix",
                          "The home subnet prefix, where HomeAddress is unspecified. Also "
                          "unspecified: the home link is where the first Router Advertisement of "
                          "a home agent is heard.",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&Self::m_homePrefix),
                          MakeIpv6AddressChecker())
            .AddAttribute("HomePrefixLength",
                          "Length of the home subnet prefix.",
                          UintegerValue(mip6::MobileNodeConfig().homePrefixLength),
                          MakeUintegerAccessor(&Self::m_homePrefixLength),
                          MakeUintegerChecker<uint8_t>(1, 128))
            .AddAttribute("HomeAgent",
                          "Address of the home agent on the home link. Unspecified: discovered "
                          "(RFC 6275 section 11.4.1).",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&Self::m_homeAgent),
                          MakeIpv6AddressChecker())
            .AddAttribute("HomeAgentDiscovery",
                          "Whether another home agent is discovered when HomeAgent refuses or "
                          "does not answer (RFC 6275 section 11.4.1).",
                          BooleanValue(mip6::MobileNodeConfig().discovery),
                          MakeBooleanAccessor(&Self::m_discovery),
                          MakeBooleanChecker())
            .AddAttribute("HomeAgentAttempts",
                          "Binding Updates without an answer until another home agent is tried, "
                          "where there is one. The default ends when the wait has come to "
                          "MAX_BINDACK_TIMEOUT (RFC 6275 section 11.7.1).",
                          UintegerValue(mip6::MobileNodeConfig().homeAgentAttempts),
                          MakeUintegerAccessor(&Self::m_homeAgentAttempts),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute(
                "BindingLifetime",
                "Lifetime requested in Binding Updates, in steps of 4 s (RFC 6275 section "
                "11.7.1).",
                TimeValue(mip6::MobileNodeConfig().lifetime),
                MakeTimeAccessor(&Self::m_lifetime),
                MakeTimeChecker(Seconds(4), mip6::MAX_BINDING_LIFETIME_ON_WIRE))
            .AddAttribute(
                "MulticastMembership",
                "How multicast groups are received and sent to away from home (RFC 6275 "
                "section 11.3.4): through the tunnel with the home address, or on the "
                "foreign link with the care-of address.",
                EnumValue(Mip6MulticastMember::HOME_TUNNEL),
                MIP6_ENUM_ACCESSOR(Mip6MulticastMember::Membership, &Self::m_multicastMembership),
                MakeEnumChecker(Mip6MulticastMember::HOME_TUNNEL,
                                "HomeTunnel",
                                Mip6MulticastMember::LOCAL,
                                "Local"))
            .AddAttribute("InitialBindackTimeout",
                          "First wait for a Binding Acknowledgement (RFC 6275 section 12: 1 s).",
                          TimeValue(mip6::INITIAL_BINDACK_TIMEOUT),
                          MakeTimeAccessor(&Self::m_initialTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("InitialBindackTimeoutFirstReg",
                          "The same where no acknowledged binding exists (RFC 6275 section 13: "
                          "1.5 s).",
                          TimeValue(mip6::INITIAL_BINDACK_TIMEOUT_FIRST_REGISTRATION),
                          MakeTimeAccessor(&Self::m_initialTimeoutFirst),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxBindackTimeout",
                          "Ceiling of the doubling wait (RFC 6275 section 12: 32 s).",
                          TimeValue(mip6::MAX_BINDACK_TIMEOUT),
                          MakeTimeAccessor(&Self::m_maxTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("UpdateJitter",
                          "Largest random delay before a Binding Update, against collisions of "
                          "nodes that move together; 0 sends at once.",
                          TimeValue(mip6::MobileNodeConfig().updateJitter),
                          MakeTimeAccessor(&Self::m_updateJitter),
                          MakeTimeChecker(Time()))
            .AddAttribute(
                "DuplicateAddressDetection",
                "Of care-of addresses: Standard (RFC 4862), Optimistic (RFC 4429) or Off.",
                EnumValue(Mip6AddressConfiguration::STANDARD),
                MIP6_ENUM_ACCESSOR(Mip6AddressConfiguration::DadMode, &Self::m_dadMode),
                MakeEnumChecker(Mip6AddressConfiguration::STANDARD,
                                "Standard",
                                Mip6AddressConfiguration::OPTIMISTIC,
                                "Optimistic",
                                Mip6AddressConfiguration::OFF,
                                "Off"))
            .AddAttribute("PendingQueueSize",
                          "Packets from the home address kept while a registration is under way; "
                          "further ones are discarded. 0 discards all.",
                          UintegerValue(16),
                          MakeUintegerAccessor(&Self::m_queueLimit),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("RequireHopLimit255",
                          "Whether Router Advertisements need hop limit 255 (RFC 4861 section "
                          "6.1.2). The stock Radvd sends 64.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&Self::m_requireHopLimit),
                          MakeBooleanChecker())
            .AddAttribute("RouteOptimization",
                          "Whether correspondent nodes are told the care-of address (RFC 6275 "
                          "section 11.7.2); otherwise everything takes the tunnel.",
                          BooleanValue(mip6::RouteOptimizationConfig().enabled),
                          MakeBooleanAccessor(&Self::m_routeOptimization),
                          MakeBooleanChecker())
            .AddAttribute("RouteOptimizationAllow",
                          "Prefixes of the correspondent nodes that are told, like "
                          "\"2001:1:0:9::/64 2001:2::/32\"; empty for all.",
                          StringValue(""),
                          MakeStringAccessor(&Self::m_optimizationAllow),
                          MakeStringChecker())
            .AddAttribute("RouteOptimizationDeny",
                          "Prefixes of the correspondent nodes that are never told, whatever "
                          "RouteOptimizationAllow says.",
                          StringValue(""),
                          MakeStringAccessor(&Self::m_optimizationDeny),
                          MakeStringChecker())
            .AddAttribute("RouteOptimizationThreshold",
                          "Packets exchanged with a node through the tunnel, in either direction, "
                          "that start route optimization with it.",
                          UintegerValue(mip6::RouteOptimizationConfig().threshold),
                          MakeUintegerAccessor(&Self::m_optimizationThreshold),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("RouteOptimizationInterval",
                          "Pause between two such packets after which the count begins anew.",
                          TimeValue(mip6::RouteOptimizationConfig().thresholdInterval),
                          MakeTimeAccessor(&Self::m_optimizationInterval),
                          MakeTimeChecker(Time()))
            .AddAttribute("RouteOptimizationRetry",
                          "How long a node that does not know or that refuses route optimization "
                          "is left alone.",
                          TimeValue(mip6::RouteOptimizationConfig().retryInterval),
                          MakeTimeAccessor(&Self::m_optimizationRetry),
                          MakeTimeChecker(Time()))
            .AddAttribute("CorrespondentAcknowledge",
                          "Whether Binding Updates to correspondent nodes ask for an "
                          "acknowledgement (RFC 6275 section 11.7.2: the A bit).",
                          BooleanValue(mip6::RouteOptimizationConfig().acknowledge),
                          MakeBooleanAccessor(&Self::m_acknowledge),
                          MakeBooleanChecker())
            .AddAttribute("MovementDetection",
                          "When the node leaves its link for another one (RFC 6275 section "
                          "11.5.1): Lazy keeps the link as long as its router is heard, Eager "
                          "takes every link that is newly heard, Unreachability probes the router "
                          "first, LinkLayer heeds only the link layer, Advertisements only "
                          "advertisements that stay away.",
                          EnumValue(LAZY),
                          MIP6_ENUM_ACCESSOR(MovementDetection, &Self::m_detection),
                          MakeEnumChecker(LAZY,
                                          "Lazy",
                                          EAGER,
                                          "Eager",
                                          UNREACHABILITY,
                                          "Unreachability",
                                          LINK_LAYER,
                                          "LinkLayer",
                                          ADVERTISEMENTS,
                                          "Advertisements"))
            .AddAttribute("MissedAdvertisements",
                          "Router Advertisements that must stay away, by their Advertisement "
                          "Interval, before their router counts as silent (RFC 6275 section "
                          "11.5.1).",
                          UintegerValue(mip6::MISSED_ADVERTISEMENTS),
                          MakeUintegerAccessor(&Self::m_missedAdvertisements),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("AddressConfiguration",
                          "Of care-of addresses: Stateless (RFC 4862), or Stateful (RFC 8415) on "
                          "links that advertise the M flag, where this release of ns-3 has "
                          "DHCPv6.",
                          EnumValue(STATELESS),
                          MIP6_ENUM_ACCESSOR(AddressConfiguration, &Self::m_addressConfiguration),
                          MakeEnumChecker(STATELESS, "Stateless", STATEFUL, "Stateful"))
            .AddTraceSource("HandoverPhase",
                            "A step of a handover was made.",
                            MakeTraceSourceAccessor(&Self::m_phaseTrace),
                            "ns3::Mip6MobileNode::HandoverPhaseTracedCallback")
            .AddTraceSource("State",
                            "The mobile node is at home, away, returning.",
                            MakeTraceSourceAccessor(&Self::m_stateTrace),
                            "ns3::Mip6MobileNode::StateTracedCallback");
    return tid;
}

namespace
{

/// @param detection attribute @return its policy
mip6::MovementPolicy
GetPolicy(Mip6MobileNode::MovementDetection detection)
{
    switch (detection)
    {
    case Mip6MobileNode::EAGER:
        return mip6::MoveEagerly;
    case Mip6MobileNode::UNREACHABILITY:
        return mip6::MoveWhenUnreachable;
    case Mip6MobileNode::LINK_LAYER:
        return mip6::MoveByLinkLayer;
    case Mip6MobileNode::ADVERTISEMENTS:
        return mip6::MoveByAdvertisements;
    case Mip6MobileNode::LAZY:
        break;
    }
    return mip6::MoveLazily;
}

/// Bits of an IPv6 address.
constexpr unsigned MAX_PREFIX_LENGTH = 128;

/**
 * @param word an address, a slash and a length
 * @return the prefix, nothing if it is none
 */
std::optional<mip6::AddressRange>
ParsePrefix(const std::string& word)
{
    const std::size_t slash = word.find('/');
    if (slash == std::string::npos)
    {
        return std::nullopt;
    }
    const std::string text = word.substr(0, slash);
    const Ipv6Address address(text.c_str());
    // What ns-3 cannot read becomes the unspecified address.
    if (address.IsAny() && text != "::")
    {
        return std::nullopt;
    }
    const char* const end = word.data() + word.size();
    unsigned length = 0;
    const auto [stop, error] = std::from_chars(word.data() + slash + 1, end, length);
    if (error != std::errc() || stop != end || length > MAX_PREFIX_LENGTH)
    {
        return std::nullopt;
    }
    return mip6::AddressRange{address, static_cast<uint8_t>(length)};
}

/**
 * @param attribute its name, for the message that ends the program
 * @param text its value: prefixes with blanks or commas between them
 * @return the prefixes
 */
std::vector<mip6::AddressRange>
ParsePrefixes(const std::string& attribute, std::string text)
{
    std::replace(text.begin(), text.end(), ',', ' ');
    std::istringstream words(text);
    std::vector<mip6::AddressRange> ranges;
    for (std::string word; words >> word;)
    {
        const auto range = ParsePrefix(word);
        NS_ABORT_MSG_IF(!range,
                        "Mip6MobileNode: " << attribute << " has \"" << word
                                           << "\", which is no prefix like 2001:1:0:9::/64");
        ranges.push_back(*range);
    }
    return ranges;
}

} // namespace

mip6::MobileNodeConfig
Mip6MobileNode::MakeConfig()
{
    mip6::MobileNodeConfig config;
    config.homeAddress = m_homeAddress;
    config.homePrefixLength = m_homePrefixLength;
    config.homeAgent = m_homeAgent;
    config.linkLocalAddress =
        Ipv6Address::MakeAutoconfiguredLinkLocalAddress(m_device->GetAddress());
    config.discovery = m_discovery;
    config.homeAgentAttempts = m_homeAgentAttempts;
    config.duplicateDetection = m_icmpv6->IsAlwaysDad() ? m_icmpv6->GetDadTimeout() : Time();
    config.lifetime = m_lifetime;
    config.initialTimeout = m_initialTimeout;
    config.initialTimeoutFirst = m_initialTimeoutFirst;
    config.maxTimeout = m_maxTimeout;
    config.updateJitter = m_updateJitter;
    config.optimization.enabled = m_routeOptimization;
    config.optimization.allow = ParsePrefixes("RouteOptimizationAllow", m_optimizationAllow);
    config.optimization.deny = ParsePrefixes("RouteOptimizationDeny", m_optimizationDeny);
    config.optimization.threshold = m_optimizationThreshold;
    config.optimization.thresholdInterval = m_optimizationInterval;
    config.optimization.retryInterval = m_optimizationRetry;
    config.optimization.acknowledge = m_acknowledge;
    if (m_homeAddress.IsAny() && !m_homePrefix.IsAny())
    {
        config.homeAddress =
            Ipv6Address::MakeAutoconfiguredAddress(m_device->GetAddress(), m_homePrefix);
    }
    config.movement.policy = m_policy ? m_policy : GetPolicy(m_detection);
    config.movement.stateful = m_addressConfiguration == STATEFUL;
    config.movement.missedAdvertisements = m_missedAdvertisements;
    config.extension = GetExtension();
    return config;
}

} // namespace ns3
