/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_FUZZ_TEST_CASE_H
#define MIP6_FUZZ_TEST_CASE_H

#include "mip6-packet-injector.h"
#include "mip6-packet-layout.h"
#include "mip6-packet-mutator.h"
#include "mip6-signalling-observer.h"
#include "mip6-test-network.h"

#include "ns3/mip6-numbers.h"
#include "ns3/mip6-scenario-reader.h"
#include "ns3/test.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * The bundled scenario twice: undisturbed, and with packets that must be discarded.
 */

namespace ns3::mip6::tests
{

/// Answers to injected packets share links with genuine ones. They come in groups of at most
/// GROUP packets of 150 octets, which takes 0.3 ms at 100 Mbps.
inline const Time SHIFT = MilliSeconds(1);
/// Packets injected at once.
constexpr std::size_t GROUP = 20;
/// Neighbor Solicitations, or answers to them, that a node may see more than without answers.
constexpr uint32_t PROBES = 5;
/// From group to group.
inline const Time GROUP_INTERVAL = MilliSeconds(5);

/// What a run leaves.
struct Remains
{
    Mip6MobileNodeState state{Mip6MobileNodeState::DETACHED};       //!< of the mobile node
    std::size_t bindings{0};                                        //!< of the home agent
    std::size_t tunnels{0};                                         //!< of the home agent
    std::size_t proxied{0};                                         //!< of the home agent
    Recorder recorder;                                              //!< all that was traced
    std::map<std::pair<std::string, uint8_t>, uint32_t> signalling; //!< by node and type
};

/// Runs the bundled scenario without and with injected packets.
class FuzzTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /// @param packet a signalling packet that has just arrived somewhere
    virtual void HandleSignalling(const Bytes& packet) = 0;

    void DoRun() override
    {
        const auto read = ReadScenario("handover", GetSettings());
        NS_TEST_ASSERT_MSG_EQ(read.scenario.has_value(), true, "the bundled scenario");
        const Remains quiet = RunOnce(*read.scenario, {});
        DoTeardown();
        const Remains noisy =
            RunOnce(*read.scenario, [this](const Bytes& packet) { HandleSignalling(packet); });
        Compare(quiet, noisy);
    }

    /// @return of the scenario. The oracle knows home registration alone
    virtual std::vector<std::string> GetSettings() const
    {
        return {"protocol.route_optimization=false", "topology.node[0].mobile_ipv6=silent"};
    }

    /// @param quiet undisturbed run @param noisy the other one
    virtual void Compare(const Remains& quiet, const Remains& noisy)
    {
        CheckBindings(quiet.recorder, noisy.recorder);
        CheckPhases(quiet.recorder, noisy.recorder);
        CheckMessages(quiet.recorder, noisy.recorder);
        CheckFlows(quiet.recorder, noisy.recorder);
        CheckRemains(quiet, noisy);
        CheckDrops(quiet.recorder, noisy.recorder);
        CheckTally();
    }

    void DoTeardown() override
    {
        NetworkTestCase::DoTeardown();
        m_injector.reset();
    }

    /// @return where packets are put in; none in the quiet run
    PacketInjector& GetInjector()
    {
        return *m_injector;
    }

    /// Inject as far as the oracle finds a fault. @param target node @param packet to inject
    /// @param kind of change
    void Inject(Target target, const Bytes& packet, const std::string& kind)
    {
        m_injector->Inject(target, packet, m_observer.registration, kind);
    }

    /**
     * @param packet a signalling packet
     * @param target node
     * @param choose a number below its argument
     * @return the packet as if sent there, nothing if it is from the node, or the node has no
     * address now
     */
    std::optional<Bytes> Readdress(Bytes packet,
                                   Target target,
                                   const std::function<std::size_t(std::size_t)>& choose) const
    {
        const Registration& registration = m_observer.registration;
        const PacketLayout layout = FindHeaders(packet);
        const bool isMobility = layout.protocol == NEXT_HEADER_MOBILITY;
        const auto addresses = isMobility ? m_injector->GetAddresses(target, registration)
                                          : m_injector->GetDiscoveryAddresses(target);
        const bool isOwn = m_injector->HasAddress(target, ReadAddress(packet, SOURCE_AT));
        if (addresses.empty() || (isOwn && !isMobility))
        {
            return std::nullopt;
        }
        WriteAddress(packet, DESTINATION_AT, addresses[choose(addresses.size())]);
        if (isMobility)
        {
            // Answers shall go to the peer, and where the mobile node is.
            const bool isFromHomeAgent = target == Target::MOBILE_NODE;
            WriteAddress(packet,
                         SOURCE_AT,
                         isFromHomeAgent ? registration.homeAgent : registration.careOfAddress);
            if (choose(2) == 0)
            {
                Renew(layout, packet);
            }
        }
        RepairChecksum(packet);
        return packet;
    }

    /// Give a message a Sequence # that would be accepted now, so that only what is wrong with it
    /// speaks against it. @param layout of the packet @param packet to change
    void Renew(const PacketLayout& layout, Bytes& packet) const
    {
        const Registration& registration = m_observer.registration;
        const std::size_t at = layout.FindSequence(packet);
        const bool isUpdate =
            layout.GetType(packet) == static_cast<uint8_t>(MobilityType::BINDING_UPDATE);
        if (isUpdate && registration.boundSequence)
        {
            WriteU16(packet, at, std::size_t{*registration.boundSequence} + 1);
        }
        else if (!isUpdate && !registration.outstanding.empty())
        {
            WriteU16(packet, at, *registration.outstanding.rbegin());
        }
    }

    /// @return addresses to put into packets, the correspondent's first
    PacketMutator::Addresses GetStrangers() const
    {
        const auto& mobile = network.mobiles.front();
        return {m_injector->GetAddresses(Target::CORRESPONDENT, m_observer.registration).front(),
                mobile.homeAddress,
                mobile.homeAgent,
                "2001:1:0:1::101",
                "2001:1:0:9::77",
                "::",
                "::1",
                "fe80::1",
                "ff02::1"};
    }

    /// Check what is special about the packets of a case.
    virtual void CheckCase() = 0;

    /// @return what has been injected
    const PacketInjector::Tally& GetTally() const
    {
        return m_tally;
    }

  private:
    /// @param description of the run @param listener gets signalling packets @return what is left
    Remains RunOnce(const Scenario& description, SignallingObserver::Listener listener)
    {
        recorder = Recorder();
        m_observer = SignallingObserver();
        Build(description);
        m_injector = std::make_unique<PacketInjector>(network, recorder);
        m_observer.Connect(network, std::move(listener));
        m_observer.registration.correspondent =
            m_injector->GetAddresses(Target::CORRESPONDENT, m_observer.registration).front();
        Run();
        m_tally = m_injector->GetTally();
        Remains remains;
        remains.state = GetMobile()->GetState();
        remains.bindings = GetHomeAgent()->GetBindingCount();
        remains.tunnels = GetHomeAgent()->GetTunnelCount();
        remains.proxied = GetHomeAgent()->GetProxyCount();
        remains.recorder = recorder;
        remains.signalling = m_observer.seen;
        return remains;
    }

    /// @param a an instant @param b another @return whether they are as good as the same
    static bool IsClose(Time a, Time b)
    {
        return Abs(a - b) <= SHIFT;
    }

    void CheckBindings(const Recorder& quiet, const Recorder& noisy)
    {
        NS_TEST_ASSERT_MSG_EQ(noisy.changes.size(), quiet.changes.size(), "changes of bindings");
        NS_TEST_EXPECT_MSG_EQ(quiet.changes.size(), 6, "three moves, seen by two nodes");
        for (std::size_t i = 0; i < quiet.changes.size(); ++i)
        {
            const auto& a = quiet.changes[i];
            const auto& b = noisy.changes[i];
            const auto tie = [](const Recorder::Change& change) {
                return std::make_tuple(change.node,
                                       change.record.table,
                                       change.record.event,
                                       change.record.homeAddress,
                                       change.record.careOfAddress);
            };
            NS_TEST_EXPECT_MSG_EQ((tie(a) == tie(b)), true, "change " << i);
            NS_TEST_EXPECT_MSG_EQ(IsClose(a.record.lifetime, b.record.lifetime),
                                  true,
                                  "lifetime in change " << i);
            NS_TEST_EXPECT_MSG_EQ(IsClose(a.at, b.at), true, "time of change " << i);
        }
    }

    void CheckPhases(const Recorder& quiet, const Recorder& noisy)
    {
        NS_TEST_ASSERT_MSG_EQ(noisy.phases.size(), quiet.phases.size(), "steps of handovers");
        for (const auto& [key, times] : quiet.phases)
        {
            const auto found = noisy.phases.find(key);
            const bool isSame = found != noisy.phases.end() && std::equal(times.begin(),
                                                                          times.end(),
                                                                          found->second.begin(),
                                                                          found->second.end(),
                                                                          IsClose);
            NS_TEST_EXPECT_MSG_EQ(isSame, true, "times of " << ns3::GetName(key.second));
        }
    }

    /// @param messages traced @return those that are no answers to injected packets
    static std::vector<Recorder::Message> GetGenuine(const std::vector<Recorder::Message>& messages)
    {
        std::vector<Recorder::Message> genuine;
        std::copy_if(messages.begin(),
                     messages.end(),
                     std::back_inserter(genuine),
                     [](const Recorder::Message& message) {
                         return message.record.message != "Binding Error" &&
                                message.record.status.value_or(0) < 128;
                     });
        return genuine;
    }

    void CheckMessages(const Recorder& quiet, const Recorder& noisy)
    {
        const auto before = GetGenuine(quiet.messages);
        const auto after = GetGenuine(noisy.messages);
        NS_TEST_EXPECT_MSG_EQ(before.size(), quiet.messages.size(), "all genuine, if undisturbed");
        NS_TEST_ASSERT_MSG_EQ(after.size(), before.size(), "messages");
        const auto tie = [](const Recorder::Message& message) {
            const Mip6SignallingRecord& record = message.record;
            return std::make_tuple(message.node,
                                   record.direction,
                                   record.message,
                                   record.source,
                                   record.destination,
                                   record.sequence,
                                   record.lifetime,
                                   record.status,
                                   record.octets);
        };
        for (std::size_t i = 0; i < before.size(); ++i)
        {
            const bool isSame =
                tie(before[i]) == tie(after[i]) && IsClose(before[i].at, after[i].at);
            NS_TEST_EXPECT_MSG_EQ(isSame, true, "message " << i << " " << after[i].record.message);
        }
    }

    /// @param flow packets of it @return sequence numbers in the order of arrival
    static std::vector<uint32_t> GetOrder(const Recorder::Flow& flow)
    {
        std::multimap<Time, uint32_t> arrivals;
        for (const auto& [sequence, times] : flow.received)
        {
            for (const Time& at : times)
            {
                arrivals.emplace(at, sequence);
            }
        }
        std::vector<uint32_t> order;
        for (const auto& [at, sequence] : arrivals)
        {
            order.push_back(sequence);
        }
        return order;
    }

    void CheckFlows(const Recorder& quiet, const Recorder& noisy)
    {
        for (std::size_t i = 0; i < quiet.flows.size(); ++i)
        {
            const auto before = GetOrder(quiet.flows[i]);
            const auto after = GetOrder(noisy.flows[i]);
            NS_TEST_EXPECT_MSG_GT(before.size(), 1000, "packets of flow " << i);
            NS_TEST_EXPECT_MSG_EQ(noisy.flows[i].sent.size(), quiet.flows[i].sent.size(), "sent");
            NS_TEST_EXPECT_MSG_EQ((after == before), true, "arrivals of flow " << i);
        }
    }

    void CheckRemains(const Remains& quiet, const Remains& noisy)
    {
        NS_TEST_EXPECT_MSG_EQ((noisy.state == quiet.state), true, "state of the mobile node");
        NS_TEST_EXPECT_MSG_EQ(noisy.bindings, quiet.bindings, "bindings");
        NS_TEST_EXPECT_MSG_EQ(noisy.tunnels, quiet.tunnels, "tunnels");
        NS_TEST_EXPECT_MSG_EQ(noisy.proxied, quiet.proxied, "proxied addresses");
        for (const auto& [key, count] : quiet.signalling)
        {
            const auto found = noisy.signalling.find(key);
            const uint32_t actual = found == noisy.signalling.end() ? 0 : found->second;
            const bool isNeighbor = key.second == ICMPV6_NEIGHBOR_SOLICITATION ||
                                    key.second == ICMPV6_NEIGHBOR_ADVERTISEMENT;
            // Who answers an injected packet uses a neighbor, and may ask whether it is there.
            const uint32_t most = count + (isNeighbor ? PROBES : 0);
            NS_TEST_EXPECT_MSG_EQ((actual >= count && actual <= most),
                                  true,
                                  actual << " instead of " << count << " messages of type "
                                         << unsigned{key.second} << " at " << key.first);
        }
        NS_TEST_EXPECT_MSG_EQ(noisy.signalling.size(), quiet.signalling.size(), "types");
    }

    void CheckDrops(const Recorder& quiet, const Recorder& noisy)
    {
        std::map<Mip6DropReason, uint32_t> expected = quiet.drops;
        // Answers to injected packets are not expected by anybody, either.
        expected[Mip6DropReason::UNEXPECTED_MESSAGE] += m_tally.lateAnswers;
        for (const auto& [reason, count] : noisy.drops)
        {
            // A refused foreign home address comes back in a routing header.
            const bool isForeign = reason == Mip6DropReason::FOREIGN_HOME_ADDRESS;
            const uint32_t most = expected[reason] + (isForeign ? m_tally.refusals : 0);
            NS_TEST_EXPECT_MSG_LT(count, most + 1, "drops: " << ns3::GetName(reason));
            NS_TEST_EXPECT_MSG_GT(count + 1, expected[reason], "drops: " << ns3::GetName(reason));
        }
    }

    void CheckTally()
    {
        for (std::size_t i = 0; i < std::min<std::size_t>(m_tally.surprises.size(), 5); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(m_tally.surprises[i], "", "a packet with another fate");
        }
        NS_TEST_EXPECT_MSG_EQ(m_tally.surprises.size(), 0, "packets with another fate");
        uint32_t accounted = m_tally.stockDrops + m_tally.refusals;
        for (const auto& [reason, count] : m_tally.drops)
        {
            accounted += count;
        }
        NS_TEST_EXPECT_MSG_EQ(accounted, m_tally.injected, "each packet has one fate");
        NS_TEST_EXPECT_MSG_EQ(m_tally.errors.size(), 2, "mobile node and home agent answer");
        for (const auto& [node, times] : m_tally.errors)
        {
            CheckRate(node, times);
        }
        CheckCase();
    }

    /// @param node that has sent errors @param times when
    void CheckRate(const std::string& node, const std::vector<Time>& times)
    {
        // RFC 4443 section 2.4 f: a bucket of 10 tokens, and 10 more a second. The next of them may
        // be under way when the bucket is full.
        const double most = 10 + 1;
        double tokens = most;
        Time last;
        for (const Time& at : times)
        {
            tokens = std::min(most, tokens + 10 * (at - last).GetSeconds()) - 1;
            last = at;
            NS_TEST_ASSERT_MSG_GT(tokens, -1e-6, node << " sends too many errors at " << at);
        }
        NS_TEST_EXPECT_MSG_GT(times.size(), 20, "errors of " << node);
    }

    SignallingObserver m_observer;              //!< of the run
    std::unique_ptr<PacketInjector> m_injector; //!< of the run
    PacketInjector::Tally m_tally;              //!< of the last run
};

} // namespace ns3::mip6::tests

#endif /* MIP6_FUZZ_TEST_CASE_H */
