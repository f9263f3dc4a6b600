/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-agents-network.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-interface.h"
#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * What a home agent does on its home link for a mobile node that is away (RFC 6275 sections 10.3.1,
 * 10.4.1 and 10.4.2), seen by a neighbor.
 */

namespace ns3::mip6::tests
{

namespace
{

/// Another global address of the home link, that nobody has.
const Ipv6Address OTHER_GLOBAL("2001:1:0:1::200");
/// Another link-local address, that nobody has.
const Ipv6Address OTHER_LINK_LOCAL("fe80::200");
/// When the mobile node registers.
const Time REGISTERED_AT = Seconds(3);

/// Forms of a Neighbor Solicitation.
enum class Form
{
    MULTICAST,        //!< to the solicited-node group, with a link-layer address
    UNICAST,          //!< to the target, with a link-layer address
    PROBE,            //!< duplicate address detection
    UNICAST_NO_OPTION //!< to the target, without a link-layer address
};

/// A neighbor that sends what it likes.
class InterceptionTestCase : public HomeAgentsTestCase
{
  public:
    using HomeAgentsTestCase::HomeAgentsTestCase;

  protected:
    /// @return link-local address of the neighbor
    Ipv6Address GetHostLinkLocal() const
    {
        return host->GetObject<Ipv6L3Protocol>()
            ->GetInterface(1)
            ->GetLinkLocalAddress()
            .GetAddress();
    }

    /// @param form of a solicitation @param target of it
    void Solicit(Form form, const Ipv6Address& target)
    {
        NeighborSolicitation solicitation{target, {}};
        if (form == Form::MULTICAST || form == Form::UNICAST)
        {
            LinkLayerAddress mac{};
            GetMac(host).CopyTo(mac.data());
            solicitation.options.emplace_back(SourceLinkLayerAddress{mac});
        }
        const bool isMulticast = form == Form::MULTICAST || form == Form::PROBE;
        Ipv6Header header;
        header.SetSource(form == Form::PROBE ? Ipv6Address::GetAny() : GetHostLinkLocal());
        header.SetDestination(isMulticast ? Ipv6Address::MakeSolicitedAddress(target) : target);
        header.SetNextHeader(NEXT_HEADER_ICMPV6);
        header.SetHopLimit(255);
        Mip6Icmpv6Header icmpv6;
        icmpv6.SetMessage(solicitation, header.GetSource(), header.GetDestination());
        auto packet = Create<Packet>();
        packet->AddHeader(icmpv6);
        const auto device = host->GetDevice(1);
        SendFromHost(header,
                     packet,
                     isMulticast ? device->GetMulticast(header.GetDestination())
                                 : Address(GetMac(agents[0])));
    }

    /// @param source of an Echo Request @param destination of it, behind the home agent
    void SendEcho(const Ipv6Address& source, const Ipv6Address& destination)
    {
        Icmpv6Echo echo(true);
        auto packet = Create<Packet>(32);
        echo.CalculatePseudoHeaderChecksum(
            source,
            destination,
            static_cast<uint16_t>(packet->GetSize() + echo.GetSerializedSize()),
            NEXT_HEADER_ICMPV6);
        packet->AddHeader(echo);
        Ipv6Header header;
        header.SetSource(source);
        header.SetDestination(destination);
        header.SetNextHeader(NEXT_HEADER_ICMPV6);
        header.SetHopLimit(64);
        SendFromHost(header, packet, GetMac(agents[0]));
    }

    /**
     * @param advertisement of the home agent
     * @param isAnnouncement whether it was not solicited
     * @param target expected
     */
    void ExpectProxied(const std::pair<HeardPacket, NeighborAdvertisement>& advertisement,
                       bool isAnnouncement,
                       const Ipv6Address& target)
    {
        const auto& [packet, content] = advertisement;
        LinkLayerAddress mac{};
        GetMac(agents[0]).CopyTo(mac.data());
        const auto* option = FindOption<TargetLinkLayerAddress>(content.options);
        NS_TEST_EXPECT_MSG_EQ(content.target, target, "target");
        NS_TEST_EXPECT_MSG_EQ((option && option->address == mac), true, "link-layer address");
        NS_TEST_EXPECT_MSG_EQ(content.router, false, "R");
        NS_TEST_EXPECT_MSG_EQ(content.override, isAnnouncement, "O");
        NS_TEST_EXPECT_MSG_EQ(packet.header.GetHopLimit(), 255, "hop limit");
    }
};

/// Solicitations for the addresses of a mobile node, and for others.
class SolicitationTestCase : public InterceptionTestCase
{
  public:
    /// @param linkLocal L bit of the registration
    explicit SolicitationTestCase(bool linkLocal)
        : InterceptionTestCase(
              std::string("HA_4_2, HA_4_3, HA_4_4: solicitations in every form for the addresses "
                          "of a mobile node are answered while it is registered, and no others, ") +
              (linkLocal ? "with" : "without") + " the L bit."),
          m_linkLocal(linkLocal)
    {
    }

  private:
    /// One solicitation.
    struct Sent
    {
        Time at;            //!< when
        Form form;          //!< of it
        Ipv6Address target; //!< of it
        bool isAnswered;    //!< expected
    };

    void DoRun() override
    {
        Build({{10}});
        Update update{5};
        update.linkLocal = m_linkLocal;
        UpdateAt(REGISTERED_AT, update);
        SolicitAll(Seconds(10), true);
        Update deletion{6, Time()};
        UpdateAt(Seconds(40), deletion);
        SolicitAll(Seconds(42), false);
        RunUntil(Seconds(70));
        NS_TEST_ASSERT_MSG_EQ(atAway.FindAcknowledgements().size(), 2, "registered, deleted");
        for (const Sent& sent : m_sent)
        {
            Check(sent);
        }
    }

    /// @param from first time @param isBound whether the mobile node is registered
    void SolicitAll(Time from, bool isBound)
    {
        const std::pair<Ipv6Address, bool> targets[] = {{HOME, isBound},
                                                        {HOME_LINK_LOCAL, isBound && m_linkLocal},
                                                        {OTHER_GLOBAL, false},
                                                        {OTHER_LINK_LOCAL, false}};
        Time at = from;
        for (const auto& [target, isAnswered] : targets)
        {
            // The last form first, when the home agent does not know the neighbor yet.
            for (const Form form :
                 {Form::UNICAST_NO_OPTION, Form::MULTICAST, Form::UNICAST, Form::PROBE})
            {
                m_sent.push_back({at, form, target, isAnswered});
                Simulator::Schedule(at, [this, form = form, target = target] {
                    Solicit(form, target);
                });
                at += Seconds(1);
            }
        }
    }

    /// @param sent a solicitation
    void Check(const Sent& sent)
    {
        const std::string name = "form " + std::to_string(static_cast<int>(sent.form)) + " at " +
                                 std::to_string(sent.at.GetSeconds());
        std::vector<std::pair<HeardPacket, NeighborAdvertisement>> answers;
        for (const auto& answer : atHost.FindAdvertisements(sent.target, sent.at))
        {
            if (answer.first.at < sent.at + MilliSeconds(500))
            {
                answers.push_back(answer);
            }
        }
        NS_TEST_ASSERT_MSG_EQ(answers.size(), (sent.isAnswered ? 1U : 0U), name);
        if (!sent.isAnswered)
        {
            return;
        }
        const bool isProbe = sent.form == Form::PROBE;
        ExpectProxied(answers[0], false, sent.target);
        NS_TEST_EXPECT_MSG_EQ(answers[0].second.solicited, !isProbe, name);
        NS_TEST_EXPECT_MSG_EQ(answers[0].first.header.GetDestination(),
                              (isProbe ? Ipv6Address::GetAllNodesMulticast() : GetHostLinkLocal()),
                              name);
    }

    bool m_linkLocal;         //!< L bit of the registration
    std::vector<Sent> m_sent; //!< in order
};

/// The beginning of an interception.
class AnnouncementTestCase : public InterceptionTestCase
{
  public:
    /**
     * @param linkLocal L bit
     * @param announcements attribute NeighborAdvertisements
     */
    AnnouncementTestCase(bool linkLocal, uint32_t announcements)
        : InterceptionTestCase("HA_4_1: each address is tested for a second, then announced " +
                               std::to_string(announcements) + " times, " +
                               (linkLocal ? "with" : "without") + " the L bit."),
          m_linkLocal(linkLocal),
          m_announcements(announcements)
    {
    }

  private:
    void DoRun() override
    {
        AgentOptions options{10};
        options.announcements = m_announcements;
        Build({options});
        Update update{5};
        update.linkLocal = m_linkLocal;
        UpdateAt(REGISTERED_AT, update);
        RunUntil(Seconds(9));
        Check(HOME, true);
        Check(HOME_LINK_LOCAL, m_linkLocal);
        NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetProxyCount(), (m_linkLocal ? 2U : 1U), "proxied");
    }

    /// @param target address @param isExpected whether it is tested and announced
    void Check(const Ipv6Address& target, bool isExpected)
    {
        std::size_t probes = 0;
        for (const auto& [packet, solicitation] : atHost.Find<NeighborSolicitation>())
        {
            probes += solicitation.target == target && packet.header.GetSource().IsAny();
        }
        NS_TEST_EXPECT_MSG_EQ(probes, (isExpected ? 1U : 0U), "tests of " << target);
        const auto announcements = atHost.FindAdvertisements(target);
        NS_TEST_ASSERT_MSG_EQ(announcements.size(),
                              (isExpected ? m_announcements : 0U),
                              "announcements of " << target);
        for (std::size_t i = 0; i < announcements.size(); ++i)
        {
            const auto& [packet, content] = announcements[i];
            ExpectProxied(announcements[i], true, target);
            NS_TEST_EXPECT_MSG_EQ(content.solicited, false, "S");
            NS_TEST_EXPECT_MSG_EQ(packet.header.GetSource(), GetAgentAddress(0), "source");
            NS_TEST_EXPECT_MSG_EQ(packet.header.GetDestination(),
                                  Ipv6Address::GetAllNodesMulticast(),
                                  "destination");
            const Time due = REGISTERED_AT + Seconds(1 + static_cast<int64_t>(i));
            NS_TEST_EXPECT_MSG_EQ((packet.at >= due && packet.at < due + MilliSeconds(100)),
                                  true,
                                  "time of " << i);
        }
    }

    bool m_linkLocal;         //!< L bit
    uint32_t m_announcements; //!< attribute NeighborAdvertisements
};

/// Announcements that are due when the mobile node comes back.
class EndedAnnouncementTestCase : public InterceptionTestCase
{
  public:
    EndedAnnouncementTestCase()
        : InterceptionTestCase("Announcements end with the binding.")
    {
    }

  private:
    void DoRun() override
    {
        AgentOptions options{10};
        options.announcements = 3;
        Build({options});
        UpdateAt(REGISTERED_AT, {5});
        UpdateAt(REGISTERED_AT + MilliSeconds(1500), {6, Time()});
        RunUntil(Seconds(9));
        NS_TEST_EXPECT_MSG_EQ(atHost.FindAdvertisements(HOME).size(), 1, "announcements");
    }
};

/// Somebody has an address that a mobile node wants.
class ConflictTestCase : public InterceptionTestCase
{
  public:
    /// Who has the link-local address.
    enum class Owner
    {
        NEIGHBOR,  //!< on the home link
        HOME_AGENT //!< itself
    };

    /// @param owner of the link-local address @param linkLocal L bit
    ConflictTestCase(Owner owner, bool linkLocal)
        : InterceptionTestCase(std::string("HA_2_4: a link-local address of ") +
                               (owner == Owner::NEIGHBOR ? "a neighbor" : "the home agent") +
                               (linkLocal ? " refuses a registration with the L bit by status 134."
                                          : " is nothing to a registration without the L bit.")),
          m_owner(owner),
          m_linkLocal(linkLocal)
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        const auto owner = m_owner == Owner::NEIGHBOR ? host : agents[0];
        Update update{5};
        update.linkLocal = m_linkLocal;
        update.homeAddress =
            Ipv6Address::MakeAutoconfiguredAddress(GetMac(owner), Ipv6Address("2001:1:0:1::"));
        // A neighbor that does not configure the global address of the same identifier.
        UpdateAt(REGISTERED_AT, update);
        host->GetObject<Ipv6L3Protocol>()->SetForwarding(1, true);
        RunUntil(Seconds(6));
        const auto answers = atAway.FindAcknowledgements();
        NS_TEST_ASSERT_MSG_EQ(answers.size(), 1, "answered");
        const auto expected = m_linkLocal ? BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED
                                          : BindingStatus::ACCEPTED;
        NS_TEST_EXPECT_MSG_EQ(static_cast<int>(answers[0].status),
                              static_cast<int>(expected),
                              "status");
        NS_TEST_EXPECT_MSG_EQ(GetAgent(0)->GetProxyCount(), (m_linkLocal ? 0U : 1U), "proxied");
    }

    Owner m_owner;    //!< of the link-local address
    bool m_linkLocal; //!< L bit
};

/// Packets to the link-local address of a mobile node.
class LinkLocalTestCase : public InterceptionTestCase
{
  public:
    LinkLocalTestCase()
        : InterceptionTestCase("HA_5_1_2: a packet for the link-local address of a mobile node is "
                               "not tunnelled, and its sender is told; errors are not answered.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        Update update{5};
        update.linkLocal = true;
        UpdateAt(REGISTERED_AT, update);
        Simulator::Schedule(Seconds(6), [this] { SendEcho(GetHostLinkLocal(), HOME_LINK_LOCAL); });
        Simulator::Schedule(Seconds(7), [this] { SendEcho(HOST, HOME_LINK_LOCAL); });
        Simulator::Schedule(Seconds(8), [this] { SendError(); });
        RunUntil(Seconds(10));
        NS_TEST_EXPECT_MSG_EQ(atAway.Count(NEXT_HEADER_IPV6), 0, "not tunnelled");
        std::vector<HeardPacket> errors;
        for (const auto& packet : atHost.packets)
        {
            if (packet.header.GetNextHeader() == NEXT_HEADER_ICMPV6 &&
                packet.payload[0] == Icmpv6Header::ICMPV6_ERROR_DESTINATION_UNREACHABLE)
            {
                errors.push_back(packet);
            }
        }
        NS_TEST_ASSERT_MSG_EQ(errors.size(), 2, "one for each request");
        const Ipv6Address senders[] = {GetHostLinkLocal(), HOST};
        for (std::size_t i = 0; i < errors.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(+errors[i].payload[1], 3, "code");
            NS_TEST_EXPECT_MSG_EQ(errors[i].header.GetDestination(), senders[i], "destination");
            const auto quoted =
                DecodeIcmpv6Error(errors[i].payload.data(), errors[i].payload.size());
            NS_TEST_ASSERT_MSG_EQ(quoted.has_value(), true, "quotes");
            NS_TEST_EXPECT_MSG_EQ(quoted->packet.destination, HOME_LINK_LOCAL, "the packet");
        }
    }

    /// An error to the link-local address.
    void SendError()
    {
        Icmpv6TimeExceeded error;
        error.SetPacket(Create<Packet>(64));
        error.CalculatePseudoHeaderChecksum(GetHostLinkLocal(),
                                            HOME_LINK_LOCAL,
                                            static_cast<uint16_t>(error.GetSerializedSize()),
                                            NEXT_HEADER_ICMPV6);
        auto packet = Create<Packet>();
        packet->AddHeader(error);
        Ipv6Header header;
        header.SetSource(GetHostLinkLocal());
        header.SetDestination(HOME_LINK_LOCAL);
        header.SetNextHeader(NEXT_HEADER_ICMPV6);
        header.SetHopLimit(64);
        SendFromHost(header, packet, GetMac(agents[0]));
    }
};

/// Neighbor Discovery for addresses that are not of mobile nodes.
class OwnAddressTestCase : public InterceptionTestCase
{
  public:
    OwnAddressTestCase()
        : InterceptionTestCase("Who has no address finds the home agent among all nodes, and its "
                               "anycast address is answered for without the O flag.")
    {
    }

  private:
    void DoRun() override
    {
        Build({{10}});
        Simulator::Schedule(Seconds(3), [this] { Solicit(Form::PROBE, GetAgentAddress(0)); });
        Simulator::Schedule(Seconds(4), [this] { Solicit(Form::MULTICAST, ANYCAST); });
        RunUntil(Seconds(6));
        const auto own = atHost.FindAdvertisements(GetAgentAddress(0));
        NS_TEST_ASSERT_MSG_EQ(own.size(), 1, "one answer");
        NS_TEST_EXPECT_MSG_EQ(own[0].first.header.GetDestination(),
                              Ipv6Address::GetAllNodesMulticast(),
                              "to all");
        NS_TEST_EXPECT_MSG_EQ(own[0].second.solicited, false, "S");
        NS_TEST_EXPECT_MSG_EQ(own[0].second.override, true, "O");
        const auto anycast = atHost.FindAdvertisements(ANYCAST);
        NS_TEST_ASSERT_MSG_EQ(anycast.size(), 1, "one answer");
        ExpectProxied(anycast[0], false, ANYCAST);
        NS_TEST_EXPECT_MSG_EQ(anycast[0].second.solicited, true, "S");
    }
};

/// The suite.
class InterceptionTestSuite : public TestSuite
{
  public:
    InterceptionTestSuite()
        : TestSuite("mip6-interception")
    {
        AddTestCase(new SolicitationTestCase(false));
        AddTestCase(new SolicitationTestCase(true));
        AddTestCase(new AnnouncementTestCase(false, 1));
        AddTestCase(new AnnouncementTestCase(true, 1));
        AddTestCase(new AnnouncementTestCase(true, 3));
        AddTestCase(new EndedAnnouncementTestCase);
        AddTestCase(new ConflictTestCase(ConflictTestCase::Owner::NEIGHBOR, true));
        AddTestCase(new ConflictTestCase(ConflictTestCase::Owner::NEIGHBOR, false));
        AddTestCase(new ConflictTestCase(ConflictTestCase::Owner::HOME_AGENT, true));
        AddTestCase(new ConflictTestCase(ConflictTestCase::Owner::HOME_AGENT, false));
        AddTestCase(new LinkLocalTestCase);
        AddTestCase(new OwnAddressTestCase);
    }
};

InterceptionTestSuite g_interceptionTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests
