/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/ipv6-header.h"
#include "ns3/mip6-header-reader.h"
#include "ns3/mip6-packet-meter.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * What the headers of packets in tunnels of mobile routers tell, without a simulation.
 */

using namespace ns3;
using namespace ns3::mip6;

namespace
{

const Ipv6Address CN("2001:1:0:9::2");                       //!< a correspondent
const Ipv6Address HA("2001:1:0:1::1");                       //!< home agent of all
const Ipv6Address FIXED("2001:1:0:100::2");                  //!< in the network of a router
const Ipv6Address OTHER_FIXED("2001:1:0:200::2");            //!< in the network of another router
const Ipv6Address GROUP("ff1e::1");                          //!< a multicast group
const Ipv6Address ROUTER_HOME("2001:1:0:1::300");            //!< home address of a router
const Ipv6Address ROUTER_CARE("2001:1:0:2::7");              //!< its care-of address
const Ipv6Address OTHER_HOME("2001:1:0:1::301");             //!< home address of another router
const Ipv6Address OTHER_CARE("2001:1:0:3::8");               //!< its care-of address
const Ipv6Address MOBILE_HOME("2001:1:0:1::100");            //!< home address of a mobile node
const Ipv6Address MOBILE_CARE("2001:1:0:100::9");            //!< its care-of address
const std::vector<uint8_t> DATA(100, 0);                     //!< of the application
const std::vector<uint8_t> OPTIONS{17, 0, 1, 4, 0, 0, 0, 0}; //!< a header before UDP

/// @param octets any @return a packet of them
Ptr<Packet>
MakePacket(const std::vector<uint8_t>& octets)
{
    return Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
}

/// The ends of an IPv6 header.
struct Ends
{
    Ipv6Address from; //!< source
    Ipv6Address to;   //!< destination
};

/// @param packet gets an IPv6 header @param ends of it @param next header @return the packet
Ptr<Packet>
Wrap(const Ptr<Packet>& packet, const Ends& ends, uint8_t next)
{
    Ipv6Header header;
    header.SetSource(ends.from);
    header.SetDestination(ends.to);
    header.SetNextHeader(next);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    return packet;
}

/// @param layers from the outside @return a datagram in tunnels
Ptr<Packet>
Stack(const std::vector<Ends>& layers)
{
    Ptr<Packet> packet = MakePacket(DATA);
    uint8_t next = Ipv6Header::IPV6_UDP;
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
    {
        Wrap(packet, *layer, next);
        next = Ipv6Header::IPV6_IPV6;
    }
    return packet;
}

/// @param ends of the datagram @param next kind of its extension header @return it
Ptr<Packet>
WithOptions(const Ends& ends, uint8_t next)
{
    std::vector<uint8_t> octets = OPTIONS;
    octets.insert(octets.end(), DATA.begin(), DATA.end());
    return Wrap(MakePacket(octets), ends, next);
}

/// @param packet in fragments @param ends of the fragment @param units where it begins
/// @return a fragment
Ptr<Packet>
Fragment(const Ptr<Packet>& packet, const Ends& ends, uint8_t units)
{
    const auto header = MakePacket({Ipv6Header::IPV6_IPV6, 0, 0, units, 0, 0, 0, 1});
    header->AddAtEnd(packet->CreateFragment(units, packet->GetSize() - units));
    return Wrap(header, ends, Ipv6Header::IPV6_EXT_FRAGMENTATION);
}

/// @return a reader that knows two mobile routers and a mobile node
HeaderReader
MakeReader()
{
    HeaderReader reader;
    reader.AddRouter(ROUTER_HOME);
    reader.AddRouter(OTHER_HOME);
    reader.AddBinding(ROUTER_HOME, ROUTER_CARE);
    reader.AddBinding(ROUTER_HOME, ROUTER_HOME);
    reader.AddBinding(OTHER_HOME, OTHER_CARE);
    reader.AddBinding(MOBILE_HOME, MOBILE_CARE);
    return reader;
}

/// @param headers of a packet @return them in words
std::string
Describe(const PacketHeaders& headers)
{
    return GetWayName(headers.path, headers.depth) + " " + std::to_string(headers.depth) + " " +
           GetName(headers.passage) + (headers.isLaterFragment ? " later" : "");
}

/// @param packet any @return what its headers tell
std::string
Read(const Ptr<Packet>& packet)
{
    return Describe(MakeReader().Read(*packet));
}

/// Tunnels of mobile routers.
class RouterTunnelTestCase : public TestCase
{
  public:
    RouterTunnelTestCase()
        : TestCase("Tunnels of mobile routers are counted, with the way that they lead")
    {
    }

  private:
    void DoRun() override
    {
        const Ends out{ROUTER_CARE, HA};
        const Ends in{HA, ROUTER_CARE};
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({{FIXED, CN}})), "direct 0 ", "at home");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({out, {FIXED, CN}})), "nemo-1 1 out", "to the agent");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({in, {CN, FIXED}})), "nemo-1 1 in", "from the agent");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({in, {CN, GROUP}})), "nemo-1 1 in", "for a group");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({out, {OTHER_CARE, HA}, {FIXED, CN}})),
                              "nemo-2 2 out",
                              "of two levels");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({out, {HA, OTHER_CARE}, {CN, OTHER_FIXED}})),
                              "nemo-2 2 through",
                              "a home agent in a mobile network");
        std::vector<Ends> layers;
        for (int depth = 0; depth <= 16; ++depth)
        {
            layers.push_back({CN, FIXED});
            const auto headers = MakeReader().Read(*Stack(layers));
            NS_TEST_EXPECT_MSG_EQ(+headers.depth, depth, "levels");
            layers.back() = in;
        }
    }
};

/// Other tunnels.
class OwnTunnelTestCase : public TestCase
{
  public:
    OwnTunnelTestCase()
        : TestCase("What a mobile node or router does for itself keeps its name in any network")
    {
    }

  private:
    void DoRun() override
    {
        const Ends out{ROUTER_CARE, HA};
        const Ends in{HA, ROUTER_CARE};
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({out, {ROUTER_HOME, CN}})), "tunnel 0 ", "the router");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({in, {CN, ROUTER_HOME}})), "tunnel 0 ", "the router");
        const Ends mobileOut{MOBILE_CARE, HA};
        const Ends mobileIn{HA, MOBILE_CARE};
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({mobileOut, {MOBILE_HOME, CN}})), "tunnel 0 ", "away");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({mobileIn, {CN, GROUP}})), "tunnel 0 ", "its group");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({out, mobileOut, {MOBILE_HOME, CN}})),
                              "tunnel 1 out",
                              "visiting a network");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({in, mobileIn, {CN, MOBILE_HOME}})),
                              "tunnel 1 in",
                              "visiting a network");
        NS_TEST_EXPECT_MSG_EQ(Read(Stack({{CN, HA}, {FIXED, CN}})), "tunnel 0 ", "of no binding");
        for (const uint8_t next : {Ipv6Header::IPV6_EXT_DESTINATION, Ipv6Header::IPV6_EXT_ROUTING})
        {
            const auto packet = WithOptions({MOBILE_CARE, CN}, next);
            NS_TEST_EXPECT_MSG_EQ(Read(packet), "optimized 0 ", "optimized");
            Wrap(packet, out, Ipv6Header::IPV6_IPV6);
            NS_TEST_EXPECT_MSG_EQ(Read(packet), "optimized 1 out", "optimized in a network");
        }
        const auto hopByHop = WithOptions({FIXED, CN}, Ipv6Header::IPV6_EXT_HOP_BY_HOP);
        NS_TEST_EXPECT_MSG_EQ(Read(hopByHop), "direct 0 ", "for routers");
        NS_TEST_EXPECT_MSG_EQ(Read(Wrap(hopByHop, out, Ipv6Header::IPV6_IPV6)),
                              "nemo-1 1 out",
                              "for routers");
        // RFC 2473 section 4.1.1: a tunnel may have an option of its own.
        const auto limited = MakePacket({Ipv6Header::IPV6_IPV6, 0, 4, 1, 4, 1, 0, 0});
        limited->AddAtEnd(Stack({{FIXED, CN}}));
        NS_TEST_EXPECT_MSG_EQ(Read(Wrap(limited, out, Ipv6Header::IPV6_EXT_DESTINATION)),
                              "nemo-1 1 out",
                              "limit of encapsulations");
    }
};

/// Parts of packets.
class PartTestCase : public TestCase
{
  public:
    PartTestCase()
        : TestCase("Fragments are recognized in every tunnel, and a packet may end anywhere")
    {
    }

  private:
    void DoRun() override
    {
        const Ends out{ROUTER_CARE, HA};
        const auto inner = Stack({{OTHER_CARE, HA}, {FIXED, CN}});
        NS_TEST_EXPECT_MSG_EQ(Read(Fragment(inner, out, 0)), "nemo-2 2 out", "first");
        NS_TEST_EXPECT_MSG_EQ(Read(Fragment(inner, out, 64)), "direct 0  later", "unreadable");
        const auto later = Fragment(Stack({{FIXED, CN}}), {OTHER_CARE, HA}, 8);
        NS_TEST_EXPECT_MSG_EQ(Read(Wrap(later, out, Ipv6Header::IPV6_IPV6)),
                              "nemo-1 1 out later",
                              "of a tunnel inside");
        const auto whole = Wrap(WithOptions({FIXED, CN}, Ipv6Header::IPV6_EXT_DESTINATION),
                                out,
                                Ipv6Header::IPV6_IPV6);
        const uint32_t last = whole->GetSize();
        for (uint32_t size = 0; size <= last; ++size)
        {
            const auto headers = MakeReader().Read(*whole->CreateFragment(0, size));
            NS_TEST_EXPECT_MSG_EQ(+headers.depth, (size < 80 ? 0 : 1), size << " octets");
        }
        NS_TEST_EXPECT_MSG_EQ(Read(whole), "optimized 1 out", "all of it");
    }
};

/// @param meter told of a packet on a link @param node that sends it @param packet as sent
void
Send(PacketMeter& meter, uint16_t node, const Ptr<Packet>& packet)
{
    meter.HandleHop({7, node, packet->GetSize(), MakeReader().Read(*packet)});
}

/// The way of a datagram.
class MeterTestCase : public TestCase
{
  public:
    MeterTestCase()
        : TestCase("A datagram has the greatest depth of its way, and the octets of all fragments")
    {
    }

  private:
    void DoRun() override
    {
        NetworkFlow flow;
        flow.name = "udp-1";
        PacketMeter meter({flow}, {"fixed", "mr2", "mr1", "ha"});
        meter.HandleDeparture(Seconds(1), {0, 0, 92, 7});
        Send(meter, 0, Stack({{FIXED, CN}}));
        Send(meter, 1, Stack({{OTHER_CARE, HA}, {FIXED, CN}}));
        const auto inner = Stack({{OTHER_CARE, HA}, {FIXED, CN}});
        Send(meter, 2, Fragment(inner, {ROUTER_CARE, HA}, 0));
        Send(meter, 2, Fragment(inner, {ROUTER_CARE, HA}, 64));
        Send(meter, 3, Stack({{FIXED, CN}}));
        meter.HandleArrival(Seconds(2), 0, 0);
        const PacketTable table = meter.TakeTable(Seconds(9));
        const PacketRecord& packet = table.flows[0].packets[0];
        NS_TEST_EXPECT_MSG_EQ(GetWayName(packet.path, packet.depth), "nemo-2", "way");
        NS_TEST_EXPECT_MSG_EQ(+packet.links, 4, "a fragment is no further link");
        const uint32_t first = 40 + 8 + 180;
        const uint32_t second = 40 + 8 + 180 - 64;
        NS_TEST_EXPECT_MSG_EQ(packet.wireOctets, first + second, "both fragments");
        NS_TEST_EXPECT_MSG_EQ((packet.passage == PacketPassage::OUT), true, "out of a network");
    }
};

/// Suite "nemo-header-reader".
class HeaderReaderTestSuite : public TestSuite
{
  public:
    HeaderReaderTestSuite()
        : TestSuite("nemo-header-reader", UNIT)
    {
        AddTestCase(new RouterTunnelTestCase);
        AddTestCase(new OwnTunnelTestCase);
        AddTestCase(new PartTestCase);
        AddTestCase(new MeterTestCase);
    }
};

HeaderReaderTestSuite g_headerReaderTestSuite; //!< the suite

} // namespace
