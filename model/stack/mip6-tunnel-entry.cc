/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-tunnel-entry.h"

#include "mip6-extension-headers.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-tunnel-headers.h"

#include <array>

namespace ns3
{

namespace
{

/// Offset of the Next Header field in an IPv6 header.
constexpr uint32_t NEXT_HEADER_OFFSET = 6;
/// Octets of a packet that are looked at: room for as many headers as a packet may have by
/// MaxTunnelDepth, with an option and a Fragment header each.
constexpr uint32_t LOOKED_AT_OCTETS = 4096;

} // namespace

mip6::EncapsulationVerdict
JudgeTunnelEntry(const Packet& packet, const mip6::EncapsulationLimits& limits)
{
    std::array<uint8_t, NEXT_HEADER_OFFSET + 1> start{};
    packet.CopyData(start.data(), start.size());
    if (!mip6::MayLeadToTunnel(start.back()))
    {
        return mip6::Encapsulate{limits.option};
    }
    std::array<uint8_t, LOOKED_AT_OCTETS> octets; // NOLINT(*-member-init): filled as far as used
    const uint32_t size = packet.CopyData(octets.data(), octets.size());
    return mip6::JudgeEncapsulation({octets.data(), size, size == packet.GetSize()}, limits);
}

uint8_t
AddTunnelOptions(const Ptr<Packet>& packet, const mip6::Encapsulate& entry)
{
    if (!entry.limit)
    {
        return mip6::NEXT_HEADER_IPV6;
    }
    // RFC 2473 section 5.1: the option is the only one of the Destination Options header.
    Mip6OctetsHeader header;
    header.Set(mip6::EncodeEncapsulationLimitHeader(mip6::NEXT_HEADER_IPV6, *entry.limit));
    packet->AddHeader(header);
    return mip6::NEXT_HEADER_DESTINATION_OPTIONS;
}

} // namespace ns3
