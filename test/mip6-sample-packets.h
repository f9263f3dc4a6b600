/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SAMPLE_PACKETS_H
#define MIP6_SAMPLE_PACKETS_H

#include "ns3/ipv6-header.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-icmpv6-header.h"
#include "ns3/mip6-mobility-header.h"
#include "ns3/mip6-numbers.h"
#include "ns3/packet.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * One packet per message type, with every option in one of them, made by the ns3::Header adapters.
 */

namespace ns3::mip6::tests
{

inline const Ipv6Address SAMPLE_HOME_ADDRESS("2001:db8:1::10");    //!< of the mobile node
inline const Ipv6Address SAMPLE_HOME_AGENT("2001:db8:1::1");       //!< its home agent
inline const Ipv6Address SAMPLE_CARE_OF_ADDRESS("2001:db8:2::10"); //!< of the mobile node
inline const Ipv6Address SAMPLE_CORRESPONDENT("2001:db8:9::99");   //!< a third node

/// Where a sample goes.
struct SamplePath
{
    Ipv6Address source;      //!< of the IPv6 header
    Ipv6Address destination; //!< of the IPv6 header
};

/**
 * @param packet behind the IPv6 header
 * @param path it takes
 * @param next header that follows
 * @return the packet with its IPv6 header
 */
inline Ptr<Packet>
AddSampleIpv6(const Ptr<Packet>& packet, const SamplePath& path, uint8_t next)
{
    Ipv6Header header;
    header.SetSource(path.source);
    header.SetDestination(path.destination);
    header.SetNextHeader(next);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    header.SetHopLimit(255);
    packet->AddHeader(header);
    return packet;
}

/**
 * @param message content
 * @param path it takes
 * @return the packet
 */
inline Ptr<Packet>
MakeSample(const MobilityMessage& message, const SamplePath& path)
{
    Mip6MobilityHeader header;
    header.SetMessage(message, {path.source, path.destination, NEXT_HEADER_MOBILITY});
    auto packet = Create<Packet>();
    packet->AddHeader(header);
    return AddSampleIpv6(packet, path, NEXT_HEADER_MOBILITY);
}

/**
 * @param message content
 * @param path it takes
 * @return the packet
 */
inline Ptr<Packet>
MakeSample(const Icmpv6Message& message, const SamplePath& path)
{
    Mip6Icmpv6Header header;
    header.SetMessage(message, path.source, path.destination);
    auto packet = Create<Packet>();
    packet->AddHeader(header);
    return AddSampleIpv6(packet, path, NEXT_HEADER_ICMPV6);
}

/// @return a Binding Update behind a Home Address option, with every option
inline Ptr<Packet>
MakeUpdateSample()
{
    BindingUpdate update;
    update.sequence = 7;
    update.acknowledge = true;
    update.homeRegistration = true;
    update.mobileRouter = true;
    update.lifetime = Seconds(420);
    update.options = {AlternateCareOfAddress{SAMPLE_CARE_OF_ADDRESS},
                      NonceIndices{7, 9},
                      MobileNetworkPrefix{"2001:db8:a1::", 64},
                      MobileNodeIdentifier{1, {'m', 'n', '@', 'x'}},
                      BindingIdentifier{5, 0, false, 0, SAMPLE_CARE_OF_ADDRESS},
                      Pad1{},
                      PadN{Bytes(3)},
                      BindingAuthorizationData{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}};
    Mip6MobilityHeader header;
    header.SetMessage(update, {SAMPLE_HOME_ADDRESS, SAMPLE_HOME_AGENT, NEXT_HEADER_MOBILITY});
    auto packet = Create<Packet>();
    packet->AddHeader(header);
    Mip6HomeAddressHeader option;
    option.Set(NEXT_HEADER_MOBILITY, SAMPLE_HOME_ADDRESS);
    packet->AddHeader(option);
    return AddSampleIpv6(packet,
                         {SAMPLE_CARE_OF_ADDRESS, SAMPLE_HOME_AGENT},
                         NEXT_HEADER_DESTINATION_OPTIONS);
}

/// @return a Binding Acknowledgement behind a type 2 routing header
inline Ptr<Packet>
MakeAcknowledgementSample()
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.sequence = 7;
    acknowledgement.keyManagement = true;
    acknowledgement.lifetime = Seconds(420);
    acknowledgement.options = {BindingRefreshAdvice{Seconds(200)}};
    Mip6MobilityHeader header;
    header.SetMessage(acknowledgement,
                      {SAMPLE_HOME_AGENT, SAMPLE_HOME_ADDRESS, NEXT_HEADER_MOBILITY});
    auto packet = Create<Packet>();
    packet->AddHeader(header);
    Mip6Type2RoutingHeader routing;
    routing.Set(NEXT_HEADER_MOBILITY, SAMPLE_HOME_ADDRESS);
    packet->AddHeader(routing);
    return AddSampleIpv6(packet, {SAMPLE_HOME_AGENT, SAMPLE_CARE_OF_ADDRESS}, NEXT_HEADER_ROUTING);
}

/// @return a Router Advertisement of a home agent, with every option
inline RouterAdvertisement
MakeAdvertisementSample()
{
    RouterAdvertisement advertisement;
    advertisement.currentHopLimit = 64;
    advertisement.homeAgent = true;
    advertisement.routerLifetime = Seconds(1800);
    PrefixInformation prefix;
    prefix.prefix = SAMPLE_HOME_AGENT;
    prefix.routerAddress = true;
    prefix.validLifetime = Seconds(86400);
    prefix.preferredLifetime = Seconds(14400);
    advertisement.options = {prefix,
                             MtuOption{1500},
                             SourceLinkLayerAddress{{2, 0, 0, 0, 0, 1}},
                             AdvertisementInterval{MilliSeconds(1000)},
                             HomeAgentInformation{10, Seconds(1800), true}};
    return advertisement;
}

/// @return one packet per message type
inline std::vector<Ptr<Packet>>
MakeSamplePackets()
{
    const Cookie cookie{1, 2, 3, 4, 5, 6, 7, 8};
    const KeygenToken token{9, 10, 11, 12, 13, 14, 15, 16};
    const SamplePath toMobile{SAMPLE_CORRESPONDENT, SAMPLE_CARE_OF_ADDRESS};
    const SamplePath fromMobile{SAMPLE_CARE_OF_ADDRESS, SAMPLE_CORRESPONDENT};
    const SamplePath fromHome{SAMPLE_HOME_ADDRESS, SAMPLE_CORRESPONDENT};
    const SamplePath onLink{"fe80::1", "ff02::1"};
    const SamplePath toAgent{SAMPLE_CARE_OF_ADDRESS, SAMPLE_HOME_AGENT};
    const SamplePath fromAgent{SAMPLE_HOME_AGENT, SAMPLE_CARE_OF_ADDRESS};
    NeighborAdvertisement neighbor;
    neighbor.override = true;
    neighbor.target = SAMPLE_HOME_ADDRESS;
    neighbor.options = {TargetLinkLayerAddress{{2, 0, 0, 0, 0, 1}}};
    MobilePrefixAdvertisement prefixes{4660, true, false, {}};
    prefixes.options.push_back(MakeAdvertisementSample().options.front());
    return {
        MakeSample(MobilityMessage(BindingRefreshRequest{}), toMobile),
        MakeSample(MobilityMessage(HomeTestInit{cookie, {}}), fromHome),
        MakeSample(MobilityMessage(CareOfTestInit{cookie, {}}), fromMobile),
        MakeSample(MobilityMessage(HomeTest{7, cookie, token, {}}),
                   {SAMPLE_CORRESPONDENT, SAMPLE_HOME_ADDRESS}),
        MakeSample(MobilityMessage(CareOfTest{9, cookie, token, {}}), toMobile),
        MakeUpdateSample(),
        MakeAcknowledgementSample(),
        MakeSample(MobilityMessage(
                       BindingError{BindingErrorStatus::UNKNOWN_BINDING, SAMPLE_HOME_ADDRESS, {}}),
                   toMobile),
        MakeSample(Icmpv6Message(RouterSolicitation{}), {"fe80::2", "ff02::2"}),
        MakeSample(Icmpv6Message(MakeAdvertisementSample()), onLink),
        MakeSample(Icmpv6Message(NeighborSolicitation{SAMPLE_HOME_ADDRESS, {}}),
                   {"::", Ipv6Address::MakeSolicitedAddress(SAMPLE_HOME_ADDRESS)}),
        MakeSample(Icmpv6Message(neighbor), onLink),
        MakeSample(Icmpv6Message(HomeAgentAddressDiscoveryRequest{48879, true}),
                   {SAMPLE_CARE_OF_ADDRESS, "2001:db8:1:0:fdff:ffff:ffff:fffe"}),
        MakeSample(
            Icmpv6Message(
                HomeAgentAddressDiscoveryReply{48879, true, {SAMPLE_HOME_AGENT, "2001:db8:1::2"}}),
            fromAgent),
        MakeSample(Icmpv6Message(MobilePrefixSolicitation{4660}), toAgent),
        MakeSample(Icmpv6Message(prefixes), fromAgent),
    };
}

} // namespace ns3::mip6::tests

#endif /* MIP6_SAMPLE_PACKETS_H */
