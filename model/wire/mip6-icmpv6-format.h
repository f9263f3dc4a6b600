/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ICMPV6_FORMAT_H
#define MIP6_ICMPV6_FORMAT_H

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-nd-options.h"

#include <cstddef>
#include <cstdint>
#include <utility>

/**
 * @file
 * @ingroup mip6-wire
 * What the codecs of ICMPv6 messages share: the first octets, the sizes of the fixed parts, and the
 * options at the end.
 *
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |     Type      |   Code = 0    |           Checksum            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */

namespace ns3::mip6::icmpv6
{

/// Type, Code and Checksum (RFC 4443 section 2.1).
constexpr std::size_t START_OCTETS = 4;

/// Holds a Router Advertisement with every known option once, without growing.
constexpr std::size_t USUAL_OCTETS = 80;

/// @name Octets before the options
/// @{
constexpr std::size_t ROUTER_SOLICITATION_OCTETS = 8;     //!< RFC 4861 section 4.1
constexpr std::size_t ROUTER_ADVERTISEMENT_OCTETS = 16;   //!< RFC 4861 section 4.2
constexpr std::size_t NEIGHBOR_SOLICITATION_OCTETS = 24;  //!< RFC 4861 section 4.3
constexpr std::size_t NEIGHBOR_ADVERTISEMENT_OCTETS = 24; //!< RFC 4861 section 4.4
constexpr std::size_t REDIRECT_OCTETS = 40;               //!< RFC 4861 section 4.5
constexpr std::size_t DISCOVERY_OCTETS = 8;               //!< RFC 6275 sections 6.5 to 6.8

/// @}

/// What a decoder expects.
struct MessageFormat
{
    uint8_t type{0};            //!< ICMPv6 type
    std::size_t fixedOctets{0}; //!< least size
};

/**
 * Begin a message with Code and Checksum 0.
 * @param writer takes it
 * @param type ICMPv6 type
 */
inline void
WriteStart(ByteWriter& writer, uint8_t type)
{
    writer.Reserve(USUAL_OCTETS);
    writer.WriteU8(type);
    writer.WriteZeros(START_OCTETS - 1);
}

/**
 * Pass over the start of a message, after a check of its size, type and code.
 * @param reader at the Type octet
 * @param format what is expected
 * @return the refusal, or NONE
 */
inline Refusal
ReadStart(ByteReader& reader, const MessageFormat& format)
{
    // RFC 4861 sections 6.1.1, 6.1.2, 7.1.1, 7.1.2 and RFC 6275 sections 6.5 to 6.8: minimum size,
    // and Code 0.
    if (reader.GetRemaining() < format.fixedOctets)
    {
        return {DecodeError::TRUNCATED, reader.GetRemaining()};
    }
    if (reader.ReadU8() != format.type)
    {
        return {DecodeError::BAD_VALUE, 0};
    }
    if (reader.ReadU8() != 0)
    {
        return {DecodeError::BAD_VALUE, 1};
    }
    reader.Skip(2);
    return {};
}

/**
 * Read the options that end a message.
 * @tparam Message has a member options
 * @param reader behind the fixed part
 * @param message what was read before
 * @return the complete message, or the refusal
 */
template <typename Message>
DecodeResult<Message>
ReadOptions(ByteReader& reader, Message message)
{
    auto options = DecodeNdOptions(reader);
    if (!options)
    {
        return DecodeResult<Message>::Fail(options.GetRefusal());
    }
    message.options = std::move(*options.value);
    return DecodeResult<Message>::Ok(std::move(message));
}

/**
 * @param isSet whether the flag is wanted
 * @param flag a bit
 * @return the bit, or 0
 */
constexpr unsigned
FlagIf(bool isSet, unsigned flag)
{
    return isSet ? flag : 0;
}

} // namespace ns3::mip6::icmpv6

#endif /* MIP6_ICMPV6_FORMAT_H */
