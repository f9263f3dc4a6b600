/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-fixture.h"
#include "mip6-named-row.h"
#include "mip6-played-correspondent.h"

#include <gtest/gtest.h>

namespace ns3::mip6::tests
{

namespace
{

/// A mobile node with a correspondent node.
class MobileWithPeer : public MobileNode
{
  public:
    /// @param actions of the machine @return the same, seen by the correspondent node
    Actions See(Actions actions)
    {
        for (const auto& send : FindActions<SendMessage>(actions))
        {
            if (send.destination == CORRESPONDENT)
            {
                peer.See({send});
            }
        }
        return actions;
    }

    /// @return actions of beginning route optimization
    Actions Begin()
    {
        return See(machine.HandleCorrespondent(now, {HOME_ADDRESS, CORRESPONDENT}));
    }

    /// @param path of the right Home Test @return actions
    Actions AnswerHome(const MessagePath& path)
    {
        return See(machine.HandleHomeTest(now, path, peer.MakeHomeTest()));
    }

    /// @param path of the right Care-of Test @return actions
    Actions AnswerCareOf(const MessagePath& path)
    {
        return See(machine.HandleCareOfTest(now, path, peer.MakeCareOfTest()));
    }

    /// @param destination of the right acknowledgement @return actions
    Actions Accept(const Ipv6Address& destination = HOME_ADDRESS)
    {
        const BindingAcknowledgement message = peer.Accept();
        return See(machine.HandleBindingAcknowledgement(
            now,
            {CORRESPONDENT, destination, message, EncodeMobilityMessage(message)}));
    }

    /// Registered at the first foreign link, bound at the correspondent node.
    void Optimize()
    {
        Reach(State::REGISTERED);
        Begin();
        AnswerHome({CORRESPONDENT, HOME_ADDRESS, true, false});
        AnswerCareOf({CORRESPONDENT, CARE_OF_A, false, false});
        Accept();
    }

    PlayedCorrespondent peer; //!< that it talks to
};

/// @return what says that a message was discarded
Lines
Drop()
{
    return {"Drop unexpected message"};
}

// ---- order

TEST(MobileNodeCorrespondents, HomeTestInitFollowsTheHomeRegistration)
{
    MobileWithPeer mobile;
    mobile.Optimize();
    GoToB(mobile);
    EXPECT_EQ(NameMessages(mobile.Ready(CARE_OF_B)), Lines{"BU 102 420"}); // to the home agent
    const Actions actions = mobile.See(mobile.Receive(MakeAcknowledgement(102)));
    EXPECT_EQ(Describe(actions)[3], "OpenTunnel 2001:db8::10: 2001:db8:b::10 > 2001:db8::1");
    const SendMessage send = FindAction<SendMessage>(actions);
    EXPECT_EQ(NameMessage(send.message), "CoTI");
    EXPECT_EQ(send.source, CARE_OF_B);
    EXPECT_EQ(send.destination, CORRESPONDENT);
}

TEST(MobileNodeCorrespondents, PathClosesBeforeTheLinkIsLeft)
{
    MobileWithPeer mobile;
    mobile.Optimize();
    EXPECT_EQ(Describe(GoToB(mobile)),
              (Lines{"Phase new link advertised fe80::b",
                     "ClosePath 2001:db8:c::1",
                     "CloseTunnel 2001:db8::10",
                     "LeaveLink",
                     "PlaceHomeAddress tunnel",
                     "ConfigureLink 2001:db8:b::/64 via fe80::b",
                     "State registered > configuring"}));
}

TEST(MobileNodeCorrespondents, ReturnTellsTheHomeAgentThenTheNeighborsThenTheCorrespondents)
{
    MobileWithPeer mobile;
    mobile.Optimize();
    const Actions arrival = GoHome(mobile);
    EXPECT_EQ(FindAction<SendMessage>(arrival).destination, HOME_AGENT);
    EXPECT_EQ(CountActions<CloseDirectPath>(arrival), 1U);
    const Lines lines = Describe(mobile.See(mobile.Receive(MakeAcknowledgement(102, Time()))));
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[3], "AnnounceHomeAddress");
    EXPECT_EQ(lines[4].substr(0, 42), "Send 2001:db8::10 > 2001:db8:c::1 BU 102 A");
    EXPECT_EQ(CountActions<ReportBinding>(mobile.Accept()), 1U);
    EXPECT_EQ(GetList(mobile.machine).Find(CORRESPONDENT), nullptr);
}

/// A state without a home registration.
struct StateRow : NamedRow
{
    State state; //!< of the mobile node
};

/// See StateRow.
class Unregistered : public testing::TestWithParam<StateRow>
{
};

TEST_P(Unregistered, MobileNodeBeginsNothing)
{
    MobileWithPeer mobile;
    mobile.Reach(GetParam().state);
    EXPECT_FALSE(mobile.machine.NoteTunnelled(mobile.now, {HOME_ADDRESS, CORRESPONDENT}));
    EXPECT_EQ(Describe(mobile.Begin()), Lines());
}

INSTANTIATE_TEST_SUITE_P(States,
                         Unregistered,
                         testing::Values(StateRow{{"Detached"}, State::DETACHED},
                                         StateRow{{"AtHome"}, State::AT_HOME},
                                         StateRow{{"Configuring"}, State::CONFIGURING},
                                         StateRow{{"Registering"}, State::REGISTERING},
                                         StateRow{{"Returning"}, State::RETURNING}),
                         [](const auto& info) { return info.param.name; });

TEST(MobileNodeCorrespondents, ExpiryOfTheHomeRegistrationEndsAllSending)
{
    MobileWithPeer mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Wait(Seconds(420)); // of silence of the home agent: ends at 422 s
    mobile.Begin();
    mobile.AnswerHome({CORRESPONDENT, HOME_ADDRESS, true, false});
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERED);
    const Actions actions = mobile.Wait(Seconds(500));
    EXPECT_EQ(mobile.machine.GetState(), State::REGISTERING);
    std::size_t afterwards = 0;
    for (const auto& send : FindActions<SendMessage>(actions))
    {
        afterwards += send.destination == CORRESPONDENT ? 1 : 0;
    }
    EXPECT_LE(afterwards, 1U);
    EXPECT_FALSE(mobile.machine.NoteTunnelled(mobile.now, {HOME_ADDRESS, CORRESPONDENT_B}));
}

// ---- what messages must look like

/// How a message comes.
struct PathRow : NamedRow
{
    MessagePath path; //!< of the message
    bool isTaken;     //!< whether it is processed
};

/// See PathRow.
class PathOfHomeTest : public testing::TestWithParam<PathRow>
{
};

TEST_P(PathOfHomeTest, IsTheTunnelToTheHomeAddress)
{
    MobileWithPeer mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Begin();
    EXPECT_EQ(Describe(mobile.AnswerHome(GetParam().path)), GetParam().isTaken ? Lines() : Drop());
}

INSTANTIATE_TEST_SUITE_P(
    Paths,
    PathOfHomeTest,
    testing::Values(
        PathRow{{"Right"}, {CORRESPONDENT, HOME_ADDRESS, true, false}, true},
        PathRow{{"NotTunnelled"}, {CORRESPONDENT, HOME_ADDRESS, false, false}, false},
        PathRow{{"Type2Routing"}, {CORRESPONDENT, HOME_ADDRESS, true, true}, false},
        PathRow{{"ToTheCareOfAddress"}, {CORRESPONDENT, CARE_OF_A, true, false}, false},
        PathRow{{"MN2132011Stranger"}, {CORRESPONDENT_B, HOME_ADDRESS, true, false}, false}),
    [](const auto& info) { return info.param.name; });

/// See PathRow.
class PathOfCareOfTest : public testing::TestWithParam<PathRow>
{
};

TEST_P(PathOfCareOfTest, LeadsStraightToThePresentCareOfAddress)
{
    MobileWithPeer mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Begin();
    EXPECT_EQ(Describe(mobile.AnswerCareOf(GetParam().path)),
              GetParam().isTaken ? Lines() : Drop());
}

INSTANTIATE_TEST_SUITE_P(
    Paths,
    PathOfCareOfTest,
    testing::Values(
        PathRow{{"Right"}, {CORRESPONDENT, CARE_OF_A, false, false}, true},
        PathRow{{"Tunnelled"}, {CORRESPONDENT, CARE_OF_A, true, false}, false},
        PathRow{{"Type2Routing"}, {CORRESPONDENT, CARE_OF_A, false, true}, false},
        PathRow{{"ToTheHomeAddress"}, {CORRESPONDENT, HOME_ADDRESS, false, false}, false},
        PathRow{{"ToAnotherCareOfAddress"}, {CORRESPONDENT, CARE_OF_B, false, false}, false},
        PathRow{{"MN2142004WrongSource"}, {CORRESPONDENT_B, CARE_OF_A, false, false}, false}),
    [](const auto& info) { return info.param.name; });

TEST(MobileNodeCorrespondents, HomeTestAtHomeComesWithoutATunnel)
{
    MobileWithPeer mobile;
    mobile.Optimize();
    mobile.now = Seconds(215); // the home token is old
    GoHome(mobile);
    mobile.See(mobile.Receive(MakeAcknowledgement(102, Time())));
    EXPECT_EQ(Describe(mobile.AnswerHome({CORRESPONDENT, HOME_ADDRESS, true, false})), Drop());
    EXPECT_EQ(NameMessages(mobile.AnswerHome({CORRESPONDENT, HOME_ADDRESS, false, false})),
              Lines{"BU 102 0"});
}

TEST(MobileNodeCorrespondents, AcknowledgementCountsForTheHomeAddressOnly)
{
    MobileWithPeer mobile;
    mobile.Reach(State::REGISTERED);
    mobile.Begin();
    mobile.AnswerHome({CORRESPONDENT, HOME_ADDRESS, true, false});
    mobile.AnswerCareOf({CORRESPONDENT, CARE_OF_A, false, false});
    EXPECT_EQ(Describe(mobile.Accept(CARE_OF_A)), Drop());
    EXPECT_EQ(CountActions<OpenDirectPath>(mobile.Accept()), 1U);
}

TEST(MobileNodeCorrespondents, BindingEndsWithTheHomeRegistration)
{
    MobileWithPeer mobile;
    mobile.Reach(State::REGISTERED); // at 4 s, for 420 s from 3 s on
    mobile.now = Seconds(103);
    mobile.Begin();
    mobile.AnswerHome({CORRESPONDENT, HOME_ADDRESS, true, false});
    mobile.AnswerCareOf({CORRESPONDENT, CARE_OF_A, false, false});
    EXPECT_EQ(mobile.peer.GetUpdate().lifetime, Seconds(320));
}

TEST(MobileNodeCorrespondents, RefreshRequestCountsForTheHomeAddressOnly)
{
    MobileWithPeer mobile;
    mobile.Optimize();
    EXPECT_EQ(Describe(mobile.machine.HandleRefreshRequest(mobile.now, {CORRESPONDENT, CARE_OF_A})),
              Drop());
    EXPECT_EQ(NameMessages(
                  mobile.machine.HandleRefreshRequest(mobile.now,
                                                      {CORRESPONDENT, HOME_ADDRESS, true, false})),
              (Lines{"HoTI", "CoTI"}));
}

TEST(MobileNodeCorrespondents, MN3312004BindingErrorClosesThePath)
{
    MobileWithPeer mobile;
    mobile.Optimize();
    BindingError error;
    error.homeAddress = HOME_ADDRESS;
    const Actions actions =
        mobile.machine.HandleBindingError(mobile.now, {CORRESPONDENT, CARE_OF_A}, error);
    EXPECT_EQ(CountActions<CloseDirectPath>(actions), 1U);
}

} // namespace

} // namespace ns3::mip6::tests
