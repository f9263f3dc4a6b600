/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-fuzz-test-case.h"

#include "ns3/log.h"
#include "ns3/test.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * The bundled scenario with packets that must be discarded: changed copies of its signalling come
 * to mobile node, home agent and correspondent all the time, and nothing else changes.
 */

namespace ns3::mip6::tests
{

NS_LOG_COMPONENT_DEFINE("Mip6FuzzTest");

namespace
{

/// @param tally to log
void
LogTally(const PacketInjector::Tally& tally)
{
    NS_LOG_INFO(tally.injected << " injected, " << tally.skipped << " that may be valid were not, "
                               << tally.stockDrops << " discarded by ns-3, " << tally.refusals
                               << " refused, " << tally.lateAnswers << " answers discarded");
    for (const auto& [reason, count] : tally.drops)
    {
        NS_LOG_INFO(ns3::GetName(reason) << ": " << count);
    }
    for (const auto& [key, count] : tally.byKind)
    {
        NS_LOG_INFO(key.first << " to node " << static_cast<int>(key.second) << ": " << count);
    }
}

/// Random changes.
class MutationTestCase : public FuzzTestCase
{
  public:
    /// @param seed of the changes
    explicit MutationTestCase(uint32_t seed)
        : MutationTestCase(seed,
                           "Changed copies of all signalling packets change nothing but counts of "
                           "drops")
    {
    }

  protected:
    /// @param seed of the changes @param claim that the case proves
    MutationTestCase(uint32_t seed, const std::string& claim)
        : FuzzTestCase(claim + " (seed " + std::to_string(seed) + ")."),
          m_seed(seed)
    {
    }

  private:
    static constexpr std::size_t MOBILITY_COPIES = 400;    //!< of a Mobility Header, twice
    static constexpr std::size_t ANSWER_COPIES = 1600;     //!< of an answer that is not there yet
    static constexpr std::size_t DISCOVERY_COPIES = 100;   //!< of a Neighbor Discovery packet
    static constexpr std::size_t ADVERTISEMENT_COPIES = 4; //!< of a Router Advertisement

    void HandleSignalling(const Bytes& packet) override
    {
        if (!m_mutator)
        {
            m_mutator = std::make_unique<PacketMutator>(m_seed, GetStrangers());
        }
        const PacketLayout layout = FindHeaders(packet);
        const Time soon = MicroSeconds(static_cast<uint64_t>(1000 + m_mutator->Draw(9000)));
        if (layout.protocol == NEXT_HEADER_MOBILITY)
        {
            m_messages.push_back(packet);
            if (layout.GetType(packet) == static_cast<uint8_t>(MobilityType::BINDING_UPDATE))
            {
                // Before the home agent answers, most of all in the second of its first probe.
                m_messages.push_back(MakeAnswer(packet, layout));
                Schedule(m_messages.back(), soon, ANSWER_COPIES);
            }
            Schedule(packet, soon, MOBILITY_COPIES);
            // Once more when the exchange is over.
            Schedule(packet, soon + Seconds(3), MOBILITY_COPIES);
            return;
        }
        const bool isFrequent = layout.GetType(packet) == ICMPV6_ROUTER_ADVERTISEMENT;
        Schedule(packet, soon, isFrequent ? ADVERTISEMENT_COPIES : DISCOVERY_COPIES);
    }

    /// @param update a Binding Update @param layout of it @return the Binding Acknowledgement that
    /// the home agent has not sent yet
    Bytes MakeAnswer(const Bytes& update, const PacketLayout& layout) const
    {
        Bytes answer{0x60, 0, 0, 0, 0, 0, NEXT_HEADER_ROUTING, 64};
        answer.insert(answer.end(), update.begin() + DESTINATION_AT, update.begin() + IPV6_OCTETS);
        answer.insert(answer.end(), update.begin() + SOURCE_AT, update.begin() + DESTINATION_AT);
        answer.insert(answer.end(), {NEXT_HEADER_MOBILITY, 2, ROUTING_TYPE_2, 1, 0, 0, 0, 0});
        answer.resize(answer.size() + ADDRESS_OCTETS);
        WriteAddress(answer, answer.size() - ADDRESS_OCTETS, network.mobiles.front().homeAddress);
        answer.insert(answer.end(), {NEXT_HEADER_NONE, 1, 6, 0, 0, 0, 0, 0});
        // Sequence # of the update, a lifetime of 400 s, and padding.
        const std::size_t sequence = layout.FindSequence(update);
        answer.insert(answer.end(), {update[sequence], update[sequence + 1], 0, 100, 1, 2, 0, 0});
        FitPayloadLength(answer);
        return answer;
    }

    /// @param packet to change @param delay until then @param copies how many
    void Schedule(const Bytes& packet, Time delay, std::size_t copies)
    {
        const std::size_t group = std::min(copies, GROUP);
        Simulator::Schedule(delay, [this, packet, group] {
            for (std::size_t i = 0; i < group; ++i)
            {
                InjectCopy(packet);
            }
        });
        if (copies > group)
        {
            Schedule(packet, delay + GROUP_INTERVAL, copies - group);
        }
    }

    /// @param packet to change
    void InjectCopy(const Bytes& packet)
    {
        const bool isMobility = FindHeaders(packet).protocol == NEXT_HEADER_MOBILITY;
        // Stock ns-3 does not survive what is wrong with Neighbor Discovery.
        const auto target = static_cast<Target>(m_mutator->Draw(isMobility ? 3 : 2));
        // Now and then an older message.
        const bool isOlder = isMobility && m_mutator->Draw(4) == 0;
        const Bytes& source = isOlder ? m_messages[m_mutator->Draw(m_messages.size())] : packet;
        const auto copy =
            Readdress(source, target, [this](std::size_t limit) { return m_mutator->Draw(limit); });
        const auto& mutations = PacketMutator::GetMutations();
        const auto& mutation = mutations[m_mutator->Draw(mutations.size())];
        Bytes changed = copy.value_or(Bytes());
        if (!copy || !m_mutator->Apply(mutation, changed))
        {
            return;
        }
        if (m_mutator->Draw(2) == 0)
        {
            RepairChecksum(changed);
        }
        Inject(target, changed, mutation.name);
    }

    void CheckCase() override
    {
        const auto& tally = GetTally();
        NS_TEST_EXPECT_MSG_GT(tally.injected, 5000, "packets injected");
        for (const auto& mutation : PacketMutator::GetMutations())
        {
            for (const Target target : {Target::MOBILE_NODE, Target::HOME_AGENT})
            {
                const auto found = tally.byKind.find({mutation.name, target});
                NS_TEST_EXPECT_MSG_EQ((found != tally.byKind.end()),
                                      true,
                                      mutation.name << " to node " << static_cast<int>(target));
            }
        }
        LogTally(tally);
    }

    uint32_t m_seed;                          //!< of the changes
    std::unique_ptr<PacketMutator> m_mutator; //!< makes them
    std::vector<Bytes> m_messages;            //!< Mobility Headers so far
};

/// Every way to cut packets off.
class PrefixTestCase : public FuzzTestCase
{
  public:
    PrefixTestCase()
        : FuzzTestCase("All prefixes of signalling packets, with a Payload Length and a checksum "
                       "that fit and that do not, change nothing but counts of drops.")
    {
    }

  private:
    static constexpr uint32_t SAMPLES = 4; //!< packets of each type

    void HandleSignalling(const Bytes& packet) override
    {
        const PacketLayout layout = FindHeaders(packet);
        if (m_taken[layout.GetType(packet)]++ >= SAMPLES)
        {
            return;
        }
        const Time soon = MilliSeconds(1);
        Schedule(packet, Target::MOBILE_NODE, IPV6_OCTETS, soon);
        Schedule(packet, Target::HOME_AGENT, IPV6_OCTETS, soon);
        if (layout.protocol == NEXT_HEADER_MOBILITY)
        {
            Schedule(packet, Target::CORRESPONDENT, IPV6_OCTETS, soon);
        }
    }

    /// @param packet to cut @param target node @param size of the prefix @param delay until then
    void Schedule(const Bytes& packet, Target target, std::size_t size, Time delay)
    {
        if (size < packet.size())
        {
            Simulator::Schedule(delay, [this, packet, target, size] {
                InjectPrefix(packet, target, size);
                Schedule(packet, target, size + 1, MilliSeconds(2));
            });
        }
    }

    /// @param packet to cut @param target node @param size of the prefix
    void InjectPrefix(const Bytes& packet, Target target, std::size_t size)
    {
        auto prefix = Readdress(packet, target, [size](std::size_t limit) { return size % limit; });
        if (!prefix)
        {
            return;
        }
        prefix->resize(size);
        Inject(target, *prefix, "cut off");
        RepairChecksum(*prefix);
        Inject(target, *prefix, "cut off, checksum");
        FitPayloadLength(*prefix);
        Inject(target, *prefix, "cut off, length");
        RepairChecksum(*prefix);
        Inject(target, *prefix, "cut off, length and checksum");
    }

    void CheckCase() override
    {
        LogTally(GetTally());
        // Binding Update and Acknowledgement, and Neighbor Discovery but for Redirects.
        NS_TEST_EXPECT_MSG_EQ(m_taken.size(), 6, "types of packets");
        NS_TEST_EXPECT_MSG_GT(GetTally().injected, 5000, "prefixes injected");
    }

    std::map<uint8_t, uint32_t> m_taken; //!< packets by type
};

/// Random changes, where the correspondent takes part in route optimization.
class OptimizedTestCase : public MutationTestCase
{
  public:
    /// @param seed of the changes
    explicit OptimizedTestCase(uint32_t seed)
        : MutationTestCase(seed,
                           "Changed copies of all signalling packets do not keep a mobile node "
                           "from its correspondent")
    {
    }

  private:
    /// Datagrams that come a little earlier or later than in the other run, at each movement.
    static constexpr int64_t SLACK = 10;

    std::vector<std::string> GetSettings() const override
    {
        return {};
    }

    /// @param recorder of a run @return care-of addresses that the correspondent was told
    static std::vector<Ipv6Address> GetTold(const Recorder& recorder)
    {
        std::vector<Ipv6Address> told;
        for (const auto& change : recorder.changes)
        {
            const Mip6BindingRecord& record = change.record;
            const bool isMade = record.event == Mip6BindingEvent::ADDED ||
                                record.event == Mip6BindingEvent::UPDATED;
            if (isMade && Ipv6Prefix(64).IsMatch(record.peer, Ipv6Address("2001:1:0:9::")))
            {
                told.push_back(record.careOfAddress);
            }
        }
        return told;
    }

    void Compare(const Remains& quiet, const Remains& noisy) override
    {
        NS_TEST_EXPECT_MSG_GT(GetTally().injected, 5000, "packets");
        const auto told = GetTold(noisy.recorder);
        NS_TEST_EXPECT_MSG_EQ(told.size(), 2, "one binding on each link");
        NS_TEST_EXPECT_MSG_EQ((told == GetTold(quiet.recorder)), true, "the same bindings");
        for (std::size_t i = 0; i < quiet.recorder.flows.size(); ++i)
        {
            const auto& before = quiet.recorder.flows[i];
            const auto& after = noisy.recorder.flows[i];
            NS_TEST_EXPECT_MSG_EQ(after.sent.size(), before.sent.size(), "sent in flow " << i);
            NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<int64_t>(after.received.size()),
                                      static_cast<int64_t>(before.received.size()),
                                      SLACK,
                                      "received in flow " << i);
        }
        NS_TEST_EXPECT_MSG_EQ((noisy.state == quiet.state), true, "state of the mobile node");
        NS_TEST_EXPECT_MSG_EQ(noisy.bindings, 0, "home registrations at the end");
        NS_TEST_EXPECT_MSG_EQ(GetMobile()->GetDirectPathCount(), 0, "direct paths at the end");
    }
};

/// The suite.
class FuzzTestSuite : public TestSuite
{
  public:
    FuzzTestSuite()
        : TestSuite("mip6-fuzz")
    {
        for (const uint32_t seed : {1, 2})
        {
            AddTestCase(new MutationTestCase(seed));
            AddTestCase(new OptimizedTestCase(seed));
        }
        AddTestCase(new PrefixTestCase);
    }
};

FuzzTestSuite g_fuzzTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests
