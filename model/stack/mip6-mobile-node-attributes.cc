/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-compat.h"
#include "mip6-mobile-node.h"

#include "ns3/boolean.h"
#include "ns3/enum.h"
#include "ns3/uinteger.h"

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
                          "The permanent address (RFC 6275 section 3.2).",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&Self::m_homeAddress),
                          MakeIpv6AddressChecker())
            .AddAttribute("HomePrefixLength",
                          "Length of the home subnet prefix.",
                          UintegerValue(mip6::MobileNodeConfig().homePrefixLength),
                          MakeUintegerAccessor(&Self::m_homePrefixLength),
                          MakeUintegerChecker<uint8_t>(1, 128))
            .AddAttribute("HomeAgent",
                          "Address of the home agent on the home link.",
                          Ipv6AddressValue(),
                          MakeIpv6AddressAccessor(&Self::m_homeAgent),
                          MakeIpv6AddressChecker())
            .AddAttribute(
                "BindingLifetime",
                "Lifetime requested in Binding Updates, in steps of 4 s (RFC 6275 section "
                "11.7.1).",
                TimeValue(mip6::MobileNodeConfig().lifetime),
                MakeTimeAccessor(&Self::m_lifetime),
                MakeTimeChecker(Seconds(4), mip6::MAX_BINDING_LIFETIME_ON_WIRE))
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

mip6::MobileNodeConfig
Mip6MobileNode::MakeConfig() const
{
    mip6::MobileNodeConfig config;
    config.homeAddress = m_homeAddress;
    config.homePrefixLength = m_homePrefixLength;
    config.homeAgent = m_homeAgent;
    config.lifetime = m_lifetime;
    config.initialTimeout = m_initialTimeout;
    config.initialTimeoutFirst = m_initialTimeoutFirst;
    config.maxTimeout = m_maxTimeout;
    config.updateJitter = m_updateJitter;
    return config;
}

} // namespace ns3
