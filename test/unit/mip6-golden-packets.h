/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_GOLDEN_PACKETS_H
#define MIP6_GOLDEN_PACKETS_H

#include "mip6-hex.h"

#include "ns3/mip6-mobility-checksum.h"

#include <ostream>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Complete IPv6 packets that other implementations made, and a splitter that shares no code with
 * the codecs under test.
 */

namespace ns3::mip6::tests
{

/// One packet.
struct GoldenPacket
{
    const char* name; //!< letters and digits only
    const char* hex;  //!< from the IPv6 header on
};

/**
 * @param os takes the name
 * @param packet a packet
 * @return os
 */
inline std::ostream&
operator<<(std::ostream& os, const GoldenPacket& packet)
{
    return os << packet.name;
}

/// Binding Updates and Acknowledgements captured from Linux 6.1 with UMIP 0.4.
inline const std::vector<GoldenPacket> LINUX_MOBILITY_PACKETS{
    // home registration from the first access link
    {"LinuxFirstHomeUpdate",
     "600efdc600383c402001000100000002dc3cb9fffe1da4a120010001000000010000000000000001"
     "870201020000c910200100010000000100000000000001003b0305001c2af0b3c000545f01000310"
     "2001000100000002dc3cb9fffe1da4a1"},
    // its retransmission
    {"LinuxFirstHomeUpdateAgain",
     "600efdc600383c402001000100000002dc3cb9fffe1da4a120010001000000010000000000000001"
     "870201020000c910200100010000000100000000000001003b0305001c29f0b4c000545f01000310"
     "2001000100000002dc3cb9fffe1da4a1"},
    // answer to the first
    {"LinuxFirstHomeAcknowledgement",
     "6007a91900282b3e200100010000000100000000000000012001000100000002dc3cb9fffe1da4a1"
     "8702020100000000200100010000000100000000000001003b010600374b0000f0b3545f01020000"},
    // answer to the retransmission
    {"LinuxFirstHomeAcknowledgementAgain",
     "6007a91900282b3e200100010000000100000000000000012001000100000002dc3cb9fffe1da4a1"
     "8702020100000000200100010000000100000000000001003b010600374a0000f0b4545f01020000"},
    // correspondent registration, nonce indices and authorization data
    {"LinuxFirstCorrespondentUpdate",
     "600c925a00383c402001000100000002dc3cb9fffe1da4a120010001000000090000000000000002"
     "870201020000c910200100010000000100000000000001003b03050089ec684d8000006904040001"
     "0001050ce2be54d3a13443b3532c92e9"},
    // its answer, with authorization data
    {"LinuxFirstCorrespondentAcknowledgement",
     "6005df1800382b3e200100010000000900000000000000022001000100000002dc3cb9fffe1da4a1"
     "8702020100000000200100010000000100000000000001003b03060079dc0000684d006901040000"
     "0000050c8a9dc671ae0564374e5ae2fb"},
    // home registration from the second access link
    {"LinuxSecondHomeUpdate",
     "600efdc600383c402001000100000003dc3cb9fffe1da4a120010001000000010000000000000001"
     "870201020000c910200100010000000100000000000001003b0305001c2af0b5c000545c01000310"
     "2001000100000003dc3cb9fffe1da4a1"},
    // its retransmission
    {"LinuxSecondHomeUpdateAgain",
     "600efdc600383c402001000100000003dc3cb9fffe1da4a120010001000000010000000000000001"
     "870201020000c910200100010000000100000000000001003b0305001c2af0b6c000545b01000310"
     "2001000100000003dc3cb9fffe1da4a1"},
    // answer to the first
    {"LinuxSecondHomeAcknowledgement",
     "6007a91900282b3e200100010000000100000000000000012001000100000003dc3cb9fffe1da4a1"
     "8702020100000000200100010000000100000000000001003b010600374c0000f0b5545c01020000"},
    // answer to the retransmission
    {"LinuxSecondHomeAcknowledgementAgain",
     "6007a91900282b3e200100010000000100000000000000012001000100000003dc3cb9fffe1da4a1"
     "8702020100000000200100010000000100000000000001003b010600374c0000f0b6545b01020000"},
    // correspondent registration
    {"LinuxSecondCorrespondentUpdate",
     "600c925a00383c402001000100000003dc3cb9fffe1da4a120010001000000090000000000000002"
     "870201020000c910200100010000000100000000000001003b030500c8fc684e8000006904040001"
     "0001050c09fb7f0df8512ded934a80ec"},
    // its answer
    {"LinuxSecondCorrespondentAcknowledgement",
     "6005df1800382b3e200100010000000900000000000000022001000100000003dc3cb9fffe1da4a1"
     "8702020100000000200100010000000100000000000001003b03060067870000684e006901040000"
     "0000050cf0c26d51bcfe2092da079149"},
    // lifetime 0, from home
    {"LinuxHomeDeregistration",
     "600efdc6002087402001000100000001000000000000010020010001000000010000000000000001"
     "3b030500a882f0b7c00000000100031020010001000000010000000000000100"},
    // its answer, no routing header
    {"LinuxHomeDeregistrationAcknowledgement",
     "6007a919001087402001000100000001000000000000000120010001000000010000000000000100"
     "3b0106008ba60000f0b7000001020000"},
    // lifetime 0, home nonce only
    {"LinuxCorrespondentDeregistration",
     "600c925a002087402001000100000001000000000000010020010001000000090000000000000002"
     "3b0305002e01684f80000000040400010000050c5983af6ac366d4d8f264cb50"},
    // its answer
    {"LinuxCorrespondentDeregistrationAcknowledgement",
     "6005df180020873e2001000100000009000000000000000220010001000000010000000000000100"
     "3b03060097f10000684f0000010400000000050c9c908876ea2836d0d4fc5bf7"},
};

/// Router Advertisements captured from Linux 6.1 with UMIP 0.4 (sender: radvd 2.19).
inline const std::vector<GoldenPacket> LINUX_ADVERTISEMENT_PACKETS{
    // home link: H, R, link-layer address, interval, home agent information
    {"LinuxHomeLink",
     "6007878200483afffe8000000000000038336bfffebcb24bff020000000000000000000000000001"
     "860003c2402000040000000000000000030440e00001518000003840000000002001000100000001"
     "000000000000000101013a336bbcb24b07010000000005dc08018000000a0708"},
    // first access link
    {"LinuxFirstAccessLink",
     "600e4acd00403afffe8000000000000020a90efffeb0ce49ff020000000000000000000000000001"
     "8600442d400000040000000000000000030440e00001518000003840000000002001000100000002"
     "0000000000000001010122a90eb0ce4907010000000005dc"},
    // second access link
    {"LinuxSecondAccessLink",
     "60040e5d00403afffe8000000000000004d0defffe6c167aff020000000000000000000000000001"
     "86004c04400000040000000000000000030440e00001518000003840000000002001000100000003"
     "0000000000000001010106d0de6c167a07010000000005dc"},
    // home link, the router stops: lifetime 0
    {"LinuxHomeLinkEnding",
     "6007878200483afffe8000000000000038336bfffebcb24bff020000000000000000000000000001"
     "860003c6402000000000000000000000030440e00001518000003840000000002001000100000001"
     "000000000000000101013a336bbcb24b07010000000005dc08018000000a0708"},
    // home link, unicast answer to a solicitation
    {"LinuxHomeLinkSolicited",
     "600c7c7800483afffe8000000000000038336bfffebcb24bfe8000000000000018fb0dfffe4c8d60"
     "8600519d402000040000000000000000030440e00001518000003840000000002001000100000001"
     "000000000000000101013a336bbcb24b07010000000005dc08018000000a0708"},
};

/// Binding Updates and Acknowledgements of scapy: its own regression tests and packets built with
/// it.
inline const std::vector<GoldenPacket> SCAPY_MOBILITY_PACKETS{
    // A, H, K, Alternate Care-of Address and mobile network prefix
    {"ScapyUpdateWithPrefix",
     "6000000000503c400000000000000000000000000000000100000000000000000000000000000001"
     "870201020000c91020010db800000000000000000000cafe3b060500eaf20000d000002a01000310"
     "00000000000000000000000000000000010200000612004000000000000000000000000000000000"},
    // K, lifetime 168 s
    {"ScapyAcknowledgement",
     "60000000001087400000000000000000000000000000000100000000000000000000000000000001"
     "3b010600bcb900800000002a01020000"},
    // A, H, L, K, lifetime 420 s
    {"HomeUpdate",
     "6000000000383c4020010db800020000000000000000001020010db8000100000000000000000001"
     "870201020000c91020010db80001000000000000000000103b030500417c000ff000006901000310"
     "20010db8000200000000000000000010"},
    // status 1
    {"PrefixDiscoveryAcknowledgement",
     "6000000000282b4020010db800010000000000000000000120010db8000200000000000000000010"
     "870202010000000020010db80001000000000000000000103b010600606d0100000f006401020000"},
    // lifetime 0, no routing header
    {"AcknowledgementAtHome",
     "600000000010874020010db800010000000000000000000120010db8000100000000000000000010"
     "3b01060061d000000010000001020000"},
    // two mobile network prefixes
    {"NemoUpdate",
     "6000000000683c4020010db800020000000000000000001020010db8000100000000000000000001"
     "870201020000c91020010db80001000000000000000000103b09050001e30015c400006901000310"
     "20010db8000200000000000000000010010200000612004020010db800a100000000000000000000"
     "010200000612004020010db800a200000000000000000000"},
};

/// Router Advertisement built with scapy: H, R, interval 1000 ms, home agent information.
inline const GoldenPacket SCAPY_ADVERTISEMENT_PACKET{
    "ScapyAdvertisement",
    "6000000000403afffe800000000000000000000000000001ff020000000000000000000000000001"
    "86001f7a402007080000000000000000030440e000015180000038400000000020010db800010000"
    "000000000000000107010000000003e808010000000a0708"};

/// The parts of a packet.
struct SplitPacket
{
    PseudoHeader pseudoHeader; //!< with home address and final destination put in
    Bytes destinationOptions;  //!< header 60, empty if there is none
    Bytes routing;             //!< header 43, empty if there is none
    Bytes upperLayer;          //!< what follows the extension headers
};

/**
 * Split a packet whose Destination Options header holds the Home Address option at offset 8.
 * @param packet from the IPv6 header on
 * @return its parts
 */
inline SplitPacket
Split(const Bytes& packet)
{
    SplitPacket parts;
    parts.pseudoHeader.source = Ipv6Address::Deserialize(&packet.at(8));
    parts.pseudoHeader.destination = Ipv6Address::Deserialize(&packet.at(24));
    uint8_t nextHeader = packet.at(6);
    auto at = packet.begin() + 40;
    while (nextHeader == 60 || nextHeader == 43)
    {
        const auto end = at + 24;
        (nextHeader == 60 ? parts.destinationOptions : parts.routing) = Bytes(at, end);
        Ipv6Address& address =
            nextHeader == 60 ? parts.pseudoHeader.source : parts.pseudoHeader.destination;
        address = Ipv6Address::Deserialize(&at[8]);
        nextHeader = *at;
        at = end;
    }
    parts.pseudoHeader.nextHeader = nextHeader;
    parts.upperLayer = Bytes(at, packet.end());
    return parts;
}

/**
 * @param packet a packet
 * @return its parts
 */
inline SplitPacket
Split(const GoldenPacket& packet)
{
    return Split(FromHex(packet.hex));
}

/**
 * @param message an upper-layer packet
 * @param offset of its Checksum field
 * @return the same with a Checksum field of 0
 */
inline Bytes
WithoutChecksum(Bytes message, std::size_t offset)
{
    message.at(offset) = 0;
    message.at(offset + 1) = 0;
    return message;
}

/**
 * Judge every message that differs from a golden one in a single octet.
 * @tparam Judge takes a message and the offset of the changed octet
 * @param golden a valid message
 * @param judge called 255 times per octet
 */
template <typename Judge>
void
ForEachSingleOctetChange(const Bytes& golden, const Judge& judge)
{
    for (std::size_t offset = 0; offset < golden.size(); ++offset)
    {
        Bytes changed = golden;
        for (int change = 1; change < 256; ++change)
        {
            changed[offset] = static_cast<uint8_t>(golden[offset] ^ change);
            judge(changed, offset);
        }
    }
}

/**
 * Judge every message that is a golden one cut short.
 * @tparam Judge takes a message
 * @param golden a valid message
 * @param judge called once per length, from 0 to one octet less than the golden message
 */
template <typename Judge>
void
ForEachTruncation(const Bytes& golden, const Judge& judge)
{
    for (auto end = golden.begin(); end != golden.end(); ++end)
    {
        // A buffer of exactly this size, so that the address sanitizer sees an over-read.
        judge(Bytes(golden.begin(), end));
    }
}

} // namespace ns3::mip6::tests

#endif /* MIP6_GOLDEN_PACKETS_H */
