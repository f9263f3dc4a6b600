/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_REGISTRY_FACTS_H
#define MIP6_REGISTRY_FACTS_H

#include "mip6-rst-text.h"

#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-option-format.h"
#include "ns3/mip6-numbers.h"

#include <cstdio>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Tables of assigned numbers and of flag bits.
 */

namespace ns3::mip6::tests
{

/**
 * @param bits of a field
 * @param digits how many to write
 * @return the bits in hexadecimal
 */
inline std::string
ToRstHex(unsigned bits, int digits)
{
    char text[16];
    std::snprintf(text, sizeof(text), "0x%0*X", digits, bits);
    return text;
}

/// Units of 8 octets that any message without options has room in.
constexpr std::size_t ENOUGH_UNITS = 3;

/**
 * @param type an MH Type
 * @return whether the decoder has a struct for it
 */
inline bool
HasStruct(MobilityType type)
{
    Bytes octets(ENOUGH_UNITS * MOBILITY_UNIT_OCTETS);
    octets[0] = NEXT_HEADER_NONE;
    octets[MOBILITY_HEADER_LEN_OFFSET] = ENOUGH_UNITS - 1;
    octets[2] = static_cast<uint8_t>(type);
    const auto message = DecodeMobilityMessage(octets.data(), octets.size());
    return message && !std::holds_alternative<UnknownMobilityMessage>(*message.value);
}

/// @return the registry of MH Types
inline Fact
MakeMobilityTypes()
{
    std::vector<RstRow> rows{{"MH Type", "Message", "Struct", "Defined in"}};
    for (const AssignedNumber& row : GetMobilityTypes())
    {
        const bool known = HasStruct(static_cast<MobilityType>(row.number));
        rows.push_back({std::to_string(row.number), row.name, known ? "yes" : "no", row.reference});
    }
    return {"mobility-types", MakeRstTable(rows)};
}

/**
 * @param alignment of an option
 * @return in the words of RFC 6275 section 6.2
 */
inline std::string
ToRst(const Alignment& alignment)
{
    if (alignment.multiple == 1)
    {
        return "none";
    }
    const std::string multiple = std::to_string(alignment.multiple) + "n";
    return alignment.remainder == 0 ? multiple
                                    : multiple + "+" + std::to_string(alignment.remainder);
}

/**
 * @param type of a mobility option
 * @return whether the decoder has a struct for it, at some length
 */
inline bool
HasStruct(MobilityOptionType type)
{
    for (std::size_t length = 0; length <= MAX_OPTION_LENGTH; ++length)
    {
        Bytes octets{static_cast<uint8_t>(type), static_cast<uint8_t>(length)};
        octets.resize(MOBILITY_OPTION_HEADER_OCTETS + length);
        ByteReader reader(octets.data(), octets.size());
        const auto options = DecodeMobilityOptions(reader);
        if (options && !FindOption<UnknownMobilityOption>(*options.value))
        {
            return true;
        }
    }
    return false;
}

/**
 * @param type of a mobility option
 * @param known whether its format is
 * @return the alignments that the encoder gives it
 */
inline std::string
DescribeAlignments(uint8_t type, bool known)
{
    const std::string shortest = ToRst(GetAlignment(type, 0));
    const std::string longest = ToRst(GetAlignment(type, MAX_OPTION_LENGTH));
    if (shortest != longest)
    {
        return shortest + " or " + longest;
    }
    return known || GetAlignment(type, 0).multiple > 1 ? shortest : "not known";
}

/// @return the registry of mobility options
inline Fact
MakeOptionTypes()
{
    std::vector<RstRow> rows{{"Type", "Mobility option", "Struct", "Alignment", "Defined in"}};
    for (const AssignedNumber& row : GetMobilityOptionTypes())
    {
        const bool known = HasStruct(static_cast<MobilityOptionType>(row.number));
        rows.push_back({std::to_string(row.number),
                        row.name,
                        known ? "yes" : "no",
                        DescribeAlignments(row.number, known),
                        row.reference});
    }
    return {"option-types", MakeRstTable(rows)};
}

/// @return the registry of statuses of a Binding Acknowledgement
inline Fact
MakeBindingStatuses()
{
    std::vector<RstRow> rows{{"Status", "Meaning", "Binding Update", "Defined in"}};
    for (const AssignedNumber& row : GetBindingStatuses())
    {
        const bool accepted = IsAccepted(static_cast<BindingStatus>(row.number));
        rows.push_back({std::to_string(row.number),
                        row.name,
                        accepted ? "accepted" : "refused",
                        row.reference});
    }
    return {"binding-statuses", MakeRstTable(rows)};
}

/// @return the registry of statuses of a Binding Error
inline Fact
MakeBindingErrorStatuses()
{
    std::vector<RstRow> rows{{"Status", "Meaning", "Defined in"}};
    for (const AssignedNumber& row : GetBindingErrorStatuses())
    {
        rows.push_back({std::to_string(row.number), row.name, row.reference});
    }
    return {"binding-error-statuses", MakeRstTable(rows)};
}

/// @return numbers that stand in headers of IPv6
inline Fact
MakeHeaderNumbers()
{
    return {"header-numbers",
            MakeRstTable({
                {"Number", "Of", "Defined in"},
                {std::to_string(NEXT_HEADER_MOBILITY), "Mobility Header", "RFC 6275 section 6.1.1"},
                {std::to_string(NEXT_HEADER_NONE), "No Next Header", "RFC 8200 section 4.7"},
                {std::to_string(NEXT_HEADER_DESTINATION_OPTIONS),
                 "Destination Options header",
                 "RFC 8200 section 4.6"},
                {ToRstHex(HOME_ADDRESS_OPTION_TYPE, 2),
                 "Home Address option in it",
                 "RFC 6275 section 6.3"},
                {std::to_string(ENCAPSULATION_LIMIT_OPTION_TYPE),
                 "Tunnel Encapsulation Limit option in it",
                 "RFC 2473 section 4.1.1"},
                {std::to_string(NEXT_HEADER_ROUTING), "Routing header", "RFC 8200 section 4.4"},
                {std::to_string(ROUTING_TYPE_2),
                 "Routing Type of Mobile IPv6 in it",
                 "RFC 6275 section 6.4"},
                {std::to_string(NEXT_HEADER_IPV6), "IPv6 in IPv6", "RFC 2473 section 3"},
                {std::to_string(NEXT_HEADER_ICMPV6), "ICMPv6", "RFC 4443 section 1"},
            })};
}

/// A flag bit.
struct FlagRow
{
    unsigned bit{0};        //!< in its field
    std::string meaning;    //!< of the bit when it is set
    std::string references; //!< where it is defined
};

/**
 * @tparam Message with a flag field
 * @param bit in the field
 * @return whether the struct has a member of its own for the flag
 */
template <typename Message>
bool
HasMember(unsigned bit)
{
    Message message;
    message.otherFlags = static_cast<decltype(Message::otherFlags)>(bit);
    const Bytes octets = EncodeMobilityMessage(message);
    const auto decoded = DecodeMobilityMessage(octets.data(), octets.size());
    return std::get<Message>(*decoded.value).otherFlags == 0;
}

/**
 * @tparam Message with a flag field
 * @param flags of the field
 * @param letters of the flags, from the highest bit down
 * @return a table
 */
template <typename Message>
std::string
MakeFlagTable(const std::vector<FlagRow>& flags, const std::string& letters)
{
    const std::size_t fieldOctets = sizeof(Message::otherFlags);
    std::vector<RstRow> rows{{"Flag", "Bit", "Meaning", "In the struct", "Defined in"}};
    unsigned bit = 1U << (8 * fieldOctets - 1);
    for (char letter : letters)
    {
        for (const FlagRow& flag : flags)
        {
            if (flag.bit == bit)
            {
                rows.push_back({std::string(1, letter),
                                ToRstHex(bit, 2 * fieldOctets),
                                flag.meaning,
                                HasMember<Message>(bit) ? "a member" : ToRstCode("otherFlags"),
                                flag.references});
            }
        }
        bit >>= 1;
    }
    return MakeRstTable(rows);
}

/// @return flags of a Binding Update
inline Fact
MakeBindingUpdateFlags()
{
    const std::vector<FlagRow> flags{
        {BU_FLAG_ACKNOWLEDGE, "an acknowledgement is wanted", "RFC 6275 section 6.1.7"},
        {BU_FLAG_HOME_REGISTRATION, "home registration", "RFC 6275 section 6.1.7"},
        {BU_FLAG_LINK_LOCAL, "link-local address compatibility", "RFC 6275 section 6.1.7"},
        {BU_FLAG_KEY_MANAGEMENT, "key management mobility", "RFC 6275 section 6.1.7"},
        {BU_FLAG_MAP_REGISTRATION, "registration with a MAP", "RFC 5380"},
        {BU_FLAG_MOBILE_ROUTER, "the sender is a mobile router", "RFC 3963 section 4.1"},
        {BU_FLAG_PROXY_REGISTRATION, "proxy registration", "RFC 5213 section 8.1"},
        {BU_FLAG_FORCE_UDP, "UDP encapsulation is wanted", "RFC 5555"},
        {BU_FLAG_TLV_HEADER, "TLV-header format is wanted", "RFC 5845"},
        {BU_FLAG_BULK_UPDATE, "bulk binding update", "RFC 6602"},
    };
    return {"binding-update-flags", MakeFlagTable<BindingUpdate>(flags, BU_FLAG_LETTERS)};
}

/// @return flags of a Binding Acknowledgement
inline Fact
MakeBindingAcknowledgementFlags()
{
    const std::vector<FlagRow> flags{
        {BA_FLAG_KEY_MANAGEMENT, "key management mobility", "RFC 6275 section 6.1.8"},
        {BA_FLAG_MOBILE_ROUTER, "the home agent took R", "RFC 3963 section 4.2"},
        {BA_FLAG_PROXY_REGISTRATION, "proxy registration", "RFC 5213 section 8.2"},
        {BA_FLAG_TLV_HEADER, "TLV-header format is used", "RFC 5845"},
        {BA_FLAG_BULK_UPDATE, "bulk binding update", "RFC 6602"},
    };
    return {"binding-acknowledgement-flags",
            MakeFlagTable<BindingAcknowledgement>(flags, BA_FLAG_LETTERS)};
}

/// @return flags of ICMPv6 messages and Neighbor Discovery options
inline Fact
MakeNdFlags()
{
    return {"nd-flags",
            MakeRstTable({
                {"Flag", "Of", "Bit", "Meaning", "Defined in"},
                {"H",
                 "Router Advertisement",
                 ToRstHex(RA_FLAG_HOME_AGENT, 2),
                 "is a home agent",
                 "RFC 6275 section 7.1"},
                {"Prf",
                 "Router Advertisement",
                 ToRstHex(RA_PREFERENCE_MASK, 2),
                 "router preference",
                 "RFC 4191 section 2.2"},
                {"P",
                 "Router Advertisement",
                 ToRstHex(RA_FLAG_PROXY, 2),
                 "came through a proxy",
                 "RFC 4389 section 4.1.3.3"},
                {"L",
                 "Prefix Information",
                 ToRstHex(PREFIX_FLAG_ON_LINK, 2),
                 "prefix is on the link",
                 "RFC 4861 section 4.6.2"},
                {"A",
                 "Prefix Information",
                 ToRstHex(PREFIX_FLAG_AUTONOMOUS, 2),
                 "forms addresses",
                 "RFC 4861 section 4.6.2"},
                {"R",
                 "Prefix Information",
                 ToRstHex(PREFIX_FLAG_ROUTER_ADDRESS, 2),
                 "full router address",
                 "RFC 6275 section 7.2"},
                {"R",
                 "Home Agent Information",
                 ToRstHex(HOME_AGENT_FLAG_MOBILE_ROUTERS, 4),
                 "serves mobile routers",
                 "RFC 3963 section 7.3"},
                {"R",
                 "Discovery Request, Reply",
                 ToRstHex(DISCOVERY_FLAG_MOBILE_ROUTERS, 4),
                 "serves mobile routers",
                 "RFC 3963 sections 7.1, 7.2"},
                {"M",
                 "Mobile Prefix Advertisement",
                 ToRstHex(MPA_FLAG_MANAGED, 4),
                 "managed addresses",
                 "RFC 6275 section 6.8"},
                {"O",
                 "Mobile Prefix Advertisement",
                 ToRstHex(MPA_FLAG_OTHER, 4),
                 "other configuration",
                 "RFC 6275 section 6.8"},
            })};
}

/// @return tables of all assigned numbers and flags
inline Facts
MakeRegistryFacts()
{
    return {MakeHeaderNumbers(),
            MakeMobilityTypes(),
            MakeOptionTypes(),
            MakeBindingStatuses(),
            MakeBindingErrorStatuses(),
            MakeBindingUpdateFlags(),
            MakeBindingAcknowledgementFlags(),
            MakeNdFlags()};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_REGISTRY_FACTS_H */
