/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_INJECTOR_H
#define MIP6_PACKET_INJECTOR_H

#include "mip6-packet-mutator.h"
#include "mip6-packet-oracle.h"
#include "mip6-signalling-observer.h"
#include "mip6-test-network.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mac48-address.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iomanip>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Puts packets into the IPv6 layer of mobile node, home agent and correspondent, and watches what
 * becomes of each.
 */

namespace ns3::mip6::tests
{

/// Injects packets that must have no effect.
class PacketInjector
{
  public:
    /// What has been injected and what came of it.
    struct Tally
    {
        uint32_t injected{0};                                      //!< packets
        uint32_t skipped{0};                                       //!< packets that may be valid
        std::map<std::pair<std::string, Target>, uint32_t> byKind; //!< injected
        std::map<Mip6DropReason, uint32_t> drops;                  //!< by a role, with its reason
        uint32_t stockDrops{0};                                    //!< by the stock IPv6
        uint32_t refusals{0};                            //!< answered with an acknowledgement
        uint32_t lateAnswers{0};                         //!< that have come to a role
        std::map<std::string, std::vector<Time>> errors; //!< when they were sent, by node
        std::vector<std::string> surprises;              //!< what should not have been
    };

    /// @param network where to inject @param recorder of the network
    PacketInjector(const ScenarioNetwork& network, Recorder& recorder)
        : m_network(network),
          m_recorder(recorder)
    {
        m_nodes[Target::MOBILE_NODE] = FindNode("mn", true);
        m_nodes[Target::HOME_AGENT] = FindNode("ha", false);
        m_nodes[Target::CORRESPONDENT] = FindNode("cn", false);
        for (const auto& [target, node] : m_nodes)
        {
            Listen(node);
        }
    }

    /**
     * @param target node
     * @param registration what has happened before
     * @return its addresses that Mobility Headers can be for now
     */
    std::vector<Ipv6Address> GetAddresses(Target target, const Registration& registration) const
    {
        const InjectedNode& node = m_nodes.at(target);
        if (target == Target::HOME_AGENT)
        {
            return {registration.homeAgent};
        }
        auto addresses = GetAddresses(node.wired);
        addresses.erase(
            std::remove_if(addresses.begin(),
                           addresses.end(),
                           [](const Ipv6Address& address) { return !IsUnicast(address); }),
            addresses.end());
        // Away from home, what is for the home address comes through the tunnel.
        const bool isBound =
            registration.boundSequence && registration.outstanding.empty() &&
            std::count(addresses.begin(), addresses.end(), registration.careOfAddress) > 0;
        if (target == Target::MOBILE_NODE && isBound)
        {
            addresses.push_back(registration.homeAddress);
        }
        return addresses;
    }

    /// @param target node @param address any @return whether it is the node's own
    bool HasAddress(Target target, const Ipv6Address& address) const
    {
        return m_nodes.at(target).ipv6->GetInterfaceForAddress(address) >= 0;
    }

    /// @param target node @return its addresses that Neighbor Discovery can be for now
    std::vector<Ipv6Address> GetDiscoveryAddresses(Target target) const
    {
        auto addresses = GetAddresses(m_nodes.at(target).access);
        addresses.push_back(Ipv6Address::GetAllNodesMulticast());
        return addresses;
    }

    /**
     * Inject a packet unless it may be valid.
     * @param target node
     * @param packet from its IPv6 header on
     * @param registration what has happened before
     * @param kind of change
     */
    void Inject(Target target,
                const Bytes& packet,
                const Registration& registration,
                const std::string& kind)
    {
        Verdict verdict = PacketOracle(target, registration).Judge(packet);
        // The stock IPv6 answers some packets, and what a mobile node sends while a registration is
        // pending takes a place in its queue.
        const bool mayBeQueued =
            verdict.stockDrop && target == Target::MOBILE_NODE && !IsMobileNodeSettled();
        if (verdict.mayBeValid || mayBeQueued)
        {
            ++m_tally.skipped;
            return;
        }
        ++m_tally.injected;
        ++m_tally.byKind[{kind, target}];
        const bool isTunnelled = IsTunnelled(target, packet, registration);
        if (isTunnelled && IPV6_OCTETS + ReadU16(packet, PAYLOAD_LENGTH_AT) > packet.size())
        {
            verdict.reasons.insert(Mip6DropReason::MALFORMED);
        }
        const State before = GetState();
        const Outcome outcome =
            Deliver(m_nodes.at(target), isTunnelled ? Tunnel(packet, registration) : packet);
        if (!IsAllowed(verdict, outcome) || GetState() != before)
        {
            Surprise(kind, packet, outcome);
        }
    }

    /// @return what has been injected and what came of it
    const Tally& GetTally() const
    {
        return m_tally;
    }

  private:
    /// Lowest status of a Binding Acknowledgement that refuses (RFC 6275 section 6.1.8).
    static constexpr uint8_t FIRST_REFUSAL = 128;

    /// A node that packets are injected into.
    struct InjectedNode
    {
        std::string name;         //!< in the scenario
        Ptr<Ipv6L3Protocol> ipv6; //!< of the node
        Ptr<NetDevice> access;    //!< on the home or access link; none at the correspondent
        Ptr<NetDevice> wired;     //!< on another link; none at the mobile node
    };

    /// What became of one packet at once.
    struct Outcome
    {
        std::map<Mip6DropReason, uint32_t> drops; //!< by a role
        uint32_t stockDrops{0};                   //!< by the stock IPv6
        uint32_t refusals{0};                     //!< Binding Acknowledgements
    };

    /// What a discarded packet leaves as it is: state and tables of mobile node and home agent,
    /// changes of bindings and steps of handovers so far.
    using State = std::tuple<Mip6MobileNodeState, std::array<std::size_t, 7>>;

    /// @return whether packets of the mobile node leave at once
    bool IsMobileNodeSettled() const
    {
        const auto state = m_network.mobiles.front().role->GetState();
        return state == Mip6MobileNodeState::AT_HOME || state == Mip6MobileNodeState::REGISTERED;
    }

    /// @param name of a node @param isMobile whether it has but one device
    /// @return the node
    InjectedNode FindNode(const std::string& name, bool isMobile) const
    {
        InjectedNode found;
        found.name = name;
        for (const auto& entry : m_network.devices)
        {
            if (entry.node == name)
            {
                found.ipv6 = entry.device->GetNode()->GetObject<Ipv6L3Protocol>();
                const bool isAccess = DynamicCast<SimpleNetDevice>(entry.device) != nullptr;
                (isAccess ? found.access : found.wired) = entry.device;
            }
        }
        if (isMobile)
        {
            found.wired = found.access;
        }
        return found;
    }

    /// @param node to count drops and answers of
    void Listen(const InjectedNode& node)
    {
        node.ipv6->TraceConnectWithoutContext(
            "Drop",
            Callback<void,
                     const Ipv6Header&,
                     Ptr<const Packet>,
                     Ipv6L3Protocol::DropReason,
                     Ptr<Ipv6>,
                     uint32_t>([this](const Ipv6Header&,
                                      Ptr<const Packet>,
                                      Ipv6L3Protocol::DropReason,
                                      Ptr<Ipv6>,
                                      uint32_t) { ++m_outcome.stockDrops; }));
        if (node.name == "cn")
        {
            return;
        }
        node.ipv6->TraceConnectWithoutContext(
            "Tx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this, node = &node](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    CountError(*node, CopyOctets(packet));
                }));
        node.ipv6->TraceConnectWithoutContext(
            "LocalDeliver",
            Callback<void, const Ipv6Header&, Ptr<const Packet>, uint32_t>(
                [this](const Ipv6Header& header, Ptr<const Packet> packet, uint32_t) {
                    CountAnswer(header, CopyOctets(packet));
                }));
    }

    /// @param node that sends @param packet sent
    void CountError(const InjectedNode& node, const Bytes& packet)
    {
        const bool isProblem = packet[NEXT_HEADER_AT] == NEXT_HEADER_ICMPV6 &&
                               packet[IPV6_OCTETS] == Icmpv6Header::ICMPV6_ERROR_PARAMETER_ERROR &&
                               packet[IPV6_OCTETS + 1] == PARAMETER_PROBLEM_ERRONEOUS_FIELD;
        const bool isBindingError =
            packet[NEXT_HEADER_AT] == NEXT_HEADER_MOBILITY &&
            packet[IPV6_OCTETS + 2] == static_cast<uint8_t>(MobilityType::BINDING_ERROR);
        // A router also passes on those of others.
        const bool isOwn = node.ipv6->GetInterfaceForAddress(ReadAddress(packet, SOURCE_AT)) >= 0;
        if (isOwn && (isProblem || isBindingError))
        {
            m_tally.errors[node.name].push_back(Simulator::Now());
        }
    }

    /// @param header of a packet that ends here @param payload of it
    void CountAnswer(const Ipv6Header& header, const Bytes& payload)
    {
        if (m_isInjecting || header.GetNextHeader() != NEXT_HEADER_MOBILITY || payload.size() < 8)
        {
            return;
        }
        const auto type = static_cast<MobilityType>(payload[2]);
        const bool isRefusal =
            type == MobilityType::BINDING_ACKNOWLEDGEMENT && payload[6] >= FIRST_REFUSAL;
        m_tally.lateAnswers += type == MobilityType::BINDING_ERROR || isRefusal ? 1 : 0;
    }

    /// @param device on a node @return all addresses of that interface
    static std::vector<Ipv6Address> GetAddresses(const Ptr<NetDevice>& device)
    {
        std::vector<Ipv6Address> addresses;
        const auto ipv6 = device->GetNode()->GetObject<Ipv6L3Protocol>();
        const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device));
        for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
        {
            addresses.push_back(ipv6->GetAddress(interface, i).GetAddress());
        }
        return addresses;
    }

    /**
     * @param target node
     * @param packet for it
     * @param registration what has happened before
     * @return whether the packet reaches the node through its tunnel
     */
    static bool IsTunnelled(Target target, const Bytes& packet, const Registration& registration)
    {
        return target == Target::MOBILE_NODE &&
               ReadAddress(packet, DESTINATION_AT) == registration.homeAddress &&
               registration.careOfAddress != registration.homeAddress;
    }

    /// @param packet for the home address @param registration what has happened before
    /// @return the packet in the tunnel from the home agent
    static Bytes Tunnel(const Bytes& packet, const Registration& registration)
    {
        Bytes outer(IPV6_OCTETS);
        outer[0] = packet[0];
        outer[NEXT_HEADER_AT] = NEXT_HEADER_IPV6;
        outer[HOP_LIMIT_AT] = packet[HOP_LIMIT_AT];
        WriteAddress(outer, SOURCE_AT, registration.homeAgent);
        WriteAddress(outer, DESTINATION_AT, registration.careOfAddress);
        outer.insert(outer.end(), packet.begin(), packet.end());
        FitPayloadLength(outer);
        return outer;
    }

    /// @param node to inject into @param packet to inject @return what became of it
    Outcome Deliver(const InjectedNode& node, const Bytes& packet)
    {
        const auto& device =
            packet[NEXT_HEADER_AT] == NEXT_HEADER_ICMPV6 ? node.access : node.wired;
        // A sender that no neighbor has, so that the packet is no sign of life of one.
        const Mac48Address sender("00:00:00:00:ff:ff");
        auto drops = std::exchange(m_recorder.drops, {});
        const std::size_t messages = m_recorder.messages.size();
        m_outcome = Outcome();
        m_isInjecting = true;
        node.ipv6->Receive(device,
                           Create<Packet>(packet.data(), static_cast<uint32_t>(packet.size())),
                           Ipv6L3Protocol::PROT_NUMBER,
                           sender,
                           device->GetAddress(),
                           NetDevice::PACKET_HOST);
        m_isInjecting = false;
        m_outcome.drops = std::exchange(m_recorder.drops, std::move(drops));
        TakeMessages(messages);
        // The answer to a link-local source has no link to leave by.
        if (ReadAddress(packet, SOURCE_AT).IsLinkLocal())
        {
            m_outcome.drops.erase(Mip6DropReason::LINK_SCOPE);
        }
        Count();
        return m_outcome;
    }

    /// Take what the packet at hand has caused out of the records. @param start of it
    void TakeMessages(std::size_t start)
    {
        auto& messages = m_recorder.messages;
        for (std::size_t i = start; i < messages.size(); ++i)
        {
            const Mip6SignallingRecord& record = messages[i].record;
            const bool isRefusal = record.message == "Binding Acknowledgement" &&
                                   record.status.value_or(0) >= FIRST_REFUSAL;
            m_outcome.refusals += record.direction == Mip6Direction::SENT && isRefusal ? 1 : 0;
        }
        messages.erase(messages.begin() + static_cast<std::ptrdiff_t>(start), messages.end());
    }

    /// Add the outcome of the packet at hand.
    void Count()
    {
        for (const auto& [reason, count] : m_outcome.drops)
        {
            m_tally.drops[reason] += count;
        }
        m_tally.stockDrops += m_outcome.stockDrops;
        m_tally.refusals += m_outcome.refusals;
    }

    /// @param verdict about a packet @param outcome of it @return whether they agree: one thing has
    /// happened, and one that may
    static bool IsAllowed(const Verdict& verdict, const Outcome& outcome)
    {
        uint32_t allowed =
            (verdict.stockDrop ? outcome.stockDrops : 0) + (verdict.refusal ? outcome.refusals : 0);
        uint32_t all = outcome.stockDrops + outcome.refusals;
        for (const auto& [reason, count] : outcome.drops)
        {
            allowed += verdict.reasons.count(reason) > 0 ? count : 0;
            all += count;
        }
        return allowed == 1 && all == 1;
    }

    /// @param kind of change @param packet that was injected @param outcome of it
    void Surprise(const std::string& kind, const Bytes& packet, const Outcome& outcome)
    {
        std::ostringstream text;
        text << Simulator::Now().As(Time::S) << ", " << kind << ":";
        for (const auto& [reason, count] : outcome.drops)
        {
            text << " " << count << " x " << GetName(reason);
        }
        text << " stock " << outcome.stockDrops << " refused " << outcome.refusals << std::hex
             << std::setfill('0');
        for (const uint8_t octet : packet)
        {
            text << " " << std::setw(2) << unsigned{octet};
        }
        m_tally.surprises.push_back(text.str());
    }

    /// @return what a discarded packet leaves as it is
    State GetState() const
    {
        const auto& mobile = m_network.mobiles.front().role;
        const auto& homeAgent = m_network.homeAgents.front().second;
        return {mobile->GetState(),
                {mobile->GetBindingUpdateListSize(),
                 mobile->GetQueueSize(),
                 homeAgent->GetBindingCount(),
                 homeAgent->GetProxyCount(),
                 homeAgent->GetTunnelCount(),
                 m_recorder.changes.size(),
                 m_recorder.phases.size()}};
    }

    const ScenarioNetwork& m_network;       //!< where to inject
    Recorder& m_recorder;                   //!< of the network
    std::map<Target, InjectedNode> m_nodes; //!< where packets go
    Outcome m_outcome;                      //!< of the packet at hand
    bool m_isInjecting{false};              //!< whether a packet is at hand
    Tally m_tally;                          //!< so far
};

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_INJECTOR_H */
