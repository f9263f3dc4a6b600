/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_OPTION_DIAGRAMS_H
#define MIP6_OPTION_DIAGRAMS_H

#include "mip6-mobility-diagrams.h"

#include "ns3/mip6-home-address-option.h"
#include "ns3/mip6-tunnel-headers.h"
#include "ns3/mip6-type2-routing.h"

#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Drawings of mobility options and of extension headers, from what the encoders write.
 */

namespace ns3::mip6::tests
{

/**
 * @param octets of a message with one option and nothing before it but the fixed part
 * @return where the option is
 */
inline OptionPlace
FindInRefreshRequest(const Bytes& octets)
{
    return FindOnlyOption(octets, GetOptionsOffset(BindingRefreshRequest()));
}

/**
 * @tparam Option an option that is not padding
 * @param base with all fields 0
 * @return a probe of the whole option
 */
template <typename Option>
FieldProbe<Option>
ProbeOption(const Option& base)
{
    FieldProbe<Option> probe(base, [](const Option& option) {
        const Bytes octets = EncodeMobilityMessage(BindingRefreshRequest{{option}});
        const OptionPlace place = FindInRefreshRequest(octets);
        const auto start = octets.begin() + static_cast<std::ptrdiff_t>(place.start);
        return Bytes(start, start + static_cast<std::ptrdiff_t>(place.size));
    });
    probe.AddConstant("Type", 0);
    return probe;
}

/**
 * @tparam Option an option that is not padding
 * @param name of the fact
 * @param probe with the fields of the option, but for its length
 * @param base of the probe
 * @return the drawing of the option at its alignment
 */
template <typename Option>
Fact
DrawOption(const std::string& name, FieldProbe<Option> probe, const Option& base)
{
    const Bytes octets = EncodeMobilityMessage(BindingRefreshRequest{{base}});
    const std::size_t leadBits = 8 * FindInRefreshRequest(octets).start % 32;
    const BitDiagram diagram(probe.GetFields(probe.GetOctets().size()), leadBits);
    return {name, MakeRstLiteral(diagram.Draw())};
}

/// @return a Binding Refresh Advice
inline Fact
DrawBindingRefreshAdvice()
{
    const BindingRefreshAdvice base;
    auto probe = ProbeOption(base);
    probe.AddConstant("Length", 1);
    probe.Add("Refresh Interval",
              [](BindingRefreshAdvice& o) { o.refreshInterval = LONGEST_TIME; });
    return DrawOption("binding-refresh-advice", probe, base);
}

/// @return an Alternate Care-of Address
inline Fact
DrawAlternateCareOfAddress()
{
    const AlternateCareOfAddress base{Ipv6Address::GetAny()};
    auto probe = ProbeOption(base);
    probe.AddConstant("Length", 1);
    probe.Add("Alternate Care-of Address",
              [](AlternateCareOfAddress& o) { o.careOfAddress = Ipv6Address::GetOnes(); });
    return DrawOption("alternate-care-of-address", probe, base);
}

/// @return Nonce Indices
inline Fact
DrawNonceIndices()
{
    const NonceIndices base;
    auto probe = ProbeOption(base);
    probe.AddConstant("Length", 1);
    probe.Add("Home Nonce Index", [](NonceIndices& o) { SetAllBits(o.homeNonceIndex); });
    probe.Add("Care-of Nonce Index", [](NonceIndices& o) { SetAllBits(o.careOfNonceIndex); });
    return DrawOption("nonce-indices", probe, base);
}

/// @return Binding Authorization Data
inline Fact
DrawBindingAuthorizationData()
{
    const BindingAuthorizationData base;
    auto probe = ProbeOption(base);
    probe.AddConstant("Length", 1);
    probe.Add("Authenticator", [](BindingAuthorizationData& o) { SetAllBits(o.authenticator); });
    return DrawOption("binding-authorization-data", probe, base);
}

/// @return a Mobile Network Prefix
inline Fact
DrawMobileNetworkPrefix()
{
    const MobileNetworkPrefix base{Ipv6Address::GetAny(), 0};
    auto probe = ProbeOption(base);
    probe.AddConstant("Length", 1);
    probe.Add("Prefix Length", [](MobileNetworkPrefix& o) { SetAllBits(o.prefixLength); });
    probe.Add("Mobile Network Prefix",
              [](MobileNetworkPrefix& o) { o.prefix = Ipv6Address::GetOnes(); });
    return DrawOption("mobile-network-prefix", probe, base);
}

/// @return a Mobile Node Identifier with a short identifier
inline Fact
DrawMobileNodeIdentifier()
{
    const MobileNodeIdentifier base{0, Bytes(5)};
    auto probe = ProbeOption(base);
    probe.AddField({"Length", 8, 8});
    probe.Add("Subtype", [](MobileNodeIdentifier& o) { SetAllBits(o.subtype); });
    probe.Add("Identifier ...", [](MobileNodeIdentifier& o) { o.identifier.assign(5, 0xFF); });
    return DrawOption("mobile-node-identifier", probe, base);
}

/// @return a Binding Identifier with an IPv6 address
inline Fact
DrawBindingIdentifier()
{
    BindingIdentifier base;
    base.careOfAddress = Ipv6Address::GetAny();
    auto probe = ProbeOption(base);
    probe.AddField({"Length", 8, 8});
    probe.Add("Binding ID (BID)", [](BindingIdentifier& o) { SetAllBits(o.bindingId); });
    probe.Add("Status", [](BindingIdentifier& o) { SetAllBits(o.status); });
    probe.Add("H", [](BindingIdentifier& o) { o.simultaneousHomeForeign = true; });
    probe.Add("Care-of Address, if there is one",
              [](BindingIdentifier& o) { o.careOfAddress = Ipv6Address::GetOnes(); });
    return DrawOption("binding-identifier", probe, base);
}

/// @return a Destination Options header with a Home Address option
inline Fact
DrawHomeAddressHeader()
{
    struct Header
    {
        uint8_t nextHeader{0};
        Ipv6Address homeAddress{Ipv6Address::GetAny()};
    };

    FieldProbe<Header> probe({}, [](const Header& header) {
        return EncodeHomeAddressHeader(header.nextHeader, header.homeAddress);
    });
    probe.Add("Next Header", [](Header& h) { SetAllBits(h.nextHeader); });
    probe.Add("Home Address", [](Header& h) { h.homeAddress = Ipv6Address::GetOnes(); });
    const Bytes octets = probe.GetOctets();
    const auto found = std::find(octets.begin(), octets.end(), HOME_ADDRESS_OPTION_TYPE);
    const auto type = static_cast<std::size_t>(found - octets.begin());
    probe.AddConstant("Ext Len", 1);
    probe.AddConstant("PadN", 2);
    probe.AddConstant("Length", 3);
    probe.AddField({"0", 32, 8 * type - 32});
    probe.AddConstant("Type", type);
    probe.AddConstant("Length", type + 1);
    const BitDiagram diagram(probe.GetFields(octets.size()), 0);
    return {"home-address-header", MakeRstLiteral(diagram.Draw())};
}

/// @return a type 2 routing header
inline Fact
DrawType2RoutingHeader()
{
    FieldProbe<Type2RoutingHeader> probe({0, 1, Ipv6Address::GetAny()}, EncodeType2RoutingHeader);
    probe.Add("Next Header", [](Type2RoutingHeader& h) { SetAllBits(h.nextHeader); });
    probe.AddConstant("Ext Len", 1);
    probe.AddConstant("Type", 2);
    probe.AddConstant("Segments", 3);
    probe.Add("Home Address",
              [](Type2RoutingHeader& h) { h.homeAddress = Ipv6Address::GetOnes(); });
    const BitDiagram diagram(probe.GetFields(probe.GetOctets().size()), 0);
    return {"type-2-routing-header", MakeRstLiteral(diagram.Draw())};
}

/// @return a Destination Options header with a Tunnel Encapsulation Limit option
inline Fact
DrawEncapsulationLimitHeader()
{
    /// What the encoder takes.
    struct Header
    {
        uint8_t nextHeader{0};
        uint8_t limit{0};
    };

    FieldProbe<Header> probe({}, [](const Header& header) {
        return EncodeEncapsulationLimitHeader(header.nextHeader, header.limit);
    });
    probe.Add("Next Header", [](Header& h) { SetAllBits(h.nextHeader); });
    probe.Add("Tun Encap Lim", [](Header& h) { SetAllBits(h.limit); });
    probe.AddConstant("Ext Len", 1);
    probe.AddConstant("Type", 2);
    probe.AddConstant("Length", 3);
    probe.AddConstant("PadN", 5);
    probe.AddConstant("Length", 6);
    probe.AddField({"0", 56, 8});
    const BitDiagram diagram(probe.GetFields(probe.GetOctets().size()), 0);
    return {"encapsulation-limit-header", MakeRstLiteral(diagram.Draw())};
}

/// @return drawings of all mobility options that have a struct, and of the extension headers
inline Facts
MakeOptionDiagrams()
{
    return {DrawBindingRefreshAdvice(),
            DrawAlternateCareOfAddress(),
            DrawNonceIndices(),
            DrawBindingAuthorizationData(),
            DrawMobileNetworkPrefix(),
            DrawMobileNodeIdentifier(),
            DrawBindingIdentifier(),
            DrawHomeAddressHeader(),
            DrawType2RoutingHeader(),
            DrawEncapsulationLimitHeader()};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_OPTION_DIAGRAMS_H */
