/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_FORMAT_FACTS_H
#define MIP6_FORMAT_FACTS_H

#include "mip6-option-walk.h"
#include "mip6-registry-facts.h"
#include "mip6-rst-text.h"

#include "ns3/mip6-config.h"
#include "ns3/mip6-icmpv6-messages.h"
#include "ns3/mip6-wire-time.h"

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Tables of sizes, from what the encoders write and what the decoders take.
 */

namespace ns3::mip6::tests
{

/**
 * @param numbers in ascending order, at least one
 * @return the numbers in words
 */
inline std::string
ToRst(const std::vector<std::size_t>& numbers)
{
    const std::string last = std::to_string(numbers.back());
    if (numbers.size() == 1)
    {
        return last;
    }
    if (numbers.back() - numbers.front() + 1 == numbers.size())
    {
        return std::to_string(numbers.front()) + " to " + last;
    }
    std::string text;
    for (std::size_t i = 0; i + 1 < numbers.size(); ++i)
    {
        text += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
    }
    return text + " or " + last;
}

/**
 * @param first number to try
 * @param last number to try
 * @param isTaken whether a number is taken
 * @return those that are
 */
inline std::vector<std::size_t>
Collect(std::size_t first, std::size_t last, const std::function<bool(std::size_t)>& isTaken)
{
    std::vector<std::size_t> taken;
    for (std::size_t number = first; number <= last; ++number)
    {
        if (isTaken(number))
        {
            taken.push_back(number);
        }
    }
    return taken;
}

/**
 * @tparam Message with options
 * @param name of its struct
 * @return where its options start, and its least size
 */
template <typename Message>
RstRow
MakeMessageRow(const std::string& name)
{
    const uint8_t type = GetType(MobilityMessage(Message()));
    const auto leastUnits = Collect(0, 255, [type](std::size_t units) {
        Bytes octets((units + 1) * MOBILITY_UNIT_OCTETS);
        octets[0] = NEXT_HEADER_NONE;
        octets[MOBILITY_HEADER_LEN_OFFSET] = static_cast<uint8_t>(units);
        octets[2] = type;
        return bool(DecodeMobilityMessage(octets.data(), octets.size()));
    });
    return {std::to_string(type),
            GetName(static_cast<MobilityType>(type)),
            ToRstCode(name),
            std::to_string(GetOptionsOffset(Message())),
            std::to_string(leastUnits.front()),
            std::to_string(EncodeMobilityMessage(Message()).size())};
}

/// @return where the options of messages start, and the least sizes of messages
inline Fact
MakeMessageSizes()
{
    return {"message-sizes",
            MakeRstTable({
                {"MH Type", "Message", "Struct", "Options from", "Least Header Len", "Octets"},
                MakeMessageRow<BindingRefreshRequest>("BindingRefreshRequest"),
                MakeMessageRow<HomeTestInit>("HomeTestInit"),
                MakeMessageRow<CareOfTestInit>("CareOfTestInit"),
                MakeMessageRow<HomeTest>("HomeTest"),
                MakeMessageRow<CareOfTest>("CareOfTest"),
                MakeMessageRow<BindingUpdate>("BindingUpdate"),
                MakeMessageRow<BindingAcknowledgement>("BindingAcknowledgement"),
                MakeMessageRow<BindingError>("BindingError"),
            })};
}

/**
 * @param type of a mobility option
 * @return the lengths that the decoder takes
 */
inline std::vector<std::size_t>
CollectOptionLengths(uint8_t type)
{
    return Collect(0, MAX_OPTION_LENGTH, [type](std::size_t length) {
        Bytes octets{type, static_cast<uint8_t>(length)};
        octets.resize(MOBILITY_OPTION_HEADER_OCTETS + length);
        ByteReader reader(octets.data(), octets.size());
        return bool(DecodeMobilityOptions(reader));
    });
}

/**
 * @param type of a mobility option
 * @param lengths that it may have
 * @return its alignment at these lengths
 */
inline std::string
DescribeAlignment(uint8_t type, const std::vector<std::size_t>& lengths)
{
    const std::string least = ToRst(GetAlignment(type, lengths.front()));
    const std::string most = ToRst(GetAlignment(type, lengths.back()));
    return least == most ? least : least + ", longer " + most;
}

/**
 * @param option a value
 * @param name of its struct
 * @return length and alignment of the option
 */
inline RstRow
MakeOptionRow(const MobilityOption& option, const std::string& name)
{
    const uint8_t type = GetType(option);
    const bool isPad1 = std::holds_alternative<Pad1>(option);
    const auto lengths = isPad1 ? std::vector<std::size_t>{0} : CollectOptionLengths(type);
    return {std::to_string(type),
            GetName(static_cast<MobilityOptionType>(type)),
            ToRstCode(name),
            isPad1 ? "no field" : ToRst(lengths),
            DescribeAlignment(type, lengths)};
}

/// @return lengths and alignments of the options that have a struct
inline Fact
MakeOptionFormats()
{
    const BindingIdentifier bindingIdentifier;
    return {"option-formats",
            MakeRstTable({
                {"Type", "Mobility option", "Struct", "Option Length", "Alignment"},
                MakeOptionRow(Pad1(), "Pad1"),
                MakeOptionRow(PadN(), "PadN"),
                MakeOptionRow(BindingRefreshAdvice(), "BindingRefreshAdvice"),
                MakeOptionRow(AlternateCareOfAddress(), "AlternateCareOfAddress"),
                MakeOptionRow(NonceIndices(), "NonceIndices"),
                MakeOptionRow(BindingAuthorizationData(), "BindingAuthorizationData"),
                MakeOptionRow(MobileNetworkPrefix(), "MobileNetworkPrefix"),
                MakeOptionRow(MobileNodeIdentifier(), "MobileNodeIdentifier"),
                MakeOptionRow(bindingIdentifier, "BindingIdentifier"),
            })};
}

/**
 * @param option that is not padding
 * @param name in words
 * @return what becomes of a Binding Update with that option only
 */
inline RstRow
MakePaddingRow(const MobilityOption& option, const std::string& name)
{
    BindingUpdate update;
    update.options = {option};
    const Bytes octets = EncodeMobilityMessage(update);
    const OptionPlace place = FindOnlyOption(octets, GetOptionsOffset(BindingUpdate()));
    return {name,
            std::to_string(place.before),
            std::to_string(place.start),
            std::to_string(place.size),
            std::to_string(place.behind),
            std::to_string(octets.size())};
}

/// @return what becomes of Binding Updates with one option
inline Fact
MakeOptionPadding()
{
    const BindingIdentifier plain;
    BindingIdentifier withIpv6;
    withIpv6.careOfAddress = Ipv6Address::GetAny();
    return {"option-padding",
            MakeRstTable({
                {"Option", "Padding before", "Starts at", "Octets", "Padding behind", "Message"},
                MakePaddingRow(BindingRefreshAdvice(), "Binding Refresh Advice"),
                MakePaddingRow(AlternateCareOfAddress(), "Alternate Care-of Address"),
                MakePaddingRow(NonceIndices(), "Nonce Indices"),
                MakePaddingRow(BindingAuthorizationData(), "Binding Authorization Data"),
                MakePaddingRow(MobileNetworkPrefix(), "Mobile Network Prefix"),
                MakePaddingRow(MobileNodeIdentifier{1, Bytes(5)}, "Mobile Node Identifier of 5"),
                MakePaddingRow(plain, "Binding Identifier"),
                MakePaddingRow(withIpv6, "Binding Identifier with IPv6"),
            })};
}

/// What a table says about an ICMPv6 message.
struct Icmpv6Row
{
    Icmpv6Message message; //!< any value
    std::string name;      //!< in words
    std::string code;      //!< of the struct
    std::string reference; //!< where it is defined
};

/**
 * @param row a message
 * @return its type, and the size below which the decoder refuses it
 */
inline RstRow
MakeIcmpv6Row(const Icmpv6Row& row)
{
    const uint8_t type = EncodeIcmpv6Message(row.message).front();
    const auto sizes = Collect(1, 64, [type](std::size_t size) {
        Bytes octets(size);
        octets[0] = type;
        return bool(DecodeIcmpv6Message(octets.data(), octets.size()));
    });
    return {std::to_string(type),
            row.name,
            ToRstCode(row.code),
            std::to_string(sizes.front()),
            row.reference};
}

/// @return types and least sizes of ICMPv6 messages
inline Fact
MakeIcmpv6Types()
{
    const std::vector<Icmpv6Row> messages{
        {RouterSolicitation(), "Router Solicitation", "RouterSolicitation", "RFC 4861 section 4.1"},
        {RouterAdvertisement(),
         "Router Advertisement",
         "RouterAdvertisement",
         "RFC 4861 section 4.2"},
        {NeighborSolicitation(),
         "Neighbor Solicitation",
         "NeighborSolicitation",
         "RFC 4861 section 4.3"},
        {NeighborAdvertisement(),
         "Neighbor Advertisement",
         "NeighborAdvertisement",
         "RFC 4861 section 4.4"},
        {HomeAgentAddressDiscoveryRequest(),
         "Discovery Request",
         "HomeAgentAddressDiscoveryRequest",
         "RFC 6275 section 6.5"},
        {HomeAgentAddressDiscoveryReply(),
         "Discovery Reply",
         "HomeAgentAddressDiscoveryReply",
         "RFC 6275 section 6.6"},
        {MobilePrefixSolicitation(),
         "Mobile Prefix Solicitation",
         "MobilePrefixSolicitation",
         "RFC 6275 section 6.7"},
        {MobilePrefixAdvertisement(),
         "Mobile Prefix Advertisement",
         "MobilePrefixAdvertisement",
         "RFC 6275 section 6.8"},
    };
    std::vector<RstRow> rows{{"Type", "Message", "Struct", "Octets", "Defined in"}};
    for (const Icmpv6Row& message : messages)
    {
        rows.push_back(MakeIcmpv6Row(message));
    }
    return {"icmpv6-types", MakeRstTable(rows)};
}

/**
 * @param option a value
 * @param name in words
 * @param code of the struct
 * @return type of the option, and the lengths that the decoder takes
 */
inline RstRow
MakeNdOptionRow(const NdOption& option, const std::string& name, const std::string& code)
{
    ByteWriter writer;
    EncodeNdOptions(writer, {option});
    const uint8_t type = writer.Take().front();
    const auto lengths = Collect(0, 255, [type](std::size_t units) {
        Bytes octets(std::max<std::size_t>(8 * units, 2));
        octets[0] = type;
        octets[1] = static_cast<uint8_t>(units);
        ByteReader reader(octets.data(), octets.size());
        return bool(DecodeNdOptions(reader));
    });
    return {std::to_string(type), name, ToRstCode(code), ToRst(lengths)};
}

/// @return types and lengths of Neighbor Discovery options
inline Fact
MakeNdOptionTypes()
{
    const SourceLinkLayerAddress source;
    const TargetLinkLayerAddress target;
    return {"nd-option-types",
            MakeRstTable({
                {"Type", "Option", "Struct", "Length taken"},
                MakeNdOptionRow(source, "Source Link-Layer Address", "SourceLinkLayerAddress"),
                MakeNdOptionRow(target, "Target Link-Layer Address", "TargetLinkLayerAddress"),
                MakeNdOptionRow(PrefixInformation(), "Prefix Information", "PrefixInformation"),
                MakeNdOptionRow(MtuOption(), "MTU", "MtuOption"),
                MakeNdOptionRow(AdvertisementInterval(),
                                "Advertisement Interval",
                                "AdvertisementInterval"),
                MakeNdOptionRow(HomeAgentInformation(),
                                "Home Agent Information",
                                "HomeAgentInformation"),
            })};
}

/**
 * @param span of time
 * @return the span in words
 */
inline std::string
ToRst(const Time& span)
{
    const int64_t milliseconds = span.ToInteger(Time::MS);
    return milliseconds % 1000 == 0 ? std::to_string(milliseconds / 1000) + " s"
                                    : std::to_string(milliseconds) + " ms";
}

/// @return limits that fields set
inline Fact
MakeLimits()
{
    return {"limits",
            MakeRstTable({
                {"What", "Limit"},
                {"Mobility Header", std::to_string(MAX_MOBILITY_HEADER_OCTETS) + " octets"},
                {"Option Length", std::to_string(MAX_OPTION_LENGTH) + " octets"},
                {"unit of a binding lifetime", ToRst(FromFourSecondUnits(1))},
                {"binding lifetime, refresh interval", ToRst(FromFourSecondUnits(0xFFFF))},
                {"advertisement interval", ToRst(FromMilliseconds(0xFFFFFFFF))},
                {"home agent lifetime", ToRst(FromSeconds(0xFFFF))},
            })};
}

/// @return tables of all sizes
inline Facts
MakeFormatFacts()
{
    return {MakeMessageSizes(),
            MakeOptionFormats(),
            MakeOptionPadding(),
            MakeIcmpv6Types(),
            MakeNdOptionTypes(),
            MakeLimits()};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_FORMAT_FACTS_H */
