/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-test-network.h"

#include "ns3/boolean.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-router-advertiser.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Prefixes of the home link while they change: in Router Advertisements, in Mobile Prefix
 * Advertisements, and for bindings. See mip6-test-network.h for the network.
 */

namespace ns3::mip6::tests
{

namespace
{

/// When the prefixes change.
const Time CHANGE_AT = Seconds(15);
/// Of a message in traces.
const std::string ADVERTISEMENT = "Mobile Prefix Advertisement";
/// Of a message in traces.
const std::string SOLICITATION = "Mobile Prefix Solicitation";

/// @param packet from its IPv6 header on @return whether it is a Mobile Prefix Solicitation
bool
IsSolicitation(const Ptr<const Packet>& packet)
{
    // Behind the IPv6 header the destination options with the home address, 24 octets.
    uint8_t octets[65];
    return packet->CopyData(octets, sizeof(octets)) == sizeof(octets) && octets[6] == 60 &&
           octets[40] == NEXT_HEADER_ICMPV6 && octets[64] == ICMPV6_MOBILE_PREFIX_SOLICITATION;
}

/// A test in which the home agent's prefixes change while the mobile node is away.
class PrefixTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /// A Router Advertisement of the home agent.
    struct Advertised
    {
        Time at;                                 //!< when
        std::vector<PrefixInformation> prefixes; //!< content
    };

    /// Build the network, with the mobile node on the first access link. @param stop end
    void BuildAway(Time stop)
    {
        Build(MakeScenario({{Seconds(5), "ar1"}}, stop));
        const auto node = GetNode("ha");
        for (uint32_t i = 0; i < node->GetNApplications(); ++i)
        {
            if (const auto advertiser = DynamicCast<Mip6RouterAdvertiser>(node->GetApplication(i)))
            {
                advertiser->TraceConnectWithoutContext(
                    "Sent",
                    Callback<void, const RouterAdvertisement&>(
                        [this](const RouterAdvertisement& content) { Note(content); }));
            }
        }
    }

    /// @param setting of a prefix of the home link; without an address, of the first one
    void ChangeLater(Mip6PrefixSetting setting)
    {
        Simulator::Schedule(CHANGE_AT, [this, setting]() mutable {
            if (setting.address.IsAny())
            {
                setting.address = GetHomeAgent()->GetAddress();
            }
            Mip6Helper::SetPrefix(GetHomeAgent()->GetDevice(), setting);
        });
    }

    /// @param preferred lifetime @param valid lifetime; both count down from CHANGE_AT on
    void ShortenLater(Time preferred, Time valid)
    {
        ChangeLater({Ipv6Address::GetAny(), 64, preferred, valid, true});
    }

    /// @param node who traced it @param direction seen from there @param name of the message
    /// @return when, every time
    std::vector<Time> FindTimes(const std::string& node,
                                Mip6Direction direction,
                                const std::string& name) const
    {
        std::vector<Time> times;
        for (const auto& message : recorder.messages)
        {
            if (message.node == node && message.record.direction == direction &&
                message.record.message == name)
            {
                times.push_back(message.at);
            }
        }
        return times;
    }

    /// Judge times of messages. @param times measured @param expected seconds after CHANGE_AT
    /// @param what in the message of a failure
    void ExpectTimes(const std::vector<Time>& times,
                     const std::vector<Time>& expected,
                     const std::string& what)
    {
        NS_TEST_ASSERT_MSG_EQ(times.size(), expected.size(), what);
        for (std::size_t i = 0; i < times.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_EQ(IsWithinTolerance(times[i], CHANGE_AT + expected[i]),
                                  true,
                                  what << " " << i << " at " << times[i].As(Time::S));
        }
    }

    std::vector<Advertised> advertised; //!< by the home agent, in their order

  private:
    /// @param content of an advertisement of the home agent
    void Note(const RouterAdvertisement& content)
    {
        Advertised entry{Simulator::Now(), {}};
        for (const NdOption& option : content.options)
        {
            if (const auto* prefix = std::get_if<PrefixInformation>(&option))
            {
                entry.prefixes.push_back(*prefix);
            }
        }
        advertised.push_back(entry);
    }
};

/// Lifetimes that change at run time.
class LifetimesTestCase : public PrefixTestCase
{
  public:
    LifetimesTestCase()
        : PrefixTestCase("Lifetimes that are set while the simulation runs are advertised from "
                         "then on, and count down to the end of the prefix.")
    {
    }

  private:
    void DoRun() override
    {
        BuildAway(Seconds(40));
        ShortenLater(Seconds(10), Seconds(20));
        Run();
        std::size_t before = 0;
        std::size_t after = 0;
        for (const Advertised& entry : advertised)
        {
            NS_TEST_ASSERT_MSG_EQ(entry.prefixes.size(), 1, "the home prefix");
            const PrefixInformation& prefix = entry.prefixes.front();
            NS_TEST_EXPECT_MSG_EQ(prefix.routerAddress, true, "with the address of the home agent");
            const bool isChanged = entry.at >= CHANGE_AT;
            ++(isChanged ? after : before);
            const Time preferred = isChanged ? CHANGE_AT + Seconds(10) - entry.at : Days(7);
            const Time valid = isChanged ? CHANGE_AT + Seconds(20) - entry.at : Days(30);
            ExpectSeconds(prefix.preferredLifetime, preferred, entry.at);
            ExpectSeconds(prefix.validLifetime, valid, entry.at);
        }
        NS_TEST_EXPECT_MSG_GT(before, 10, "advertisements before");
        NS_TEST_EXPECT_MSG_GT(after, 20, "advertisements after");
    }

    /// @param lifetime advertised @param left exactly @param at time of the advertisement
    void ExpectSeconds(Time lifetime, Time left, Time at)
    {
        const int64_t seconds = std::max(left, Time()).ToInteger(Time::S);
        NS_TEST_EXPECT_MSG_EQ(lifetime.ToInteger(Time::S), seconds, "at " << at.As(Time::S));
    }
};

/// A prefix that is added at run time.
class SecondPrefixTestCase : public PrefixTestCase
{
  public:
    SecondPrefixTestCase()
        : PrefixTestCase("A prefix that is added while the simulation runs is configured on the "
                         "router and advertised next to the first; withdrawn, with lifetime 0.")
    {
    }

  private:
    void DoRun() override
    {
        BuildAway(Seconds(30));
        const Ipv6Address address("2001:1:0:9::1");
        ChangeLater({address, 64, Seconds(600), Seconds(1200), false});
        Simulator::Schedule(Seconds(25), [this, address] {
            Mip6Helper::SetPrefix(GetHomeAgent()->GetDevice(), {address, 64, Time(), Time(), true});
        });
        Run();
        for (const Advertised& entry : advertised)
        {
            const bool isChanged = entry.at >= CHANGE_AT;
            NS_TEST_ASSERT_MSG_EQ(entry.prefixes.size(), isChanged ? 2 : 1, "prefixes");
            if (isChanged)
            {
                const PrefixInformation& prefix = entry.prefixes.back();
                NS_TEST_EXPECT_MSG_EQ(prefix.prefix, address, "the new one");
                NS_TEST_EXPECT_MSG_EQ(prefix.validLifetime,
                                      (entry.at < Seconds(25) ? Seconds(1200) : Time()),
                                      "unchanged until it is withdrawn");
            }
        }
        const auto ipv6 = GetNode("ha")->GetObject<Ipv6>();
        NS_TEST_EXPECT_MSG_GT(ipv6->GetInterfaceForAddress(address), 0, "the router has it");
    }
};

/// Renumbering, and a mobile node that asks for the news.
class RenumberingTestCase : public PrefixTestCase
{
  public:
    RenumberingTestCase()
        : PrefixTestCase("A mobile node away from home is told at once that its prefix ends soon; "
                         "it asks, and is answered a second after the first advertisement. The "
                         "refresh that follows is accepted with status 1, so it asks again.")
    {
    }

  private:
    void DoRun() override
    {
        BuildAway(CHANGE_AT + Seconds(20));
        ShortenLater(Seconds(60), Seconds(120));
        Run();
        ExpectTimes(FindTimes("ha", Mip6Direction::SENT, ADVERTISEMENT),
                    {Time(), Seconds(1), Seconds(3) + AR1_TO_HA + AR1_TO_HA},
                    "advertisement");
        ExpectTimes(FindTimes("mn", Mip6Direction::SENT, SOLICITATION),
                    {AR1_TO_HA, Seconds(3) + AR1_TO_HA},
                    "solicitation");
        ExpectTimes(FindTimes("ha", Mip6Direction::RECEIVED, SOLICITATION),
                    {AR1_TO_HA + AR1_TO_HA, Seconds(3) + AR1_TO_HA + AR1_TO_HA},
                    "solicitation received");
        ExpectTimes(
            FindTimes("mn", Mip6Direction::RECEIVED, ADVERTISEMENT),
            {AR1_TO_HA, Seconds(1) + AR1_TO_HA, Seconds(3) + AR1_TO_HA + AR1_TO_HA + AR1_TO_HA},
            "advertisement received");
    }
};

/// Renumbering, and solicitations that are lost.
class RepetitionTestCase : public PrefixTestCase
{
  public:
    RepetitionTestCase()
        : PrefixTestCase("An advertisement that nobody answers is repeated after 3 s, 6 s and 12 s "
                         "and no more; the mobile node repeats its solicitation likewise.")
    {
    }

  private:
    void DoRun() override
    {
        BuildAway(CHANGE_AT + Seconds(40));
        ShortenLater(Seconds(400), Seconds(800));
        Lose(GetStation("ar1"), IsSolicitation);
        Run();
        ExpectTimes(FindTimes("ha", Mip6Direction::SENT, ADVERTISEMENT),
                    {Time(), Seconds(3), Seconds(9), Seconds(21)},
                    "advertisement");
        ExpectTimes(
            FindTimes("mn", Mip6Direction::SENT, SOLICITATION),
            {AR1_TO_HA, Seconds(3) + AR1_TO_HA, Seconds(9) + AR1_TO_HA, Seconds(21) + AR1_TO_HA},
            "solicitation");
    }
};

/// A prefix that ends before the binding.
class EndOfPrefixTestCase : public PrefixTestCase
{
  public:
    EndOfPrefixTestCase()
        : PrefixTestCase("A binding, its tunnel and the defence of its home address end with the "
                         "home prefix, also where the mobile node is not told.")
    {
    }

  private:
    void DoRun() override
    {
        BuildAway(CHANGE_AT + Seconds(20));
        GetHomeAgent()->SetAttribute("PrefixAdvertisements", BooleanValue(false));
        ShortenLater(Seconds(5), Seconds(10));
        Simulator::Schedule(CHANGE_AT + Seconds(10) - TimeStep(1), [this] { ExpectBindings(1); });
        Simulator::Schedule(CHANGE_AT + Seconds(10) + TimeStep(1), [this] { ExpectBindings(0); });
        Run();
        NS_TEST_EXPECT_MSG_EQ(recorder.CountChanges("ha", Mip6BindingEvent::EXPIRED), 1, "ended");
        NS_TEST_EXPECT_MSG_EQ(FindTimes("ha", Mip6Direction::SENT, ADVERTISEMENT).size(),
                              0,
                              "without an advertisement");
    }

    /// @param count of bindings, defended addresses and tunnels
    void ExpectBindings(std::size_t count)
    {
        const auto homeAgent = GetHomeAgent();
        NS_TEST_EXPECT_MSG_EQ(homeAgent->GetBindingCount(), count, "bindings");
        NS_TEST_EXPECT_MSG_EQ(homeAgent->GetProxyCount(), count, "defended addresses");
        NS_TEST_EXPECT_MSG_EQ(homeAgent->GetTunnelCount(), count, "tunnels");
    }
};

/// The suite.
class PrefixesTestSuite : public TestSuite
{
  public:
    PrefixesTestSuite()
        : TestSuite("mip6-prefixes")
    {
        AddTestCase(new LifetimesTestCase);
        AddTestCase(new SecondPrefixTestCase);
        AddTestCase(new RenumberingTestCase);
        AddTestCase(new RepetitionTestCase);
        AddTestCase(new EndOfPrefixTestCase);
    }
};

/// Registers the suite.
PrefixesTestSuite g_prefixesTestSuite;

} // namespace

} // namespace ns3::mip6::tests
