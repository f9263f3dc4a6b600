/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_DIAGRAMS_H
#define MIP6_MOBILITY_DIAGRAMS_H

#include "mip6-field-probe.h"
#include "mip6-option-walk.h"
#include "mip6-rst-text.h"

#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-option-format.h"
#include "ns3/mip6-numbers.h"

#include <cstddef>
#include <cstring>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Drawings of the Mobility Header and of its messages, from what the encoder writes.
 */

namespace ns3::mip6::tests
{

/// Octets before the Message Data: the Checksum is the last of the common fields.
constexpr std::size_t COMMON_OCTETS = MOBILITY_CHECKSUM_OFFSET + 2;

/// A span of time that fills any field.
inline const Time LONGEST_TIME = Time::Max();

/**
 * @tparam Number an array or an integer
 * @param number all bits of it become 1
 */
template <typename Number>
void
SetAllBits(Number& number)
{
    std::memset(&number, 0xFF, sizeof(number));
}

/// @return the common part of all messages
inline Fact
DrawMobilityHeader()
{
    FieldProbe<UnknownMobilityMessage> probe({0, {}}, [](const UnknownMobilityMessage& message) {
        Bytes octets = EncodeMobilityMessage(message);
        octets.resize(COMMON_OCTETS);
        return octets;
    });
    const Bytes octets = probe.GetOctets();
    const auto proto = std::find(octets.begin(), octets.end(), NEXT_HEADER_NONE) - octets.begin();
    probe.AddConstant("Proto", static_cast<std::size_t>(proto));
    probe.Add("Header Len", [](UnknownMobilityMessage& m) {
        m.data.resize(MAX_MOBILITY_HEADER_OCTETS - COMMON_OCTETS);
    });
    probe.Add("MH Type", [](UnknownMobilityMessage& m) { m.type = 0xFF; });
    probe.AddField({"Checksum", 8 * MOBILITY_CHECKSUM_OFFSET, 16});
    const BitDiagram diagram(probe.GetFields(COMMON_OCTETS), 0);
    return {"mobility-header", MakeRstLiteral(diagram.Draw())};
}

/**
 * @tparam Message a message with options
 * @param base with all fields 0
 * @return a probe of its Message Data, up to the options
 */
template <typename Message>
FieldProbe<Message>
ProbeMessage(const Message& base)
{
    const std::size_t end = GetOptionsOffset(base);
    return {base, [end](const Message& message) {
                const Bytes octets = EncodeMobilityMessage(message);
                return Bytes(octets.begin() + COMMON_OCTETS,
                             octets.begin() + static_cast<std::ptrdiff_t>(end));
            }};
}

/**
 * @tparam Message a message with options
 * @param name of the fact
 * @param probe with the fields of the message
 * @return the drawing
 */
template <typename Message>
Fact
DrawMessage(const std::string& name, const FieldProbe<Message>& probe)
{
    const BitFields fields = probe.GetFields(probe.GetOctets().size());
    const BitDiagram diagram(fields, 8 * COMMON_OCTETS % 32);
    return {name, MakeRstLiteral(diagram.Draw("Mobility Options"))};
}

/// @return a Binding Refresh Request
inline Fact
DrawBindingRefreshRequest()
{
    return DrawMessage("binding-refresh-request", ProbeMessage(BindingRefreshRequest()));
}

/// @return a Home Test Init
inline Fact
DrawHomeTestInit()
{
    auto probe = ProbeMessage(HomeTestInit());
    probe.Add("Home Init Cookie", [](HomeTestInit& m) { SetAllBits(m.homeInitCookie); });
    return DrawMessage("home-test-init", probe);
}

/// @return a Care-of Test Init
inline Fact
DrawCareOfTestInit()
{
    auto probe = ProbeMessage(CareOfTestInit());
    probe.Add("Care-of Init Cookie", [](CareOfTestInit& m) { SetAllBits(m.careOfInitCookie); });
    return DrawMessage("care-of-test-init", probe);
}

/// @return a Home Test
inline Fact
DrawHomeTest()
{
    auto probe = ProbeMessage(HomeTest());
    probe.Add("Home Nonce Index", [](HomeTest& m) { SetAllBits(m.homeNonceIndex); });
    probe.Add("Home Init Cookie", [](HomeTest& m) { SetAllBits(m.homeInitCookie); });
    probe.Add("Home Keygen Token", [](HomeTest& m) { SetAllBits(m.homeKeygenToken); });
    return DrawMessage("home-test", probe);
}

/// @return a Care-of Test
inline Fact
DrawCareOfTest()
{
    auto probe = ProbeMessage(CareOfTest());
    probe.Add("Care-of Nonce Index", [](CareOfTest& m) { SetAllBits(m.careOfNonceIndex); });
    probe.Add("Care-of Init Cookie", [](CareOfTest& m) { SetAllBits(m.careOfInitCookie); });
    probe.Add("Care-of Keygen Token", [](CareOfTest& m) { SetAllBits(m.careOfKeygenToken); });
    return DrawMessage("care-of-test", probe);
}

/**
 * @tparam Message with a member otherFlags, which the encoder joins to the other flags
 * @param probe takes a field per flag
 * @param letters of the flags, from the highest bit of their field down
 */
template <typename Message>
void
AddFlags(FieldProbe<Message>& probe, const std::string& letters)
{
    using Flags = decltype(Message::otherFlags);
    for (std::size_t i = 0; i < letters.size(); ++i)
    {
        const auto flag = static_cast<Flags>(std::size_t{1} << (8 * sizeof(Flags) - 1 - i));
        probe.Add(letters.substr(i, 1), [flag](Message& m) { m.otherFlags = flag; });
    }
}

/// @return a Binding Update
inline Fact
DrawBindingUpdate()
{
    auto probe = ProbeMessage(BindingUpdate());
    probe.Add("Sequence #", [](BindingUpdate& m) { SetAllBits(m.sequence); });
    AddFlags(probe, BU_FLAG_LETTERS);
    probe.Add("Lifetime", [](BindingUpdate& m) { m.lifetime = LONGEST_TIME; });
    return DrawMessage("binding-update", probe);
}

/// @return a Binding Acknowledgement
inline Fact
DrawBindingAcknowledgement()
{
    auto probe = ProbeMessage(BindingAcknowledgement());
    probe.Add("Status", [](BindingAcknowledgement& m) { SetAllBits(m.status); });
    AddFlags(probe, BA_FLAG_LETTERS);
    probe.Add("Sequence #", [](BindingAcknowledgement& m) { SetAllBits(m.sequence); });
    probe.Add("Lifetime", [](BindingAcknowledgement& m) { m.lifetime = LONGEST_TIME; });
    return DrawMessage("binding-acknowledgement", probe);
}

/// @return a Binding Error
inline Fact
DrawBindingError()
{
    auto probe = ProbeMessage(BindingError{BindingErrorStatus(), Ipv6Address::GetAny(), {}});
    probe.Add("Status", [](BindingError& m) { SetAllBits(m.status); });
    probe.Add("Home Address", [](BindingError& m) { m.homeAddress = Ipv6Address::GetOnes(); });
    return DrawMessage("binding-error", probe);
}

/// @return drawings of the common part and of all messages
inline Facts
MakeMessageDiagrams()
{
    return {DrawMobilityHeader(),
            DrawBindingRefreshRequest(),
            DrawHomeTestInit(),
            DrawCareOfTestInit(),
            DrawHomeTest(),
            DrawCareOfTest(),
            DrawBindingUpdate(),
            DrawBindingAcknowledgement(),
            DrawBindingError()};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_MOBILITY_DIAGRAMS_H */
