/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_OPTION_WALK_H
#define MIP6_OPTION_WALK_H

#include "ns3/mip6-mobility-messages.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

/**
 * @file
 * @ingroup mip6-tests
 * Where options stand in encoded messages, found without the decoder.
 */

namespace ns3::mip6::tests
{

/// Types below this one are padding (RFC 6275 sections 6.2.2 and 6.2.3).
constexpr uint8_t FIRST_REAL_OPTION = 2;

/**
 * @tparam Message a message with options
 * @param message any
 * @return the offset of its first option: the first octet that depends on the type of one
 */
template <typename Message>
std::size_t
GetOptionsOffset(Message message)
{
    message.options = {UnknownMobilityOption{127, {}}};
    const Bytes one = EncodeMobilityMessage(message);
    message.options = {UnknownMobilityOption{128, {}}};
    const Bytes other = EncodeMobilityMessage(message);
    return static_cast<std::size_t>(std::mismatch(one.begin(), one.end(), other.begin()).first -
                                    one.begin());
}

/// Where the only option of a message stands, in octets.
struct OptionPlace
{
    std::size_t before{0}; //!< padding before it
    std::size_t start{0};  //!< offset of its Type
    std::size_t size{0};   //!< of it
    std::size_t behind{0}; //!< padding behind it
};

/**
 * @param octets of a message
 * @param offset of an option
 * @return octets of the option
 */
inline std::size_t
GetOptionOctets(const Bytes& octets, std::size_t offset)
{
    return octets.at(offset) == 0 ? 1 : std::size_t{octets.at(offset + 1)} + 2;
}

/**
 * @param octets of a message with one option that is not padding
 * @param first offset of its options
 * @return where the option is
 */
inline OptionPlace
FindOnlyOption(const Bytes& octets, std::size_t first)
{
    OptionPlace place;
    for (std::size_t offset = first; offset < octets.size();)
    {
        const std::size_t size = GetOptionOctets(octets, offset);
        if (octets[offset] >= FIRST_REAL_OPTION)
        {
            place.start = offset;
            place.size = size;
        }
        else
        {
            (place.size == 0 ? place.before : place.behind) += size;
        }
        offset += size;
    }
    if (place.size == 0)
    {
        throw std::logic_error("there is no option");
    }
    return place;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_OPTION_WALK_H */
