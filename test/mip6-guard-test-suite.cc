/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-discovery-oracle.h"
#include "mip6-packet-layout.h"
#include "mip6-packet-mutator.h"
#include "mip6-signalling-observer.h"
#include "mip6-test-network.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/mip6-stack.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * A node without a role: its Mip6Stack alone keeps malformed Neighbor Discovery from stock ns-3.
 */

namespace ns3::mip6::tests
{

namespace
{

/// The bundled scenario twice, the second time with changed Neighbor Discovery for the
/// correspondent.
class GuardTestCase : public NetworkTestCase
{
  public:
    GuardTestCase()
        : NetworkTestCase("Changed copies of all Neighbor Discovery packets change nothing at a "
                          "correspondent that has a Mip6Stack.")
    {
    }

  private:
    static constexpr int COPIES = 40; //!< of each packet

    void DoRun() override
    {
        const auto read = ReadScenario("handover", {});
        NS_TEST_ASSERT_MSG_EQ(read.scenario.has_value(), true, "the bundled scenario");
        RunOnce(*read.scenario, {});
        const Recorder quiet = recorder;
        NS_TEST_EXPECT_MSG_EQ(m_dropped, 0, "nothing to discard");
        DoTeardown();
        RunOnce(*read.scenario, [this](const Bytes& packet) { HandleSignalling(packet); });
        NS_TEST_EXPECT_MSG_GT(m_injected, 2000, "injected");
        NS_TEST_EXPECT_MSG_EQ(m_dropped, m_injected, "each is discarded, with a reason it has");
        NS_TEST_EXPECT_MSG_EQ(recorder.changes.size(), quiet.changes.size(), "bindings");
        NS_TEST_EXPECT_MSG_EQ((recorder.phases == quiet.phases), true, "times of all phases");
        for (std::size_t i = 0; i < quiet.flows.size(); ++i)
        {
            const bool isSame = recorder.flows[i].received == quiet.flows[i].received;
            NS_TEST_EXPECT_MSG_EQ(isSame, true, "arrivals of flow " << i << ", to the nanosecond");
        }
    }

    /// @param description of the run @param listener gets signalling packets
    void RunOnce(const Scenario& description, SignallingObserver::Listener listener)
    {
        recorder = Recorder();
        Build(description);
        Mip6Stack::Get(GetNode("cn"))
            ->TraceConnectWithoutContext("Drop",
                                         Callback<void, Ptr<const Packet>, Mip6DropReason>(
                                             [this](Ptr<const Packet>, Mip6DropReason reason) {
                                                 m_dropped += m_faults.count(reason) > 0 ? 1 : 0;
                                             }));
        m_observer = SignallingObserver();
        m_observer.Connect(network, std::move(listener));
        Run();
    }

    /// @param packet a signalling packet that has just arrived somewhere
    void HandleSignalling(const Bytes& packet)
    {
        if (FindHeaders(packet).protocol == NEXT_HEADER_MOBILITY)
        {
            return;
        }
        Simulator::ScheduleNow([this, packet] {
            for (int i = 0; i < COPIES; ++i)
            {
                InjectCopy(packet);
            }
        });
    }

    /// @param packet to change, and to inject if that has made it invalid
    void InjectCopy(Bytes packet)
    {
        const auto ipv6 = GetNode("cn")->GetObject<Ipv6L3Protocol>();
        const Ipv6Address own = ipv6->GetAddress(1, 0).GetAddress();
        WriteAddress(packet,
                     DESTINATION_AT,
                     m_mutator.Draw(2) == 0 ? own : Ipv6Address::GetAllNodesMulticast());
        RepairChecksum(packet);
        const auto& mutations = PacketMutator::GetMutations();
        const bool isChanged = m_mutator.Apply(mutations[m_mutator.Draw(mutations.size())], packet);
        if (m_mutator.Draw(2) == 0)
        {
            RepairChecksum(packet);
        }
        if (!isChanged || !IsWholeDiscovery(packet) || !IsFor(own, packet))
        {
            return;
        }
        m_faults = FindDiscoveryFaults(packet);
        if (m_faults.empty())
        {
            return;
        }
        ++m_injected;
        const auto device = ipv6->GetNetDevice(1);
        const Address mac = device->GetAddress();
        ipv6->Receive(device,
                      Create<Packet>(packet.data(), static_cast<uint32_t>(packet.size())),
                      Ipv6L3Protocol::PROT_NUMBER,
                      mac,
                      mac,
                      NetDevice::PACKET_HOST);
    }

    /// @param packet changed @return whether its Neighbor Discovery message follows the IPv6 header
    /// and ends with the packet
    static bool IsWholeDiscovery(const Bytes& packet)
    {
        return packet.size() > IPV6_OCTETS && packet[NEXT_HEADER_AT] == NEXT_HEADER_ICMPV6 &&
               packet.size() == IPV6_OCTETS + ReadU16(packet, PAYLOAD_LENGTH_AT) &&
               IsNeighborDiscovery(packet[IPV6_OCTETS]);
    }

    /// @param own address of the correspondent @param packet changed @return whether it is for it
    static bool IsFor(const Ipv6Address& own, const Bytes& packet)
    {
        const Ipv6Address destination = ReadAddress(packet, DESTINATION_AT);
        return destination == own || destination.IsAllNodesMulticast();
    }

    PacketMutator m_mutator{1, {"2001:1:0:9::77", "::", "::1", "fe80::1", "ff02::1"}}; //!< fixed
    SignallingObserver m_observer;     //!< of the run
    std::set<Mip6DropReason> m_faults; //!< of the packet that was injected last
    uint32_t m_injected{0};            //!< packets
    uint32_t m_dropped{0};             //!< with a reason among their faults
};

/// The suite.
class GuardTestSuite : public TestSuite
{
  public:
    GuardTestSuite()
        : TestSuite("mip6-guard")
    {
        AddTestCase(new GuardTestCase);
    }
};

GuardTestSuite g_guardTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests
