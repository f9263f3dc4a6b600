/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nd-rules.h"

#include "mip6-address-rules.h"
#include "mip6-icmpv6-format.h"
#include "mip6-numbers.h"

namespace ns3::mip6
{

namespace
{

constexpr std::size_t TYPE_OFFSET = 0;     //!< of all messages
constexpr std::size_t CODE_OFFSET = 1;     //!< of all messages
constexpr std::size_t NA_FLAGS_OFFSET = 4; //!< of a Neighbor Advertisement
constexpr std::size_t TARGET_OFFSET = 8;   //!< of a solicitation or advertisement of a neighbor

/// The message is valid.
constexpr Refusal VALID{};

/**
 * @param message a Neighbor Solicitation or Advertisement, or nothing of it
 * @param size octets
 * @return the refusal, if its target is missing or multicast
 */
Refusal
CheckTarget(const uint8_t* message, std::size_t size)
{
    if (size < icmpv6::NEIGHBOR_SOLICITATION_OCTETS)
    {
        return {DecodeError::TRUNCATED, size};
    }
    return IsNeighborTarget(Ipv6Address::Deserialize(message + TARGET_OFFSET))
               ? VALID
               : Refusal{DecodeError::BAD_VALUE, TARGET_OFFSET};
}

/**
 * @param path of the packet
 * @param message a Neighbor Advertisement
 * @param size octets
 * @return the refusal, if there is one
 */
Refusal
CheckAdvertisement(const NdPath& path, const uint8_t* message, std::size_t size)
{
    const Refusal refusal = CheckTarget(message, size);
    // RFC 4861 section 7.1.2: what was solicited goes to the one who asked.
    if (!refusal && (message[NA_FLAGS_OFFSET] & NA_FLAG_SOLICITED) != 0 &&
        path.destination.IsMulticast())
    {
        return {DecodeError::BAD_VALUE, NA_FLAGS_OFFSET};
    }
    return refusal;
}

} // namespace

Refusal
CheckNdFields(const NdPath& path, const uint8_t* message, std::size_t size)
{
    if (message == nullptr || size <= CODE_OFFSET)
    {
        return {DecodeError::TRUNCATED, message == nullptr ? 0 : size};
    }
    if (!IsNeighborDiscovery(message[TYPE_OFFSET]))
    {
        return VALID;
    }
    if (message[CODE_OFFSET] != 0)
    {
        return {DecodeError::BAD_VALUE, CODE_OFFSET};
    }
    switch (message[TYPE_OFFSET])
    {
    case ICMPV6_ROUTER_ADVERTISEMENT: // section 6.1.2
    case ICMPV6_REDIRECT:             // section 8.1
        return path.source.IsLinkLocal() ? VALID : Refusal{DecodeError::BAD_VALUE, TYPE_OFFSET};
    case ICMPV6_NEIGHBOR_SOLICITATION: // section 7.1.1
        return CheckTarget(message, size);
    case ICMPV6_NEIGHBOR_ADVERTISEMENT: // section 7.1.2
        return CheckAdvertisement(path, message, size);
    default: // section 6.1.1
        return VALID;
    }
}

} // namespace ns3::mip6
