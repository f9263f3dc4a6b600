/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENTS_NETWORK_H
#define MIP6_HOME_AGENTS_NETWORK_H

#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-icmpv6-header.h"
#include "ns3/mip6-mobility-header.h"
#include "ns3/mip6-numbers.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simple-channel.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A home link with any number of home agents, a router to the rest of the world, a neighbor, and a
 * node far away that plays a mobile node.
 *
 *     away --5 ms-- router -- home link: home agents ::1, ::2, ...; host ::50
 */

namespace ns3::mip6::tests
{

/// The home subnet prefix.
inline const Ipv6Address HOME_LINK("2001:1:0:1::");
/// Home agents anycast address of the home link.
inline const Ipv6Address ANYCAST("2001:1:0:1:fdff:ffff:ffff:fffe");
/// Of the node that is away: where a mobile node would be.
inline const Ipv6Address CARE_OF("2001:1:0:a::10");
/// Home address of the played mobile node.
inline const Ipv6Address HOME("2001:1:0:1::100");
/// Derived from it with the L bit.
inline const Ipv6Address HOME_LINK_LOCAL("fe80::100");
/// A neighbor on the home link.
inline const Ipv6Address HOST("2001:1:0:1::50");

/// A packet that came to a node, whomever it was for.
struct HeardPacket
{
    Time at;           //!< when
    Ipv6Header header; //!< of the packet
    Bytes payload;     //!< behind the IPv6 header

    /// @return ICMPv6 message of a struct, nothing if it is none
    std::optional<Icmpv6Message> GetIcmpv6() const
    {
        if (header.GetNextHeader() != NEXT_HEADER_ICMPV6)
        {
            return std::nullopt;
        }
        return DecodeIcmpv6Message(payload.data(), payload.size()).value;
    }

    /// @return Binding Acknowledgement, also behind a type 2 routing header
    std::optional<BindingAcknowledgement> GetAcknowledgement() const
    {
        const bool isRouted = header.GetNextHeader() == NEXT_HEADER_ROUTING;
        const std::size_t offset = isRouted ? 24 : 0;
        const uint8_t next = isRouted ? payload.front() : header.GetNextHeader();
        if (next != NEXT_HEADER_MOBILITY || payload.size() < offset)
        {
            return std::nullopt;
        }
        const auto decoded =
            DecodeMobilityMessage(payload.data() + offset, payload.size() - offset);
        const auto* answer =
            decoded ? std::get_if<BindingAcknowledgement>(&*decoded.value) : nullptr;
        return answer ? std::optional(*answer) : std::nullopt;
    }
};

/// Keeps every packet that comes to a node.
class Listener
{
  public:
    /// @param node to listen to
    void Connect(const Ptr<Node>& node)
    {
        node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) { Hear(*packet); }));
    }

    /**
     * @tparam Message an ICMPv6 message
     * @param from when
     * @return those that came from then on
     */
    template <typename Message>
    std::vector<std::pair<HeardPacket, Message>> Find(Time from = Time()) const
    {
        std::vector<std::pair<HeardPacket, Message>> found;
        for (const auto& packet : packets)
        {
            const auto any = packet.at >= from ? packet.GetIcmpv6() : std::nullopt;
            if (const auto* message = any ? std::get_if<Message>(&*any) : nullptr)
            {
                found.emplace_back(packet, *message);
            }
        }
        return found;
    }

    /**
     * @param target of Neighbor Advertisements
     * @param from when
     * @return those that came from then on
     */
    std::vector<std::pair<HeardPacket, NeighborAdvertisement>> FindAdvertisements(
        const Ipv6Address& target,
        Time from = Time()) const
    {
        std::vector<std::pair<HeardPacket, NeighborAdvertisement>> found;
        for (const auto& entry : Find<NeighborAdvertisement>(from))
        {
            if (entry.second.target == target)
            {
                found.push_back(entry);
            }
        }
        return found;
    }

    /// @param from when @return Binding Acknowledgements that came from then on
    std::vector<BindingAcknowledgement> FindAcknowledgements(Time from = Time()) const
    {
        std::vector<BindingAcknowledgement> found;
        for (const auto& packet : packets)
        {
            const auto answer = packet.at >= from ? packet.GetAcknowledgement() : std::nullopt;
            if (answer)
            {
                found.push_back(*answer);
            }
        }
        return found;
    }

    /// @param next Next Header value @param from when @return packets of it from then on
    std::size_t Count(uint8_t next, Time from = Time()) const
    {
        std::size_t count = 0;
        for (const auto& packet : packets)
        {
            count += packet.at >= from && packet.header.GetNextHeader() == next;
        }
        return count;
    }

    std::vector<HeardPacket> packets; //!< in the order of arrival

  private:
    /// @param packet with its IPv6 header
    void Hear(const Packet& packet)
    {
        HeardPacket heard;
        heard.at = Simulator::Now();
        const auto copy = packet.Copy();
        copy->RemoveHeader(heard.header);
        heard.payload.resize(heard.header.GetPayloadLength());
        copy->CopyData(heard.payload.data(), static_cast<uint32_t>(heard.payload.size()));
        packets.push_back(std::move(heard));
    }
};

/// What a home agent of the network is set to.
struct AgentOptions
{
    uint16_t preference{0};              //!< advertised
    Time homeAgentLifetime{Seconds(10)}; //!< advertised
    Time routerLifetime{};               //!< advertised; 0: no default router
    bool forwards{false};                //!< whether its interface forwards
    uint32_t announcements{1};           //!< attribute NeighborAdvertisements
};

/// A test with the network of this file.
class HomeAgentsTestCase : public TestCase
{
  public:
    /// @param sentence what must hold
    explicit HomeAgentsTestCase(const std::string& sentence)
        : TestCase(sentence)
    {
    }

  protected:
    /// @param options of each home agent
    void Build(const std::vector<AgentOptions>& options)
    {
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        m_homeChannel = CreateObject<SimpleChannel>();
        m_outsideChannel = CreateObject<SimpleChannel>();
        m_outsideChannel->SetAttribute("Delay", TimeValue(MilliSeconds(5)));
        router = MakeNode();
        Attach(router, m_homeChannel, "2001:1:0:1::ff", true);
        Attach(router, m_outsideChannel, "2001:1:0:a::1", true);
        away = MakeNode();
        Attach(away, m_outsideChannel, CARE_OF, false);
        SetDefaultRoute(away, "2001:1:0:a::1");
        host = MakeNode();
        Attach(host, m_homeChannel, HOST, false);
        SetDefaultRoute(host, "2001:1:0:1::ff");
        for (const auto& option : options)
        {
            AddAgent(option);
        }
        atHost.Connect(host);
        atAway.Connect(away);
    }

    /// @param until end of the simulation
    static void RunUntil(Time until)
    {
        Simulator::Stop(until);
        Simulator::Run();
    }

    void DoTeardown() override
    {
        agents.clear();
        router = away = host = nullptr;
        m_homeChannel = m_outsideChannel = nullptr;
        Simulator::Destroy();
    }

    /// @param index of a home agent @return its address
    static Ipv6Address GetAgentAddress(std::size_t index)
    {
        return Ipv6Address(("2001:1:0:1::" + std::to_string(index + 1)).c_str());
    }

    /// @param index of a home agent @return its role
    Ptr<Mip6HomeAgent> GetAgent(std::size_t index) const
    {
        return agents[index]->GetObject<Mip6HomeAgent>();
    }

    /// @param index of a home agent @return what advertises it
    Ptr<Mip6RouterAdvertiser> GetAdvertiser(std::size_t index) const
    {
        return DynamicCast<Mip6RouterAdvertiser>(agents[index]->GetApplication(0));
    }

    /// @param node with one link @return its link-layer address there
    static Mac48Address GetMac(const Ptr<Node>& node)
    {
        return Mac48Address::ConvertFrom(node->GetDevice(1)->GetAddress());
    }

    /**
     * The node that is away sends an ICMPv6 message.
     * @param at when
     * @param destination of it
     * @param message to send
     */
    void SendIcmpv6At(Time at, const Ipv6Address& destination, const Icmpv6Message& message)
    {
        Simulator::Schedule(at, [this, destination, message] {
            Mip6Icmpv6Header header;
            header.SetMessage(message, CARE_OF, destination);
            auto packet = Create<Packet>();
            packet->AddHeader(header);
            away->GetObject<Ipv6L3Protocol>()->Send(packet,
                                                    CARE_OF,
                                                    destination,
                                                    NEXT_HEADER_ICMPV6,
                                                    nullptr);
        });
    }

    /// @param at when a request is sent @param identifier of it
    void AskAt(Time at, uint16_t identifier)
    {
        SendIcmpv6At(at, ANYCAST, HomeAgentAddressDiscoveryRequest{identifier, false});
    }

    /// @param identifier of a request @return home agents in its reply, nothing without one
    std::optional<std::vector<Ipv6Address>> GetReply(uint16_t identifier) const
    {
        for (const auto& [packet, reply] : atAway.Find<HomeAgentAddressDiscoveryReply>())
        {
            if (reply.identifier == identifier)
            {
                return reply.homeAgents;
            }
        }
        return std::nullopt;
    }

    /// A Binding Update of the played mobile node.
    struct Update
    {
        uint16_t sequence{0};          //!< Sequence #
        Time lifetime{Seconds(400)};   //!< requested
        bool linkLocal{false};         //!< L bit
        std::size_t agent{0};          //!< home agent
        Ipv6Address homeAddress{HOME}; //!< home address
    };

    /// @param at when @param update to send
    void UpdateAt(Time at, const Update& update)
    {
        Simulator::Schedule(at, [this, update] { Send(update); });
    }

    /**
     * A neighbor puts a packet onto the home link.
     * @param header of the packet; its payload length is filled in
     * @param payload behind the header
     * @param linkLayer destination of the frame
     */
    void SendFromHost(Ipv6Header header, const Ptr<Packet>& payload, const Address& linkLayer)
    {
        header.SetPayloadLength(static_cast<uint16_t>(payload->GetSize()));
        payload->AddHeader(header);
        host->GetDevice(1)->Send(payload, linkLayer, Ipv6L3Protocol::PROT_NUMBER);
    }

    /// @param node any @param address own @param channel link @param forwards whether it forwards
    static void Attach(const Ptr<Node>& node,
                       const Ptr<SimpleChannel>& channel,
                       const Ipv6Address& address,
                       bool forwards)
    {
        auto device = CreateObject<SimpleNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        node->AddDevice(device);
        device->SetChannel(channel);
        auto ipv6 = node->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        ipv6->SetForwarding(interface, forwards);
        ipv6->SetUp(interface);
        ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
    }

    /// @return a node with a stock stack
    static Ptr<Node> MakeNode()
    {
        auto node = CreateObject<Node>();
        InternetStackHelper stack;
        stack.SetIpv4StackInstall(false);
        stack.Install(node);
        return node;
    }

    /// @param node with one link @param router of it
    static void SetDefaultRoute(const Ptr<Node>& node, const Ipv6Address& router)
    {
        Ipv6StaticRoutingHelper()
            .GetStaticRouting(node->GetObject<Ipv6>())
            ->SetDefaultRoute(router, 1);
    }

    /**
     * @param helper that installs
     * @param option of a home agent
     */
    static void SetAttributes(Mip6Helper& helper, const AgentOptions& option)
    {
        helper.SetHomeAgentAttribute("NeighborAdvertisements", UintegerValue(option.announcements));
        // Its queries would be further packets in the tunnels.
        helper.SetHomeAgentAttribute("MulticastForwarding", BooleanValue(false));
        helper.SetRouterAdvertiserAttribute("MinInterval", TimeValue(MilliSeconds(500)));
        helper.SetRouterAdvertiserAttribute("MaxInterval", TimeValue(Seconds(1)));
        helper.SetRouterAdvertiserAttribute("RouterLifetime", TimeValue(option.routerLifetime));
        helper.SetRouterAdvertiserAttribute("HomeAgentPreference",
                                            UintegerValue(option.preference));
        helper.SetRouterAdvertiserAttribute("HomeAgentLifetime",
                                            TimeValue(option.homeAgentLifetime));
    }

    Ptr<Node> router;              //!< of the home link
    Ptr<Node> away;                //!< plays the mobile node
    Ptr<Node> host;                //!< neighbor on the home link
    std::vector<Ptr<Node>> agents; //!< home agents
    Listener atHost;               //!< what the neighbor hears
    Listener atAway;               //!< what the played mobile node hears

  private:
    /// @param option of a home agent to add
    void AddAgent(const AgentOptions& option)
    {
        auto node = MakeNode();
        Attach(node, m_homeChannel, GetAgentAddress(agents.size()), option.forwards);
        SetDefaultRoute(node, "2001:1:0:1::ff");
        Mip6Helper helper;
        SetAttributes(helper, option);
        helper.InstallHomeAgent(node, node->GetDevice(1));
        agents.push_back(node);
    }

    /// @param update to send
    void Send(const Update& update)
    {
        BindingUpdate message;
        message.sequence = update.sequence;
        message.acknowledge = true;
        message.homeRegistration = true;
        message.linkLocal = update.linkLocal;
        message.lifetime = update.lifetime;
        message.options.emplace_back(AlternateCareOfAddress{CARE_OF});
        const Ipv6Address destination = GetAgentAddress(update.agent);
        Mip6MobilityHeader header;
        header.SetMessage(message, {update.homeAddress, destination, NEXT_HEADER_MOBILITY});
        auto packet = Create<Packet>();
        packet->AddHeader(header);
        const uint8_t next =
            AddOptimizationHeaders(packet, NEXT_HEADER_MOBILITY, update.homeAddress, std::nullopt);
        away->GetObject<Ipv6L3Protocol>()->Send(packet, CARE_OF, destination, next, nullptr);
    }

    Ptr<SimpleChannel> m_homeChannel;    //!< the home link
    Ptr<SimpleChannel> m_outsideChannel; //!< to the rest of the world
};

} // namespace ns3::mip6::tests

#endif /* MIP6_HOME_AGENTS_NETWORK_H */
