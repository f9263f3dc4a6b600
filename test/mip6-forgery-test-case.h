/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_FORGERY_TEST_CASE_H
#define MIP6_FORGERY_TEST_CASE_H

#include "mip6-test-network.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-route.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * A network in which one node sends packets that nobody should trust.
 */

namespace ns3::mip6::tests
{

inline const Ipv6Address HOME_ADDRESS("2001:1:0:1::100"); //!< of the mobile node
inline const Ipv6Address HOME_AGENT("2001:1:0:1::1");     //!< on the home link

constexpr uint8_t UDP = 17;             //!< next header
constexpr uint8_t IPV6 = 41;            //!< next header
constexpr uint8_t ROUTING = 43;         //!< next header
constexpr uint8_t DESTINATION = 60;     //!< next header
constexpr uint8_t MOBILITY = 135;       //!< next header
constexpr uint32_t PAYLOAD_OCTETS = 16; //!< of forged packets

/// A mobile node on ar1, and a node of the network that forges packets.
class ForgeryTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /// @param at when to act, with the mobile node registered @param action what to do
    void RunWith(Time at, const std::function<void()>& action)
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, Seconds(15)));
        Simulator::Schedule(at, action);
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountUpdates(), 1, "the mobile node has sent one update");
        NS_TEST_EXPECT_MSG_EQ(GetHomeAgent()->GetBindingCount(), 1, "its binding stands");
        NS_TEST_EXPECT_MSG_EQ(recorder.changes.size(), 2, "and nothing else has changed");
    }

    /// @return the mobile node's care-of address
    Ipv6Address GetCareOfAddress() const
    {
        return GetMobile()->GetCareOfAddress().value_or(Ipv6Address());
    }

    /// @param source of the packet @param destination of the packet @return a UDP packet
    static Ptr<Packet> MakePacket(const Ipv6Address& source, const Ipv6Address& destination)
    {
        auto packet = Create<Packet>(PAYLOAD_OCTETS);
        Ipv6Header header;
        header.SetSource(source);
        header.SetDestination(destination);
        header.SetNextHeader(UDP);
        header.SetHopLimit(64);
        header.SetPayloadLength(PAYLOAD_OCTETS);
        packet->AddHeader(header);
        return packet;
    }

    /// Send from the correspondent. @param packet behind the IPv6 header @param source any address
    /// @param destination of the packet @param next header that follows
    void Send(const Ptr<Packet>& packet,
              const Ipv6Address& source,
              const Ipv6Address& destination,
              uint8_t next)
    {
        GetNode("cn")->GetObject<Ipv6>()->Send(packet, source, destination, next, nullptr);
    }
};

} // namespace ns3::mip6::tests

#endif /* MIP6_FORGERY_TEST_CASE_H */
