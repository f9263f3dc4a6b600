/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_OPTIMIZATION_NETWORK_H
#define MIP6_OPTIMIZATION_NETWORK_H

#include "mip6-packet-layout.h"
#include "mip6-packet-octets.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/mip6-binding-authorization.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobility-protocol.h"
#include "ns3/mip6-stack.h"
#include "ns3/mip6-virtual-device.h"
#include "ns3/node.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A correspondent node and two mobile nodes whose mobile side is made by hand, on the links of one
 * router, which sees every packet. A host route stands for each home agent.
 *
 *     cn --1 ms-- router --1 ms-- m1
 *                   |------1 ms-- m2
 */

namespace ns3::mip6::tests
{

inline const Ipv6Address CN("2001:1:0:a::2");        //!< the correspondent node
inline const Ipv6Address CARE_OF_1("2001:1:0:b::2"); //!< of the first mobile node
inline const Ipv6Address CARE_OF_2("2001:1:0:c::2"); //!< of the second mobile node
inline const Ipv6Address HOME_1("2001:1:0:f::100");  //!< of the first mobile node
inline const Ipv6Address HOME_2("2001:1:0:f::200");  //!< of the second mobile node

/// The mobile side of route optimization, as little of it as tests need: signals when it is told
/// to, and puts Home Address options on packets to those who have acknowledged a binding.
class HandmadeMobile : public Mip6Role
{
  public:
    /// @param node to be on @param homeAddress of it @param careOfAddress of it
    void Install(const Ptr<Node>& node,
                 const Ipv6Address& homeAddress,
                 const Ipv6Address& careOfAddress)
    {
        m_homeAddress = homeAddress;
        m_careOfAddress = careOfAddress;
        const auto stack = Mip6Stack::Get(node);
        SetStack(stack);
        stack->AddRole(this);
        stack->GetVirtualDevice()->AdjustMtu();
        stack->GetIpv6()->SetAttribute("StrongEndSystemModel", BooleanValue(false));
        stack->GetIpv6()->AddAddress(stack->GetVirtualDevice()->GetInterface(),
                                     Ipv6InterfaceAddress(homeAddress, Ipv6Prefix(128)),
                                     false);
    }

    /// Test, and register the care-of address when both answers are there.
    /// @param correspondent with whom @param lifetime to ask for, 0 deletes
    void Register(const Ipv6Address& correspondent, Time lifetime)
    {
        m_lifetime = lifetime;
        m_home.reset();
        m_careOf.reset();
        SendPlain(m_homeAddress, correspondent, HomeTestInit{{1, 2, 3, 4, 5, 6, 7, 8}, {}});
        SendPlain(m_careOfAddress, correspondent, CareOfTestInit{{8, 7, 6, 5, 4, 3, 2, 1}, {}});
    }

    bool HandleMessage(const Mip6ReceivedMessage& received) override
    {
        if (const auto* home = std::get_if<HomeTest>(&received.message))
        {
            m_home = *home;
        }
        else if (const auto* careOf = std::get_if<CareOfTest>(&received.message))
        {
            m_careOf = *careOf;
        }
        else if (const auto* answer = std::get_if<BindingAcknowledgement>(&received.message))
        {
            acknowledgements.push_back(*answer);
            type2 += received.hasType2Routing ? 1 : 0;
            answer->lifetime.IsZero() ? m_bound.erase(received.source)
                                      : m_bound.insert(received.source).second;
            return true;
        }
        else
        {
            return false;
        }
        if (m_home && m_careOf)
        {
            SendUpdate(received.source);
        }
        return true;
    }

    std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const override
    {
        const bool isOurs = request.kind == Mip6PacketKind::DATA && !request.isDeviceChosen &&
                            m_bound.count(request.destination) > 0;
        return isOurs && (request.source == m_homeAddress || request.source.IsAny())
                   ? std::optional<Ipv6Address>(m_homeAddress)
                   : std::nullopt;
    }

    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>&, const Ipv6Header& inner, Mip6Way& way) override
    {
        if (inner.GetSource() != m_homeAddress)
        {
            return Mip6TunnelVerdict::NOT_MINE;
        }
        if (!way.isTunnelOnly && m_bound.count(inner.GetDestination()) > 0)
        {
            way.careOfSource = m_careOfAddress;
            return Mip6TunnelVerdict::SEND;
        }
        way.tunnel = tunnel;
        return tunnel ? Mip6TunnelVerdict::SEND : Mip6TunnelVerdict::NOT_MINE;
    }

    void NoteDirectPacket(const Ipv6Address&, const Ipv6Address& peer) override
    {
        ++direct[peer];
    }

    bool IsHomeAddress(const Ipv6Address& address) const override
    {
        return address == m_homeAddress;
    }

    std::optional<Mip6TunnelEnds> tunnel;                 //!< for what no binding of ours concerns
    std::vector<BindingAcknowledgement> acknowledgements; //!< received
    uint32_t type2{0};                                    //!< of them with a type 2 routing header
    std::map<Ipv6Address, uint32_t> direct; //!< packets without a home agent, by source

  protected:
    void Perform(const Action&) override
    {
    }

    std::optional<Time> GetNextDeadline() const override
    {
        return std::nullopt;
    }

    void HandleDeadline() override
    {
    }

  private:
    /// @param source of it @param destination of it @param message to send
    void SendPlain(const Ipv6Address& source,
                   const Ipv6Address& destination,
                   const MobilityMessage& message)
    {
        GetStack()->GetMobilityProtocol()->Send({source, destination, {}, {}, message});
    }

    /// @param correspondent that has answered both tests
    void SendUpdate(const Ipv6Address& correspondent)
    {
        BindingUpdate update;
        update.acknowledge = true;
        update.sequence = ++m_sequence;
        update.lifetime = m_lifetime;
        update.options.emplace_back(
            NonceIndices{m_home->homeNonceIndex, m_careOf->careOfNonceIndex});
        // RFC 6275 sections 5.2.5 and 6.2.7: the home address and token alone where a binding ends.
        const auto key = m_lifetime.IsZero()
                             ? ComputeBindingManagementKey(m_home->homeKeygenToken)
                             : ComputeBindingManagementKey(
                                   {m_home->homeKeygenToken, m_careOf->careOfKeygenToken});
        Authorize(update,
                  key,
                  {m_lifetime.IsZero() ? m_homeAddress : m_careOfAddress, correspondent});
        GetStack()->GetMobilityProtocol()->Send(
            {m_careOfAddress, correspondent, m_homeAddress, {}, update});
        m_home.reset();
        m_careOf.reset();
    }

    Ipv6Address m_homeAddress;          //!< permanent
    Ipv6Address m_careOfAddress;        //!< present
    Time m_lifetime;                    //!< to ask for
    std::optional<HomeTest> m_home;     //!< latest
    std::optional<CareOfTest> m_careOf; //!< latest
    uint16_t m_sequence{0};             //!< latest
    std::set<Ipv6Address> m_bound;      //!< who has a binding of ours
};

/// A test in the network of this file.
class OptimizationTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /// A packet that the router has received.
    struct Seen
    {
        Time at;      //!< when
        Bytes octets; //!< from its IPv6 header on
    };

    /// Build the network. @param hasCorrespondent whether cn is a correspondent node
    void Build(bool hasCorrespondent = true)
    {
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
        m_nodes.Create(4);
        InternetStackHelper internet;
        internet.SetIpv4StackInstall(false);
        internet.Install(m_nodes);
        Link(m_nodes.Get(1), "2001:1:0:a::1", CN);
        Link(m_nodes.Get(2), "2001:1:0:b::1", CARE_OF_1);
        Link(m_nodes.Get(3), "2001:1:0:c::1", CARE_OF_2);
        Ipv6StaticRoutingHelper routing;
        const auto router = routing.GetStaticRouting(m_nodes.Get(0)->GetObject<Ipv6>());
        router->AddHostRouteTo(HOME_1, CARE_OF_1, 2);
        router->AddHostRouteTo(HOME_2, CARE_OF_2, 3);
        if (hasCorrespondent)
        {
            correspondent = helper.InstallCorrespondentNode(GetCn());
        }
        m1->Install(m_nodes.Get(2), HOME_1, CARE_OF_1);
        m2->Install(m_nodes.Get(3), HOME_2, CARE_OF_2);
        Mip6Helper::AssignStreams(m_nodes, 1);
        m_nodes.Get(0)->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            Callback<void, Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    Bytes octets(packet->GetSize());
                    packet->CopyData(octets.data(), packet->GetSize());
                    seen.push_back({Simulator::Now(), octets});
                }));
    }

    /// Simulate. @param stop when to end
    static void Run(Time stop)
    {
        Simulator::Stop(stop);
        Simulator::Run();
    }

    void DoTeardown() override
    {
        Simulator::Destroy();
        correspondent = nullptr;
        m1 = nullptr;
        m2 = nullptr;
        m_nodes = NodeContainer();
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
    }

    /// @return the router
    Ptr<Node> GetRouter() const
    {
        return m_nodes.Get(0);
    }

    /// @return the correspondent node
    Ptr<Node> GetCn() const
    {
        return m_nodes.Get(1);
    }

    /// @param number 1 or 2 @return the mobile node
    Ptr<Node> GetMobile(uint32_t number) const
    {
        return m_nodes.Get(number + 1);
    }

    /// @param protocol upper layer @param from first time that counts @return packets of the upper
    /// layers that the router has received, signalling and errors of others aside
    std::vector<Bytes> Find(uint8_t protocol, Time from) const
    {
        std::vector<Bytes> found;
        for (const Seen& packet : seen)
        {
            const bool isGlobal = !ReadAddress(packet.octets, SOURCE_AT).IsLinkLocal() &&
                                  !ReadAddress(packet.octets, DESTINATION_AT).IsMulticast();
            if (packet.at >= from && isGlobal && FindHeaders(packet.octets).protocol == protocol)
            {
                found.push_back(packet.octets);
            }
        }
        return found;
    }

    Mip6Helper helper;                                       //!< installs roles
    Ptr<Mip6CorrespondentNode> correspondent;                //!< on cn
    Ptr<HandmadeMobile> m1 = CreateObject<HandmadeMobile>(); //!< first mobile node
    Ptr<HandmadeMobile> m2 = CreateObject<HandmadeMobile>(); //!< second mobile node
    std::vector<Seen> seen;                                  //!< by the router

  private:
    /// @param node to connect with the router @param near address of the router @param far address
    /// of the node
    void Link(const Ptr<Node>& node, const Ipv6Address& near, const Ipv6Address& far)
    {
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("1Gbps"));
        link.SetChannelAttribute("Delay", StringValue("1ms"));
        const auto devices = link.Install(m_nodes.Get(0), node);
        AddInterface(m_nodes.Get(0), devices.Get(0), near);
        const uint32_t interface = AddInterface(node, devices.Get(1), far);
        Ipv6StaticRoutingHelper routing;
        routing.GetStaticRouting(node->GetObject<Ipv6>())->SetDefaultRoute(near, interface);
    }

    /// @param node to configure @param device of it @param address of the device
    /// @return its interface
    static uint32_t AddInterface(const Ptr<Node>& node,
                                 const Ptr<NetDevice>& device,
                                 const Ipv6Address& address)
    {
        const auto ipv6 = node->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        // Hosts that do not solicit routers keep the counts of the tests clean.
        ipv6->SetForwarding(interface, true);
        ipv6->SetUp(interface);
        ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
        return interface;
    }

    NodeContainer m_nodes; //!< router, cn, m1, m2
};

} // namespace ns3::mip6::tests

#endif /* MIP6_OPTIMIZATION_NETWORK_H */
