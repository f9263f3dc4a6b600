/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ATTACK_TEST_CASE_H
#define MIP6_ATTACK_TEST_CASE_H

#include "mip6-wire-recorder.h"

#include "ns3/ipv6-route.h"
#include "ns3/mip6-binding-authorization.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"

#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * A network in which eve, who can claim any source address and has seen all messages, attacks a
 * binding in use; run twice, once without the attack.
 *
 *     cn --5 ms-- r1 --10 ms-- ha (home link)
 *     eve --4 ms--||--2 ms-- ar1 (access link: mn)
 *     victim -6 ms-|
 */

namespace ns3::mip6::tests
{

/// When the attack happens, between two datagrams.
inline const Time ATTACK_AT = MilliSeconds(12009);

/// A packet to forge.
struct Forgery
{
    Ipv6Address source;                  //!< of the IPv6 header
    Ipv6Address destination;             //!< of the IPv6 header
    std::optional<Ipv6Address> option{}; //!< in a Home Address option
    std::optional<Ipv6Address> type2{};  //!< in a type 2 routing header
    uint8_t segmentsLeft{1};             //!< of that header
    uint8_t protocol{UDP};               //!< of the payload
    Bytes payload{Bytes(16)};            //!< whose checksum is filled in, if it is known where
};

/// A test with an attack.
class AttackTestCase : public WireTestCase
{
  public:
    using WireTestCase::WireTestCase;

  protected:
    /// Run without an attack and with it, and compare. @param attack sends the packets
    /// @param extra packets that arrive in addition, by node, such as "cn Binding Update 1, "
    void Compare(const std::function<void()>& attack, const std::string& extra)
    {
        RunOnce([] {});
        const std::string state = DescribeState();
        const auto arrived = CountAtEnds();
        DoTeardown();
        packets.clear();
        signals.clear();
        recorder = Recorder();
        m_log.str("");
        RunOnce(attack);
        NS_TEST_EXPECT_MSG_EQ((DescribeState() == state), true, "tables, paths and flows");
        NS_TEST_EXPECT_MSG_NE(state.find("bindings 1 paths 1 1"), std::string::npos, "bound");
        std::string difference;
        for (const auto& [name, count] : CountAtEnds())
        {
            const auto before = arrived.find(name);
            const uint32_t more = count - (before == arrived.end() ? 0 : before->second);
            difference += more == 0 ? "" : name + " " + std::to_string(more) + ", ";
        }
        NS_TEST_EXPECT_MSG_EQ(difference, extra, "additional packets");
    }

    /// @param attack sends the packets
    void RunOnce(const std::function<void()>& attack)
    {
        Scenario description = MakeScenario({{Seconds(5), "ar1"}}, Seconds(20));
        description.protocol.routeOptimization = true;
        for (const auto& [name, delay] : {std::pair("eve", 4), std::pair("victim", 6)})
        {
            ScenarioNode node{name, NodeRole::CORRESPONDENT, std::nullopt};
            node.mobileIpv6 = MobileIpv6Support::SILENT;
            description.nodes.push_back(node);
            description.links.push_back({name, "r1", MilliSeconds(delay), DataRate("1Gbps")});
        }
        description.traffic = {MakeFlow("cn", "mn"), MakeFlow("mn", "cn")};
        Observe(description);
        // Eve knows tokens of her own address.
        Simulator::Schedule(Seconds(9), [this] {
            const Ipv6Address eve = GetAddress("eve");
            SendMessage(HomeTestInit{{1}, {}}, {eve, GetAddress("cn")});
            SendMessage(CareOfTestInit{{2}, {}}, {eve, GetAddress("cn")});
        });
        Simulator::Schedule(ATTACK_AT, attack);
        for (Time at = Seconds(1); at < description.stop; at += Seconds(1))
        {
            Simulator::Schedule(at, [this] { LogTables(); });
        }
        Simulator::Schedule(ATTACK_AT + MilliSeconds(200), [this] { LogTables(); });
        Run();
    }

    /// @param forgery to send from eve
    void Send(Forgery forgery) const
    {
        PatchPayload(forgery);
        Bytes octets = std::move(forgery.payload);
        uint8_t next = forgery.protocol;
        if (forgery.option)
        {
            Bytes header{next, 2, 1, 2, 0, 0, HOME_ADDRESS_OPTION_TYPE, 16};
            Prepend(octets, header, *forgery.option);
            next = NEXT_HEADER_DESTINATION_OPTIONS;
        }
        if (forgery.type2)
        {
            Bytes header{next, 2, ROUTING_TYPE_2, forgery.segmentsLeft, 0, 0, 0, 0};
            Prepend(octets, header, *forgery.type2);
            next = NEXT_HEADER_ROUTING;
        }
        GetNode("eve")->GetObject<Ipv6>()->Send(
            Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())),
            forgery.source,
            forgery.destination,
            next,
            nullptr);
    }

    /// @param message to send @param forgery with the addresses
    void SendMessage(const MobilityMessage& message, Forgery forgery) const
    {
        forgery.protocol = NEXT_HEADER_MOBILITY;
        forgery.payload = EncodeMobilityMessage(message);
        Send(std::move(forgery));
    }

    /// @tparam Message a Mobility Header message @param address source or destination of it
    /// @return the latest one that has been on any link
    template <typename Message>
    Message FindLatest(const Ipv6Address& address) const
    {
        Message latest;
        for (const WirePacket& packet : packets)
        {
            const bool isOfIt = ReadAddress(packet.octets, SOURCE_AT) == address ||
                                ReadAddress(packet.octets, DESTINATION_AT) == address;
            if (!isOfIt || packet.GetMobility() < 0)
            {
                continue;
            }
            const auto decoded = DecodeMobilityMessage(&packet.octets[packet.layout.upper],
                                                       packet.octets.size() - packet.layout.upper);
            const auto* message = decoded ? std::get_if<Message>(&*decoded.value) : nullptr;
            latest = message ? *message : latest;
        }
        return latest;
    }

    /// @return the home address of the mobile node
    Ipv6Address GetHome() const
    {
        return network.mobiles.front().homeAddress;
    }

    /// @return the care-of address of the mobile node
    Ipv6Address GetCareOf() const
    {
        return GetMobile()->GetCareOfAddress().value_or(Ipv6Address());
    }

  private:
    /// @param octets to go behind @param header without its address @param address in the header
    static void Prepend(Bytes& octets, Bytes& header, const Ipv6Address& address)
    {
        header.resize(TYPE2_OCTETS);
        WriteAddress(header, 8, address);
        octets.insert(octets.begin(), header.begin(), header.end());
    }

    /// @param forgery gets the checksum of its payload
    static void PatchPayload(Forgery& forgery)
    {
        const std::map<uint8_t, std::size_t> offsets{
            {NEXT_HEADER_MOBILITY, MOBILITY_CHECKSUM_OFFSET},
            {NEXT_HEADER_ICMPV6, ICMPV6_CHECKSUM_OFFSET},
            {UDP, 6}};
        const auto offset = offsets.find(forgery.protocol);
        if (offset == offsets.end())
        {
            return;
        }
        if (forgery.protocol == UDP)
        {
            WriteU16(forgery.payload, 4, forgery.payload.size());
        }
        WriteU16(forgery.payload, offset->second, 0);
        PatchChecksum({forgery.option.value_or(forgery.source),
                       forgery.type2.value_or(forgery.destination),
                       forgery.protocol},
                      offset->second,
                      forgery.payload);
    }

    /// Note what all tables hold.
    void LogTables()
    {
        const auto role = GetCorrespondent("cn");
        m_log << "bindings " << role->GetBindingCount() << " paths " << role->GetDirectPathCount()
              << " " << GetMobile()->GetDirectPathCount() << " list "
              << GetMobile()->GetBindingUpdateListSize() << " home "
              << GetHomeAgent()->GetBindingCount() << GetHomeAgent()->GetTunnelCount()
              << GetHomeAgent()->GetProxyCount() << " " << GetMobile()->GetQueueSize() << "\n";
    }

    /// @return everything that an attack must not change
    std::string DescribeState() const
    {
        std::ostringstream state;
        state << m_log.str();
        for (const auto& change : recorder.changes)
        {
            state << change.at << " " << change.node << " " << ns3::GetName(change.record.event)
                  << " " << change.record.careOfAddress << "\n";
        }
        for (const auto& [key, times] : recorder.phases)
        {
            state << key.first << " " << ns3::GetName(key.second) << " " << times.size() << "\n";
        }
        for (const auto& flow : recorder.flows)
        {
            for (const auto& [sequence, times] : flow.received)
            {
                state << sequence << " " << times.size() << " " << times.front() << "\n";
            }
        }
        for (const WirePacket& packet : packets)
        {
            const bool isEnd = packet.node == "mn" || packet.node == "cn";
            const bool isFlow = packet.GetPort() == network.flows[0].port ||
                                packet.GetPort() == network.flows[1].port;
            state << (isEnd && isFlow ? packet.GetForm() + "\n" : "");
        }
        return state.str();
    }

    /// @return packets that have arrived where they end, by node and kind
    std::map<std::string, uint32_t> CountAtEnds() const
    {
        std::map<std::string, uint32_t> counts;
        for (const WirePacket& packet : packets)
        {
            for (const std::string name : {"cn", "eve", "mn", "victim"})
            {
                const std::string kind = GetKind(packet);
                counts[name + " " + kind] += packet.node == name && !kind.empty() ? 1 : 0;
            }
        }
        return counts;
    }

    /// @param packet any @return what it is; nothing for Neighbor Discovery
    static std::string GetKind(const WirePacket& packet)
    {
        static const std::array<const char*, 8> NAMES{"Binding Refresh Request",
                                                      "Home Test Init",
                                                      "Care-of Test Init",
                                                      "Home Test",
                                                      "Care-of Test",
                                                      "Binding Update",
                                                      "Binding Acknowledgement",
                                                      "Binding Error"};
        const int type = packet.octets[packet.layout.upper];
        switch (packet.layout.protocol)
        {
        case NEXT_HEADER_MOBILITY:
            return NAMES.at(static_cast<std::size_t>(packet.GetMobility()));
        case NEXT_HEADER_ICMPV6:
            return type >= 133 && type <= 137 ? "" : "ICMPv6 " + std::to_string(type);
        default:
            return "data";
        }
    }

    std::ostringstream m_log; //!< of the tables
};

} // namespace ns3::mip6::tests

#endif /* MIP6_ATTACK_TEST_CASE_H */
