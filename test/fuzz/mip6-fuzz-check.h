/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_FUZZ_CHECK_H
#define MIP6_FUZZ_CHECK_H

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/**
 * @file
 * @ingroup mip6-tests
 * What the fuzz targets share: properties that end the run if they do not hold.
 */

namespace ns3::mip6::fuzz
{

/**
 * @param holds whether the property holds; the fuzzer is aborted and keeps the input if not
 * @param property in words, printed above the input
 */
inline void
Require(bool holds, const char* property)
{
    if (!holds)
    {
        std::fprintf(stderr, "does not hold: %s\n", property);
        std::abort();
    }
}

/**
 * A decoder answers either a value, or a reason with the offset of an octet of the input. A format
 * of which nothing is there is refused at the length field that is missing.
 * @tparam T the type of the value
 * @param result what a decoder answered
 * @param size octets of the input
 */
template <typename T>
void
RequireOutcome(const DecodeResult<T>& result, std::size_t size)
{
    Require(result.value.has_value() == (result.error == DecodeError::NONE),
            "there is a value exactly if there is no reason");
    Require(result.offset <= std::max<std::size_t>(size, 1), "the offset is inside the input");
    Require(result.error == DecodeError::NONE || GetName(result.error)[0] != '\0',
            "a reason has a name");
}

/**
 * Until a simulation starts, ns-3 keeps book of every Time in case that the resolution is changed,
 * which would take most of the time of a fuzzer. An empty simulation ends that.
 */
inline void
FreezeTimeResolution()
{
    Simulator::Run();
    Simulator::Destroy();
}

/**
 * @param octets in which to write
 * @param offset of the first octet to clear
 * @param count octets to clear; those beyond the end do not matter
 */
inline void
Clear(Bytes& octets, std::size_t offset, std::size_t count)
{
    for (std::size_t i = offset; i < std::min(offset + count, octets.size()); ++i)
    {
        octets[i] = 0;
    }
}

} // namespace ns3::mip6::fuzz

#endif /* MIP6_FUZZ_CHECK_H */
