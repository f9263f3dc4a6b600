/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILE_NODE_FIXTURE_H
#define MIP6_MOBILE_NODE_FIXTURE_H

#include "mip6-advertisement-makers.h"

#include "ns3/mip6-mobile-node-machine.h"

/**
 * @file
 * @ingroup mip6-tests
 * A mobile node and what may happen to it.
 */

namespace ns3::mip6::tests
{

/// Short, since tables name it often.
using State = Mip6MobileNodeState;

/// A mobile node that is led into a state by what it would live through. Each step takes a second.
class MobileNode
{
  public:
    /// @param config of the mobile node
    explicit MobileNode(const MobileNodeConfig& config = MakeMobileNodeConfig())
        : machine(config, MakeRandom(), MakeFlowUse())
    {
    }

    /// @return actions of a link up event
    Actions LinkUp()
    {
        return machine.HandleLinkUp(Tick());
    }

    /**
     * @param input advertisement of a new link
     * @return actions of hearing it after a link up event
     */
    Actions Arrive(const RouterAdvertisementInput& input)
    {
        LinkUp();
        return machine.HandleRouterAdvertisement(Tick(), input);
    }

    /**
     * @param careOfAddress ready
     * @return actions
     */
    Actions Ready(const Ipv6Address& careOfAddress)
    {
        return machine.HandleCareOfAddressReady(Tick(), careOfAddress);
    }

    /**
     * @param careOfAddress lost
     * @return actions
     */
    Actions Lose(const Ipv6Address& careOfAddress)
    {
        return machine.HandleCareOfAddressLost(Tick(), careOfAddress);
    }

    /**
     * @param message from the home agent
     * @return actions
     */
    Actions Receive(const BindingAcknowledgement& message)
    {
        return machine.HandleBindingAcknowledgement(Tick(), MakeAcknowledgementInput(message));
    }

    /**
     * Let time pass in silence. The advertisements of the present link go on.
     * @param end of the silence
     * @return all actions
     */
    Actions Wait(Time end)
    {
        Actions actions;
        for (auto at = machine.GetNextDeadline(); at && *at <= end; at = machine.GetNextDeadline())
        {
            now = *at;
            Append(actions, machine.HandleDeadline(*at));
        }
        now = end;
        return actions;
    }

    /// @param state to be led into, on the first foreign link or at home
    void Reach(State state)
    {
        if (state == State::DETACHED)
        {
            return;
        }
        Arrive(state == State::AT_HOME ? MakeHomeAdvertisement() : MakeAdvertisementA());
        if (state == State::AT_HOME || state == State::CONFIGURING)
        {
            return;
        }
        Ready(CARE_OF_A);
        if (state == State::REGISTERING)
        {
            return;
        }
        Receive(MakeAcknowledgement(101));
        if (state == State::RETURNING)
        {
            Arrive(MakeHomeAdvertisement());
        }
    }

    MobileNodeMachine machine; //!< under test
    Time now;                  //!< of the last step

  private:
    /// @return the time of the next step
    Time Tick()
    {
        now += Seconds(1);
        return now;
    }
};

/// @param mobile at any place
/// @return actions of arriving at home
inline Actions
GoHome(MobileNode& mobile)
{
    return mobile.Arrive(MakeHomeAdvertisement());
}

/// @param mobile at any place
/// @return actions of arriving at the first foreign link
inline Actions
GoToA(MobileNode& mobile)
{
    return mobile.Arrive(MakeAdvertisementA());
}

/// @param mobile at any place
/// @return actions of arriving at the second foreign link
inline Actions
GoToB(MobileNode& mobile)
{
    return mobile.Arrive(MakeAdvertisementB());
}

/// @param mobile on the first foreign link
/// @return actions of its care-of address becoming usable
inline Actions
GetReady(MobileNode& mobile)
{
    return mobile.Ready(CARE_OF_A);
}

/// @param mobile on the first foreign link
/// @return actions of its care-of address becoming unusable
inline Actions
LoseAddress(MobileNode& mobile)
{
    return mobile.Lose(CARE_OF_A);
}

/// @param mobile that waits for an acknowledgement
/// @return actions of the first registration being accepted
inline Actions
BeAccepted(MobileNode& mobile)
{
    return mobile.Receive(MakeAcknowledgement(101));
}

/// @param mobile that returns
/// @return actions of the deletion being accepted
inline Actions
BeDeleted(MobileNode& mobile)
{
    return mobile.Receive(MakeAcknowledgement(102, Time()));
}

/// @param mobile that waits for an acknowledgement
/// @return actions of the first registration being refused
inline Actions
BeRefused(MobileNode& mobile)
{
    return mobile.Receive(MakeRefusal(101, BindingStatus::ADMINISTRATIVELY_PROHIBITED));
}

/// @param mobile at any place
/// @return actions of hearing nothing until every binding is over
inline Actions
WaitForExpiry(MobileNode& mobile)
{
    return mobile.Wait(Seconds(500));
}

/// @param mobile at any place
/// @return actions of hearing nothing until every prefix is over
inline Actions
WaitForPrefixEnd(MobileNode& mobile)
{
    mobile.Wait(Seconds(500));
    return mobile.Wait(Days(31));
}

} // namespace ns3::mip6::tests

#endif /* MIP6_MOBILE_NODE_FIXTURE_H */
