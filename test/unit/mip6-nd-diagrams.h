/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ND_DIAGRAMS_H
#define MIP6_ND_DIAGRAMS_H

#include "mip6-mobility-diagrams.h"

#include "ns3/mip6-icmpv6-messages.h"

#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Drawings of ICMPv6 messages and Neighbor Discovery options, from what the encoders write.
 */

namespace ns3::mip6::tests
{

/**
 * @tparam Message an ICMPv6 message
 * @param base with all fields 0, without options or addresses
 * @return a probe with Type, Code and Checksum
 */
template <typename Message>
FieldProbe<Message>
ProbeIcmpv6(const Message& base)
{
    FieldProbe<Message> probe(base, [](const Message& m) { return EncodeIcmpv6Message(m); });
    probe.AddConstant("Type", 0);
    probe.AddConstant("Code", 1);
    probe.AddField({"Checksum", 16, 16});
    return probe;
}

/**
 * @tparam Message an ICMPv6 message
 * @param name of the fact
 * @param probe with the fields of the message
 * @param tail what follows the fixed part
 * @return the drawing
 */
template <typename Message>
Fact
DrawIcmpv6(const std::string& name, const FieldProbe<Message>& probe, const std::string& tail)
{
    const BitDiagram diagram(probe.GetFields(probe.GetOctets().size()), 0);
    return {name, MakeRstLiteral(diagram.Draw(tail))};
}

/// @return a Home Agent Address Discovery Request
inline Fact
DrawDiscoveryRequest()
{
    using Message = HomeAgentAddressDiscoveryRequest;
    auto probe = ProbeIcmpv6(Message());
    probe.Add("Identifier", [](Message& m) { SetAllBits(m.identifier); });
    probe.Add("R", [](Message& m) { m.mobileRouters = true; });
    return DrawIcmpv6("discovery-request", probe, "");
}

/// @return a Home Agent Address Discovery Reply
inline Fact
DrawDiscoveryReply()
{
    using Message = HomeAgentAddressDiscoveryReply;
    auto probe = ProbeIcmpv6(Message());
    probe.Add("Identifier", [](Message& m) { SetAllBits(m.identifier); });
    probe.Add("R", [](Message& m) { m.mobileRouters = true; });
    return DrawIcmpv6("discovery-reply", probe, "Home Agent Addresses");
}

/// @return a Mobile Prefix Solicitation
inline Fact
DrawPrefixSolicitation()
{
    using Message = MobilePrefixSolicitation;
    auto probe = ProbeIcmpv6(Message());
    probe.Add("Identifier", [](Message& m) { SetAllBits(m.identifier); });
    return DrawIcmpv6("prefix-solicitation", probe, "");
}

/// @return a Mobile Prefix Advertisement
inline Fact
DrawPrefixAdvertisement()
{
    using Message = MobilePrefixAdvertisement;
    auto probe = ProbeIcmpv6(Message());
    probe.Add("Identifier", [](Message& m) { SetAllBits(m.identifier); });
    probe.Add("M", [](Message& m) { m.managed = true; });
    probe.Add("O", [](Message& m) { m.otherConfiguration = true; });
    return DrawIcmpv6("prefix-advertisement", probe, "Options");
}

/// @return a Router Advertisement
inline Fact
DrawRouterAdvertisement()
{
    using Message = RouterAdvertisement;
    auto probe = ProbeIcmpv6(Message());
    probe.Add("Cur Hop Limit", [](Message& m) { SetAllBits(m.currentHopLimit); });
    probe.Add("M", [](Message& m) { m.managed = true; });
    probe.Add("O", [](Message& m) { m.otherConfiguration = true; });
    probe.Add("H", [](Message& m) { m.homeAgent = true; });
    probe.Add(
        "Prf",
        [](Message& m) { m.defaultRouterPreference = RouterPreference::HIGH; },
        [](Message& m) { m.defaultRouterPreference = RouterPreference::LOW; });
    probe.Add("P", [](Message& m) { m.proxy = true; });
    probe.Add("Router Lifetime", [](Message& m) { m.routerLifetime = LONGEST_TIME; });
    probe.Add("Reachable Time", [](Message& m) { m.reachableTime = LONGEST_TIME; });
    probe.Add("Retrans Timer", [](Message& m) { m.retransTimer = LONGEST_TIME; });
    return DrawIcmpv6("router-advertisement", probe, "Options");
}

/**
 * @tparam Option a Neighbor Discovery option
 * @param base with all fields 0
 * @return a probe with Type and Length
 */
template <typename Option>
FieldProbe<Option>
ProbeNdOption(const Option& base)
{
    FieldProbe<Option> probe(base, [](const Option& option) {
        ByteWriter writer;
        EncodeNdOptions(writer, {option});
        return writer.Take();
    });
    probe.AddConstant("Type", 0);
    probe.AddConstant("Length", 1);
    return probe;
}

/// @return a Prefix Information option
inline Fact
DrawPrefixInformation()
{
    using Option = PrefixInformation;
    Option base;
    base.prefix = Ipv6Address::GetAny();
    base.prefixLength = 0;
    base.onLink = false;
    base.autonomous = false;
    auto probe = ProbeNdOption(base);
    // The encoder limits the length to that of an address, so no single value sets all bits.
    probe.Add(
        "Prefix Length",
        [](Option& o) { o.prefixLength = 0x80; },
        [](Option& o) { o.prefixLength = 0x7F; });
    probe.Add("L", [](Option& o) { o.onLink = true; });
    probe.Add("A", [](Option& o) { o.autonomous = true; });
    probe.Add("R", [](Option& o) { o.routerAddress = true; });
    probe.Add("Prefix", [](Option& o) { o.prefix = Ipv6Address::GetOnes(); });
    probe.Add("Valid Lifetime", [](Option& o) { o.validLifetime = LONGEST_TIME; });
    // The preferred lifetime is never above the valid one.
    probe.AddDifference(
        "Preferred Lifetime",
        [](Option& o) { o.validLifetime = LONGEST_TIME; },
        [](Option& o) { o.validLifetime = o.preferredLifetime = LONGEST_TIME; });
    return DrawIcmpv6("prefix-information", probe, "");
}

/// @return an Advertisement Interval option
inline Fact
DrawAdvertisementInterval()
{
    auto probe = ProbeNdOption(AdvertisementInterval());
    probe.Add("Advertisement Interval",
              [](AdvertisementInterval& o) { o.interval = LONGEST_TIME; });
    return DrawIcmpv6("advertisement-interval", probe, "");
}

/// @return a Home Agent Information option
inline Fact
DrawHomeAgentInformation()
{
    using Option = HomeAgentInformation;
    auto probe = ProbeNdOption(Option());
    probe.Add("R", [](Option& o) { o.mobileRouters = true; });
    probe.Add("Home Agent Preference", [](Option& o) { SetAllBits(o.preference); });
    // A lifetime of 0 is never sent.
    probe.AddDifference(
        "Home Agent Lifetime",
        [](Option& o) { o.lifetime = Seconds(0xFF00); },
        [](Option& o) { o.lifetime = Seconds(0x00FF); });
    return DrawIcmpv6("home-agent-information", probe, "");
}

/// @return drawings of the ICMPv6 messages and options of Mobile IPv6
inline Facts
MakeNdDiagrams()
{
    return {DrawDiscoveryRequest(),
            DrawDiscoveryReply(),
            DrawPrefixSolicitation(),
            DrawPrefixAdvertisement(),
            DrawRouterAdvertisement(),
            DrawPrefixInformation(),
            DrawAdvertisementInterval(),
            DrawHomeAgentInformation()};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_ND_DIAGRAMS_H */
