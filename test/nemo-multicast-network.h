/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_MULTICAST_NETWORK_H
#define NEMO_MULTICAST_NETWORK_H

#include "mip6-multicast-traffic.h"
#include "nemo-test-network.h"

#include "ns3/ipv6-header.h"
#include "ns3/mip6-multicast-host.h"
#include "ns3/test.h"

#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Multicast in the network of nemo-test-network.h: static multicast routes between the home link
 * and cn, and what is seen of a group on a link.
 */

namespace ns3::mip6::tests
{

/// The frames of a link: all, or those that one of its stations hears.
class LinkWatch
{
  public:
    /// A packet, or one in a tunnel.
    struct Frame
    {
        Time at;                 //!< when
        uint32_t tunnels{0};     //!< headers in front
        Ipv6Address source;      //!< of the innermost header
        Ipv6Address destination; //!< of the innermost header
    };

    /// @param device of the station; does not hear itself
    explicit LinkWatch(const Ptr<NetDevice>& device)
        : m_node(device->GetNode())
    {
        m_node->RegisterProtocolHandler(MakeCallback(&LinkWatch::Hear, this),
                                        Ipv6L3Protocol::PROT_NUMBER,
                                        device,
                                        true);
    }

    /// @param channel of the link
    explicit LinkWatch(const Ptr<Mip6AccessChannel>& channel)
        : m_channel(channel)
    {
        m_channel->TraceConnectWithoutContext("FrameSent",
                                              MakeCallback(&LinkWatch::HandleFrame, this));
    }

    ~LinkWatch()
    {
        if (m_channel)
        {
            m_channel->TraceDisconnectWithoutContext("FrameSent",
                                                     MakeCallback(&LinkWatch::HandleFrame, this));
            return;
        }
        m_node->UnregisterProtocolHandler(MakeCallback(&LinkWatch::Hear, this));
    }

    LinkWatch(const LinkWatch&) = delete;
    LinkWatch& operator=(const LinkWatch&) = delete;

    /// @param group any @param tunnels in front @param from start of a span @param until its end
    /// @return packets to the group
    std::size_t Count(const Ipv6Address& group, uint32_t tunnels, Time from, Time until) const
    {
        std::size_t count = 0;
        for (const Frame& frame : frames)
        {
            count += frame.destination == group && frame.tunnels == tunnels && frame.at >= from &&
                     frame.at < until;
        }
        return count;
    }

    /// @param source any @param tunnels in front @param from start of a span @param until its end
    /// @return packets from it to GROUP
    std::size_t CountFrom(const Ipv6Address& source, uint32_t tunnels, Time from, Time until) const
    {
        std::size_t count = 0;
        for (const Frame& frame : frames)
        {
            count += frame.destination == GROUP && frame.source == source &&
                     frame.tunnels == tunnels && frame.at >= from && frame.at < until;
        }
        return count;
    }

    std::vector<Frame> frames; //!< in their order

  private:
    /// The signature is that of ns-3.
    void Hear(Ptr<NetDevice>,
              Ptr<const Packet> packet,
              uint16_t,
              const Address&,
              const Address&,
              NetDevice::PacketType)
    {
        Note(packet);
    }

    /// The signature is that of the trace source.
    void HandleFrame(Ptr<const Packet> packet, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>)
    {
        Note(packet);
    }

    /// @param packet seen
    void Note(const Ptr<const Packet>& packet)
    {
        const auto copy = packet->Copy();
        Frame frame{Simulator::Now(), 0, {}, {}};
        Ipv6Header header;
        copy->RemoveHeader(header);
        while (header.GetNextHeader() == Ipv6Header::IPV6_IPV6)
        {
            copy->RemoveHeader(header);
            ++frame.tunnels;
        }
        frame.source = header.GetSource();
        frame.destination = header.GetDestination();
        frames.push_back(frame);
    }

    Ptr<Mip6AccessChannel> m_channel; //!< of the link, if all of it is seen
    Ptr<Node> m_node;                 //!< of the station, if there is one
};

/// The network, with multicast routes.
class NemoMulticastNetwork : public NemoNetwork
{
  public:
    /// @param group that is routed between cn and the home link
    explicit NemoMulticastNetwork(const Ipv6Address& group = GROUP)
    {
        const auto table = [](const Ptr<Node>& node) {
            return Ipv6StaticRoutingHelper().GetStaticRouting(node->GetObject<Ipv6>());
        };
        table(cn)->SetDefaultMulticastRoute(1);
        table(core)->AddMulticastRoute(Ipv6Address::GetAny(), group, 1, {2});
        table(core)->AddMulticastRoute(Ipv6Address::GetAny(), group, 2, {1});
        table(ha)->AddMulticastRoute(Ipv6Address::GetAny(), group, 1, {2});
        table(ha)->AddMulticastRoute(Ipv6Address::GetAny(), group, 2, {1});
    }

    /// @param node a fixed one, which multicast leaves by its only interface
    /// @return what makes it a listener
    static Ptr<Mip6MulticastHost> AddListener(const Ptr<Node>& node)
    {
        Ipv6StaticRoutingHelper()
            .GetStaticRouting(node->GetObject<Ipv6>())
            ->SetDefaultMulticastRoute(1);
        return Mip6Helper::InstallMulticastHost(node, GetDevice(node, 1));
    }

    /// @param host joins GROUP @param at then
    static void JoinAt(const Ptr<Mip6MulticastHost>& host, Time at)
    {
        Simulator::Schedule(at, [host] { host->JoinGroup(GROUP); });
    }

    /// @param host leaves GROUP @param at then
    static void LeaveAt(const Ptr<Mip6MulticastHost>& host, Time at)
    {
        Simulator::Schedule(at, [host] { host->LeaveGroup(GROUP); });
    }

    /// @param node that receives GROUP although no router is told
    static void ListenSilently(const Ptr<Node>& node)
    {
        node->GetObject<Ipv6L3Protocol>()->AddMulticastAddress(GROUP, 1);
    }

    /// A second ingress link of a router.
    struct SecondLink
    {
        Ptr<Mip6AccessChannel> channel; //!< of the link
        Ptr<NetDevice> device;          //!< of the router
        Ipv6Address prefix;             //!< of the link
    };

    /// @param router that gets a second ingress link @param subnet of the link @return it
    SecondLink AddIngress(NemoRouter& router, uint16_t subnet)
    {
        SecondLink link;
        link.prefix = MakeAddress(subnet, 0);
        link.channel = AddLink(router.node, link.prefix);
        link.device = router.node->GetDevice(router.node->GetNDevices() - 1);
        table->AddNetwork(router.homeAddress, link.prefix, 64);
        router.role->AddIngress(link.device);
        Route(ha, link.prefix, 64, router.homeAddress);
        return link;
    }

    /// @param channel of a link @param prefix of it @param host number of the node
    /// @return a fixed node on the link, whose router is ::1
    static Ptr<Node> AddFixedNodeOn(const Ptr<Mip6AccessChannel>& channel,
                                    const Ipv6Address& prefix,
                                    uint16_t host)
    {
        auto node = MakeNode();
        AddStation(node, channel, true);
        SetAddress(node, 1, AddHost(prefix, host));
        SetDefaultRoute(node, 1, AddHost(prefix, 1));
        return node;
    }

    /// @return memberships at the home agent
    std::size_t CountMemberships() const
    {
        return ha->GetObject<Mip6HomeAgent>()->GetMembershipCount();
    }
};

/// A test with a multicast group.
class NemoMulticastTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /**
     * Every packet that was sent in a window has come once.
     * @param source of the packets
     * @param sink of the packets
     * @param from first sending time that counts
     * @param until first sending time that does not count
     */
    void CheckOnce(const GroupSource& source, const GroupSink& sink, Time from, Time until)
    {
        std::size_t missing = 0;
        for (const auto& [number, at] : source.sent)
        {
            const auto found = sink.arrivals.find(number);
            const std::size_t copies = found == sink.arrivals.end() ? 0 : found->second.size();
            missing += at >= from && at < until && copies != 1;
        }
        NS_TEST_EXPECT_MSG_GT(source.CountSent(from, until), 40, "packets sent in the window");
        NS_TEST_EXPECT_MSG_EQ(missing,
                              0,
                              "packets not received once between " << from.As(Time::S) << " and "
                                                                   << until.As(Time::S));
    }

    /// @param network any @param at when @param expected memberships at the home agent
    void CheckMembershipsAt(const NemoMulticastNetwork& network, Time at, std::size_t expected)
    {
        Simulator::Schedule(at, [this, &network, expected] {
            NS_TEST_EXPECT_MSG_EQ(network.CountMemberships(), expected, "at the home agent");
        });
    }

    /// @param router any @param at when @param expected memberships there
    void CheckGroupsAt(const NemoRouter& router, Time at, std::size_t expected)
    {
        const auto role = router.role;
        Simulator::Schedule(at, [this, role, expected] {
            NS_TEST_EXPECT_MSG_EQ(role->GetMembershipCount(), expected, "at the mobile router");
        });
    }
};

} // namespace ns3::mip6::tests

#endif /* NEMO_MULTICAST_NETWORK_H */
