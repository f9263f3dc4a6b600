/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-tunnel-errors.h"
#include "ns3/mip6-tunnel-headers.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address ENTRY("2001:db8::1");        //!< of the tunnel
const Ipv6Address EXIT("2001:db8:a::10");      //!< of the tunnel
const Ipv6Address SOURCE("2001:db8:c::1");     //!< of the packet inside
const Ipv6Address DESTINATION("2001:db8::10"); //!< of the packet inside
constexpr uint8_t UDP = 17;                    //!< Next Header

/// Parts of an error about a tunnelled packet; rows of tests change one of them.
struct Parts
{
    uint8_t type{ICMPV6_DESTINATION_UNREACHABLE}; //!< of the error
    uint8_t code{0};                              //!< of the error
    uint32_t parameter{0};                        //!< of the error
    uint8_t outerNext{NEXT_HEADER_IPV6};          //!< Next Header of the tunnel
    std::optional<uint16_t> fragmentOffset{};     //!< of a Fragment header of the tunnel
    std::optional<uint8_t> limit{};               //!< Tunnel Encapsulation Limit of the tunnel
    Ipv6Address source{SOURCE};                   //!< of the packet inside
    Ipv6Address destination{DESTINATION};         //!< of the packet inside
    uint8_t innerNext{UDP};                       //!< Next Header of the packet inside
    Bytes upper{Bytes(1400, 0xAB)};               //!< behind its IPv6 header
    std::size_t quoted{1232};                     //!< octets of the tunnel packet in the error
};

/**
 * @param writer takes an IPv6 header
 * @param payload octets behind it
 * @param next header
 */
void
WriteHeader(ByteWriter& writer, std::size_t payload, uint8_t next)
{
    writer.WriteU32(0x60000000);
    writer.WriteU16(static_cast<uint16_t>(payload));
    writer.WriteU8(next);
    writer.WriteU8(64);
}

/// @param parts of the error @return the packet inside
Bytes
MakeInner(const Parts& parts)
{
    ByteWriter writer;
    WriteHeader(writer, parts.upper.size(), parts.innerNext);
    writer.WriteAddress(parts.source);
    writer.WriteAddress(parts.destination);
    Bytes octets = writer.Take();
    octets.insert(octets.end(), parts.upper.begin(), parts.upper.end());
    return octets;
}

/// @param parts of the error @return octets of the extension headers of the tunnel
std::size_t
GetExtensionOctets(const Parts& parts)
{
    return (parts.fragmentOffset ? 8 : 0) + (parts.limit ? 8 : 0);
}

/// @param parts of the error @return the error
Bytes
MakeError(const Parts& parts)
{
    const Bytes inner = MakeInner(parts);
    ByteWriter writer;
    writer.WriteU8(parts.type);
    writer.WriteU8(parts.code);
    writer.WriteU16(0);
    writer.WriteU32(parts.parameter);
    const uint8_t next = parts.limit ? NEXT_HEADER_DESTINATION_OPTIONS : parts.outerNext;
    WriteHeader(writer,
                inner.size() + GetExtensionOctets(parts),
                parts.fragmentOffset ? NEXT_HEADER_FRAGMENT : next);
    writer.WriteAddress(ENTRY);
    writer.WriteAddress(EXIT);
    if (parts.fragmentOffset)
    {
        writer.WriteU8(next);
        writer.WriteU8(0);
        writer.WriteU16(*parts.fragmentOffset);
        writer.WriteU32(1);
    }
    if (parts.limit)
    {
        writer.WriteBytes(EncodeEncapsulationLimitHeader(parts.outerNext, *parts.limit));
    }
    Bytes octets = writer.Take();
    octets.insert(octets.end(), inner.begin(), inner.end());
    octets.resize(std::min(octets.size(), 8 + parts.quoted));
    return octets;
}

/// @param parts of the error @return what its source is told
std::optional<TunnelError>
Relay(const Parts& parts)
{
    const Bytes octets = MakeError(parts);
    return MakeTunnelError(octets.data(), octets.size());
}

/// An error and what the source of the packet inside is told.
struct ErrorRow : NamedRow
{
    std::function<void(Parts&)> change; //!< of the usual error
    std::string head;                   //!< "type code parameter" of what is told; empty: nothing
};

class TunnelErrorTable : public testing::TestWithParam<ErrorRow>
{
};

/// @param error that is told @return "type code parameter", empty without an error
std::string
DescribeHead(const std::optional<TunnelError>& error)
{
    if (!error)
    {
        return "";
    }
    ByteReader reader(error->message.data(), error->message.size());
    const int type = reader.ReadU8();
    const int code = reader.ReadU8();
    EXPECT_EQ(reader.ReadU16(), 0);
    return std::to_string(type) + ' ' + std::to_string(code) + ' ' +
           std::to_string(reader.ReadU32());
}

TEST_P(TunnelErrorTable, IsToldToTheSourceInside)
{
    Parts parts;
    GetParam().change(parts);
    const auto error = Relay(parts);
    EXPECT_EQ(DescribeHead(error), GetParam().head);
    if (!error)
    {
        return;
    }
    EXPECT_EQ(error->entry, ENTRY);
    EXPECT_EQ(error->exit, EXIT);
    EXPECT_EQ(error->source, parts.source);
    EXPECT_EQ(error->destination, parts.destination);
    const Bytes inner = MakeInner(parts);
    const std::size_t start = 40 + GetExtensionOctets(parts);
    const std::size_t expected = std::min(inner.size(), parts.quoted - start);
    EXPECT_EQ(Bytes(error->message.begin() + 8, error->message.end()),
              Bytes(inner.begin(), inner.begin() + static_cast<std::ptrdiff_t>(expected)));
}

INSTANTIATE_TEST_SUITE_P(
    TunnelErrors,
    TunnelErrorTable,
    testing::Values(
        // RFC 2473 section 8.2.
        ErrorRow{{"Unreachable"}, [](Parts&) {}, "1 3 0"},
        ErrorRow{{"UnreachableForAnyReason"}, [](Parts& p) { p.code = 5; }, "1 3 0"},
        ErrorRow{{"HopLimit"}, [](Parts& p) { p.type = ICMPV6_TIME_EXCEEDED; }, "1 3 0"},
        ErrorRow{{"Reassembly"},
                 [](Parts& p) {
                     p.type = ICMPV6_TIME_EXCEEDED;
                     p.code = 1;
                 },
                 ""},
        ErrorRow{{"ParameterProblem"}, [](Parts& p) { p.type = ICMPV6_PARAMETER_PROBLEM; }, ""},
        ErrorRow{{"TooBig"},
                 [](Parts& p) {
                     p.type = ICMPV6_PACKET_TOO_BIG;
                     p.parameter = 1400;
                 },
                 "2 0 1360"},
        ErrorRow{{"TooBigForTheLeastMtu"},
                 [](Parts& p) {
                     p.type = ICMPV6_PACKET_TOO_BIG;
                     p.parameter = 1280;
                 },
                 "2 0 1280"},
        ErrorRow{{"TooBigForNothing"},
                 [](Parts& p) { p.type = ICMPV6_PACKET_TOO_BIG; },
                 "2 0 1280"},
        ErrorRow{{"TooBigAboutASmallPacket"},
                 [](Parts& p) {
                     p.type = ICMPV6_PACKET_TOO_BIG;
                     p.parameter = 1300;
                     p.upper.resize(1240);
                 },
                 ""},
        ErrorRow{{"TooBigAboutALittleMore"},
                 [](Parts& p) {
                     p.type = ICMPV6_PACKET_TOO_BIG;
                     p.parameter = 1320;
                     p.upper.resize(1241);
                 },
                 "2 0 1280"},
        ErrorRow{{"EncapsulationLimit"},
                 [](Parts& p) {
                     p.type = ICMPV6_PARAMETER_PROBLEM;
                     p.parameter = 44;
                     p.limit = 0;
                 },
                 "1 3 0"},
        ErrorRow{{"EncapsulationLimitOfAFragment"},
                 [](Parts& p) {
                     p.type = ICMPV6_PARAMETER_PROBLEM;
                     p.parameter = 52;
                     p.limit = 0;
                     p.fragmentOffset = 1;
                 },
                 "1 3 0"},
        ErrorRow{{"ProblemBesideTheEncapsulationLimit"},
                 [](Parts& p) {
                     p.type = ICMPV6_PARAMETER_PROBLEM;
                     p.parameter = 43;
                     p.limit = 0;
                 },
                 ""},
        ErrorRow{{"UnknownEncapsulationLimit"},
                 [](Parts& p) {
                     p.type = ICMPV6_PARAMETER_PROBLEM;
                     p.code = 2;
                     p.parameter = 44;
                     p.limit = 0;
                 },
                 ""},
        ErrorRow{{"UnreachableBehindALimit"}, [](Parts& p) { p.limit = 3; }, "1 3 0"},
        ErrorRow{{"TooBigBehindALimit"},
                 [](Parts& p) {
                     p.type = ICMPV6_PACKET_TOO_BIG;
                     p.parameter = 1400;
                     p.limit = 3;
                 },
                 "2 0 1352"},
        ErrorRow{{"Informational"}, [](Parts& p) { p.type = 129; }, ""},
        // What the tunnel packet looks like.
        ErrorRow{{"NoTunnel"}, [](Parts& p) { p.outerNext = UDP; }, ""},
        ErrorRow{{"FirstFragment"}, [](Parts& p) { p.fragmentOffset = 1; }, "1 3 0"},
        ErrorRow{{"LaterFragment"}, [](Parts& p) { p.fragmentOffset = 8; }, ""},
        // RFC 4443 section 2.4 e: what no error may be sent about.
        ErrorRow{{"Echo"},
                 [](Parts& p) {
                     p.innerNext = NEXT_HEADER_ICMPV6;
                     p.upper.front() = ICMPV6_FIRST_INFORMATIONAL;
                 },
                 "1 3 0"},
        ErrorRow{{"AnError"},
                 [](Parts& p) {
                     p.innerNext = NEXT_HEADER_ICMPV6;
                     p.upper.front() = ICMPV6_PACKET_TOO_BIG;
                 },
                 ""},
        ErrorRow{{"NoSource"}, [](Parts& p) { p.source = Ipv6Address::GetAny(); }, ""},
        ErrorRow{{"LinkLocalSource"}, [](Parts& p) { p.source = Ipv6Address("fe80::1"); }, ""},
        ErrorRow{{"MulticastSource"}, [](Parts& p) { p.source = Ipv6Address("ff02::1"); }, ""},
        ErrorRow{{"ToAGroup"}, [](Parts& p) { p.destination = Ipv6Address("ff0e::1"); }, ""},
        // How much is quoted.
        ErrorRow{{"JustEnough"}, [](Parts& p) { p.quoted = 88; }, "1 3 0"},
        ErrorRow{{"NotEnough"}, [](Parts& p) { p.quoted = 87; }, ""}),
    [](const auto& instance) { return instance.param.name; });

TEST(TunnelErrors, AnyTruncationIsHandled)
{
    Parts parts;
    parts.fragmentOffset = 0;
    const Bytes octets = MakeError(parts);
    for (std::size_t size = 0; size < 120; ++size)
    {
        const Bytes cut(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size));
        const bool isEnough = size >= 8 + 40 + 8 + 40 + 8;
        EXPECT_EQ(MakeTunnelError(cut.data(), cut.size()).has_value(), isEnough) << size;
    }
}

TEST(TunnelErrors, NoErrorIsLongerThanTheLeastMtu)
{
    Parts parts;
    parts.quoted = 1500;
    EXPECT_EQ(Relay(parts)->message.size(), 1280U - 40U);
}

} // namespace

} // namespace ns3::mip6::tests
