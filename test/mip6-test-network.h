/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_TEST_NETWORK_H
#define MIP6_TEST_NETWORK_H

#include "ns3/application.h"
#include "ns3/error-model.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-scenario-builder.h"
#include "ns3/mip6-scenario.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/seq-ts-size-header.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A small network for the simulation suites, with counters on its trace sources.
 *
 *     cn --5 ms-- r1 --10 ms-- ha (home link, mobile nodes)
 *                  |--2 ms-- ar1 (access link)
 *                  |--3 ms-- ar2 (access link)
 */

namespace ns3::mip6::tests
{

/// One way from an access link to the home agent.
inline const Time AR1_TO_HA = MilliSeconds(12);
/// One way from the other access link to the home agent.
inline const Time AR2_TO_HA = MilliSeconds(13);
/// One way from the correspondent to the home agent.
inline const Time CN_TO_HA = MilliSeconds(15);
/// What serialisation, access links and neighbor discovery may add to the link delays.
inline const Time TOLERANCE = MilliSeconds(1);

/**
 * @param moves of the mobile nodes
 * @param stop length of the run
 * @return the network of this file, without traffic and without route optimization
 */
inline Scenario
MakeScenario(std::vector<Move> moves, Time stop)
{
    Scenario scenario;
    scenario.name = "test";
    scenario.stop = stop;
    scenario.nodes = {{"cn", NodeRole::CORRESPONDENT, std::nullopt},
                      {"r1", NodeRole::ROUTER, std::nullopt},
                      {"ha", NodeRole::HOME_AGENT, Subnet{"2001:1:0:1::", 64}},
                      {"ar1", NodeRole::ACCESS_ROUTER, Subnet{"2001:1:0:2::", 64}},
                      {"ar2", NodeRole::ACCESS_ROUTER, Subnet{"2001:1:0:3::", 64}}};
    const DataRate rate("1Gbps");
    scenario.links = {{"cn", "r1", MilliSeconds(5), rate},
                      {"r1", "ha", MilliSeconds(10), rate},
                      {"r1", "ar1", MilliSeconds(2), rate},
                      {"r1", "ar2", MilliSeconds(3), rate}};
    scenario.mobile.attach = std::move(moves);
    scenario.protocol.routeOptimization = false;
    return scenario;
}

/**
 * @param from sender
 * @param to receiver
 * @return a UDP flow of 50 packets per second
 */
inline Traffic
MakeFlow(const std::string& from, const std::string& to)
{
    Traffic traffic;
    traffic.from = from;
    traffic.to = to;
    return traffic;
}

/// Loses the packets that a predicate picks.
class PickyErrorModel : public ErrorModel
{
  public:
    /// Whether a packet, from its IPv6 header on, shall be lost.
    using Predicate = std::function<bool(const Ptr<const Packet>&)>;

    /// @param predicate picks
    explicit PickyErrorModel(Predicate predicate)
        : m_predicate(std::move(predicate))
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        return m_predicate(packet);
    }

    void DoReset() override
    {
    }

    Predicate m_predicate; //!< picks
};

/**
 * @param packet from its IPv6 header on
 * @return MH Type of the Mobility Header behind one optional extension header, -1 without one
 */
inline int
GetMobilityType(const Ptr<const Packet>& packet)
{
    std::vector<uint8_t> octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    const bool extended = octets.size() > 66 && (octets[6] == 60 || octets[6] == 43);
    const std::size_t start = extended ? 64 : 40;
    const uint8_t next = extended ? octets[40] : octets[6];
    return next == 135 && octets.size() > start + 2 ? octets[start + 2] : -1;
}

/// MH Type of a Binding Update.
constexpr int BINDING_UPDATE = 5;
/// MH Type of a Binding Acknowledgement.
constexpr int BINDING_ACKNOWLEDGEMENT = 6;

/// Counts what the trace sources of the network tell.
class Recorder
{
  public:
    /// One signalling message and when it was traced.
    struct Message
    {
        Time at;                     //!< when
        std::string node;            //!< who traced it
        Mip6SignallingRecord record; //!< what
    };

    /// One change of a binding and when it was traced.
    struct Change
    {
        Time at;                  //!< when
        std::string node;         //!< who traced it
        Mip6BindingRecord record; //!< what
    };

    /// Packets of one flow.
    struct Flow
    {
        std::map<uint32_t, Time> sent;                  //!< by sequence number
        std::map<uint32_t, std::vector<Time>> received; //!< by sequence number, every copy
    };

    /// @param network to listen to
    void Connect(const ScenarioNetwork& network)
    {
        for (const auto& mobile : network.mobiles)
        {
            ConnectRole(mobile.name, mobile.role);
            const std::string name = mobile.name;
            mobile.role->TraceConnectWithoutContext(
                "HandoverPhase",
                Callback<void, Mip6HandoverPhase, Ipv6Address>(
                    [this, name](Mip6HandoverPhase phase, Ipv6Address) {
                        phases[{name, phase}].push_back(Simulator::Now());
                    }));
        }
        for (const auto& [name, role] : network.homeAgents)
        {
            ConnectRole(name, role);
        }
        flows.resize(network.flows.size());
        for (std::size_t i = 0; i < network.flows.size(); ++i)
        {
            ConnectFlow(network.flows[i], i);
        }
    }

    /**
     * @param node who traced it
     * @param direction seen from there
     * @param name of the message
     * @return how many
     */
    std::size_t Count(const std::string& node,
                      Mip6Direction direction,
                      const std::string& name) const
    {
        std::size_t count = 0;
        for (const auto& message : messages)
        {
            count += message.node == node && message.record.direction == direction &&
                     message.record.message == name;
        }
        return count;
    }

    /// @param node who sent them @return Binding Updates sent
    std::size_t CountUpdates(const std::string& node = "mn") const
    {
        return Count(node, Mip6Direction::SENT, "Binding Update");
    }

    /// @param node who received them @return Binding Acknowledgements received
    std::size_t CountAcknowledgements(const std::string& node = "mn") const
    {
        return Count(node, Mip6Direction::RECEIVED, "Binding Acknowledgement");
    }

    /// @param status of an acknowledgement @return how many the home agent has sent
    std::size_t CountAnswers(uint8_t status) const
    {
        std::size_t count = 0;
        for (const auto& message : messages)
        {
            count += message.node == "ha" && message.record.status == status;
        }
        return count;
    }

    /// @param name of a message @return the last one of that name, an empty one if there is none
    Mip6SignallingRecord GetLast(const std::string& name) const
    {
        Mip6SignallingRecord last;
        for (const auto& message : messages)
        {
            last = message.record.message == name ? message.record : last;
        }
        return last;
    }

    /// @param node who traced it @param event what happened @return how many
    std::size_t CountChanges(const std::string& node, Mip6BindingEvent event) const
    {
        std::size_t count = 0;
        for (const auto& change : changes)
        {
            count += change.node == node && change.record.event == event;
        }
        return count;
    }

    /// @param phase of a handover @param node whose @return when it was reached, every time
    std::vector<Time> GetPhases(Mip6HandoverPhase phase, const std::string& node = "mn") const
    {
        const auto found = phases.find({node, phase});
        return found == phases.end() ? std::vector<Time>() : found->second;
    }

    /**
     * @param flow number
     * @param from first sending time that counts
     * @param until first sending time that does not count
     * @return packets sent in the window that were not received exactly once
     */
    std::size_t CountNotOnce(std::size_t flow, Time from, Time until) const
    {
        std::size_t count = 0;
        for (const auto& [sequence, at] : flows[flow].sent)
        {
            const auto found = flows[flow].received.find(sequence);
            const std::size_t copies =
                found == flows[flow].received.end() ? 0 : found->second.size();
            count += at >= from && at < until && copies != 1;
        }
        return count;
    }

    /// @param flow number @param from first sending time @param until end @return packets sent
    std::size_t CountSent(std::size_t flow, Time from, Time until) const
    {
        std::size_t count = 0;
        for (const auto& [sequence, at] : flows[flow].sent)
        {
            count += at >= from && at < until;
        }
        return count;
    }

    std::vector<Message> messages;            //!< in the order of tracing
    std::vector<Change> changes;              //!< in the order of tracing
    std::map<Mip6DropReason, uint32_t> drops; //!< of all roles
    std::vector<Flow> flows;                  //!< as in the network
    std::map<std::pair<std::string, Mip6HandoverPhase>, std::vector<Time>> phases; //!< by node

  private:
    /// @param name of the node @param role to listen to
    void ConnectRole(const std::string& name, const Ptr<Object>& role)
    {
        role->TraceConnectWithoutContext(
            "Signalling",
            Callback<void, const Mip6SignallingRecord&>(
                [this, name](const Mip6SignallingRecord& record) {
                    messages.push_back({Simulator::Now(), name, record});
                }));
        role->TraceConnectWithoutContext(
            "Binding",
            Callback<void, const Mip6BindingRecord&>([this, name](const Mip6BindingRecord& record) {
                changes.push_back({Simulator::Now(), name, record});
            }));
        role->TraceConnectWithoutContext(
            "Drop",
            Callback<void, Ptr<const Packet>, Mip6DropReason>(
                [this](Ptr<const Packet>, Mip6DropReason reason) { ++drops[reason]; }));
    }

    /// @param flow to listen to @param index of it
    void ConnectFlow(const NetworkFlow& flow, std::size_t index)
    {
        using Sink = Callback<void,
                              Ptr<const Packet>,
                              const Address&,
                              const Address&,
                              const SeqTsSizeHeader&>;
        flow.source->TraceConnectWithoutContext("TxWithSeqTsSize",
                                                Sink([this, index](Ptr<const Packet>,
                                                                   const Address&,
                                                                   const Address&,
                                                                   const SeqTsSizeHeader& header) {
                                                    flows[index].sent[header.GetSeq()] =
                                                        Simulator::Now();
                                                }));
        flow.sink->TraceConnectWithoutContext("RxWithSeqTsSize",
                                              Sink([this, index](Ptr<const Packet>,
                                                                 const Address&,
                                                                 const Address&,
                                                                 const SeqTsSizeHeader& header) {
                                                  flows[index].received[header.GetSeq()].push_back(
                                                      Simulator::Now());
                                              }));
    }
};

/// A test that runs a scenario.
class NetworkTestCase : public TestCase
{
  public:
    /// @param sentence what must hold
    explicit NetworkTestCase(const std::string& sentence)
        : TestCase(sentence)
    {
    }

  protected:
    /// @param description to build, with counters connected
    void Build(const Scenario& description)
    {
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        scenario = description;
        network = BuildScenario(scenario);
        recorder.Connect(network);
    }

    /// Simulate up to the scenario's end.
    void Run()
    {
        Simulator::Stop(scenario.stop);
        Simulator::Run();
    }

    void DoTeardown() override
    {
        network = ScenarioNetwork();
        Simulator::Destroy();
    }

    /// @param name of a node @return the node
    Ptr<Node> GetNode(const std::string& name) const
    {
        for (const auto& node : network.nodes)
        {
            if (node.name == name)
            {
                return node.node;
            }
        }
        return nullptr;
    }

    /// @param router with a home or access link @return its device there
    Ptr<SimpleNetDevice> GetStation(const std::string& router) const
    {
        for (const auto& entry : network.devices)
        {
            const auto device = DynamicCast<SimpleNetDevice>(entry.device);
            if (entry.node == router && device)
            {
                return device;
            }
        }
        return nullptr;
    }

    /// @param router with a home or access link @return the link
    Ptr<Mip6AccessChannel> GetLink(const std::string& router) const
    {
        return DynamicCast<Mip6AccessChannel>(GetStation(router)->GetChannel());
    }

    /// @param device whose receptions are picked @param predicate picks what is lost
    static void Lose(const Ptr<SimpleNetDevice>& device, PickyErrorModel::Predicate predicate)
    {
        device->SetReceiveErrorModel(CreateObject<PickyErrorModel>(std::move(predicate)));
    }

    /**
     * Put a host with a stock stack onto a link.
     * @param router of the link
     * @param address of the host, unspecified for none but the link-local one
     * @return the host
     */
    Ptr<Node> AddHost(const std::string& router, const Ipv6Address& address) const
    {
        auto node = CreateObject<Node>();
        InternetStackHelper stack;
        stack.SetIpv4StackInstall(false);
        stack.Install(node);
        auto device = CreateObject<SimpleNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetMtu(1500);
        node->AddDevice(device);
        device->SetChannel(GetLink(router));
        auto ipv6 = node->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        // A host that does not solicit routers keeps the counts of the test clean.
        ipv6->SetForwarding(interface, true);
        ipv6->SetUp(interface);
        if (!address.IsAny())
        {
            ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
        }
        return node;
    }

    /// @return the first mobile node
    Ptr<Mip6MobileNode> GetMobile() const
    {
        return network.mobiles.front().role;
    }

    /// @return the home agent
    Ptr<Mip6HomeAgent> GetHomeAgent() const
    {
        return network.homeAgents.front().second;
    }

    /// @param actual measured @param expected from the link delays @return whether it fits
    static bool IsWithinTolerance(Time actual, Time expected)
    {
        return actual >= expected && actual <= expected + TOLERANCE;
    }

    Scenario scenario;       //!< built
    ScenarioNetwork network; //!< of the scenario
    Recorder recorder;       //!< of the network
};

} // namespace ns3::mip6::tests

#endif /* MIP6_TEST_NETWORK_H */
