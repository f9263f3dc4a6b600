/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_OPTION_FORMAT_H
#define MIP6_MOBILITY_OPTION_FORMAT_H

#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * Lengths and alignments of mobility options, for their encoder and their decoder.
 */

namespace ns3::mip6
{

/// Octets of option type and option length (RFC 6275 section 6.2.1).
constexpr std::size_t MOBILITY_OPTION_HEADER_OCTETS = 2;
/// Option Length of a Binding Refresh Advice (RFC 6275 section 6.2.4).
constexpr std::size_t REFRESH_ADVICE_LENGTH = 2;
/// Option Length of an Alternate Care-of Address (RFC 6275 section 6.2.5).
constexpr std::size_t ALTERNATE_CARE_OF_ADDRESS_LENGTH = 16;
/// Option Length of Nonce Indices (RFC 6275 section 6.2.6).
constexpr std::size_t NONCE_INDICES_LENGTH = 4;
/// Option Length of Binding Authorization Data with a 96-bit Authenticator (RFC 6275
/// section 6.2.7).
constexpr std::size_t AUTHORIZATION_DATA_LENGTH = 12;
/// Option Length of a Mobile Network Prefix (RFC 3963 section 4.3).
constexpr std::size_t NETWORK_PREFIX_LENGTH = 18;
/// Option Length of a Binding Identifier without an address (RFC 5648 section 4.1).
constexpr std::size_t BINDING_IDENTIFIER_LENGTH = 4;
/// Option Length of a Binding Identifier with an IPv4 address (RFC 5648 section 4.1).
constexpr std::size_t BINDING_IDENTIFIER_IPV4_LENGTH = 8;
/// Option Length of a Binding Identifier with an IPv6 address (RFC 5648 section 4.1).
constexpr std::size_t BINDING_IDENTIFIER_IPV6_LENGTH = 20;
/// The Option Length field has 8 bits (RFC 6275 section 6.2.1).
constexpr std::size_t MAX_OPTION_LENGTH = 255;
/// Header Len counts in this, without the first one (RFC 6275 section 6.1.1).
constexpr std::size_t MOBILITY_UNIT_OCTETS = 8;
/// Largest Mobility Header that the 8-bit Header Len can tell (RFC 6275 section 6.1.1).
constexpr std::size_t MAX_MOBILITY_HEADER_OCTETS = 256 * MOBILITY_UNIT_OCTETS;

/// Where an option may start: at an offset of n * multiple + remainder.
struct Alignment
{
    std::size_t multiple{1};  //!< power of 2
    std::size_t remainder{0}; //!< below multiple
};

/// Where a Mobility Header may end (RFC 6275 section 6.1.1).
constexpr Alignment END_ALIGNMENT{MOBILITY_UNIT_OCTETS, 0};

/**
 * @param type an Option Type
 * @param length its Option Length, on which the alignment of a Binding Identifier depends
 * @return its alignment; none for an option whose format is not known
 */
Alignment GetAlignment(uint8_t type, std::size_t length);

/**
 * @param offset from the start of the Mobility Header
 * @param alignment wanted
 * @return octets of padding up to the alignment
 */
std::size_t GetPadding(std::size_t offset, const Alignment& alignment);

} // namespace ns3::mip6

#endif /* MIP6_MOBILITY_OPTION_FORMAT_H */
