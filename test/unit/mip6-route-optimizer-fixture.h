/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTE_OPTIMIZER_FIXTURE_H
#define MIP6_ROUTE_OPTIMIZER_FIXTURE_H

#include "mip6-played-correspondent.h"

#include "ns3/mip6-route-optimizer.h"

#include <map>
#include <optional>

/**
 * @file
 * @ingroup mip6-tests
 * A route optimizer, and the correspondent nodes that it talks to.
 */

namespace ns3::mip6::tests
{

/// Calls a RouteOptimizer the way a mobile node does.
class OptimizerFixture
{
  public:
    /// @param mobileConfig of the mobile node
    explicit OptimizerFixture(const MobileNodeConfig& mobileConfig = MakeMobileNodeConfig())
        : config(mobileConfig)
    {
    }

    OptimizerFixture(const OptimizerFixture&) = delete;
    OptimizerFixture& operator=(const OptimizerFixture&) = delete;

    /// @param address of a correspondent node @return it
    PlayedCorrespondent& GetPeer(const Ipv6Address& address = CORRESPONDENT)
    {
        return m_peers.try_emplace(address, address).first->second;
    }

    /// @param actions of the optimizer @return the same, seen by all correspondent nodes
    Actions See(Actions actions)
    {
        for (auto& [address, peer] : m_peers)
        {
            peer.See(actions);
        }
        return actions;
    }

    /// @param at time @param careOf address that the home agent has accepted @return actions
    Actions MoveTo(Time at, const Ipv6Address& careOf)
    {
        return See(optimizer.HandleRegistered(at, {careOf, std::nullopt}));
    }

    /// @param at time @param address of a correspondent node @return actions
    Actions Begin(Time at, const Ipv6Address& address = CORRESPONDENT)
    {
        GetPeer(address);
        return See(optimizer.HandleCorrespondent(at, address));
    }

    /// @param at time @param address of a correspondent node @return actions of both Tests
    Actions AnswerTests(Time at, const Ipv6Address& address = CORRESPONDENT)
    {
        const PlayedCorrespondent& peer = GetPeer(address);
        Actions actions = See(optimizer.HandleHomeTest(at, address, peer.MakeHomeTest()));
        Append(actions, See(optimizer.HandleCareOfTest(at, address, peer.MakeCareOfTest())));
        return actions;
    }

    /// @param at time @param address of a correspondent node @return actions of its acceptance
    Actions Accept(Time at, const Ipv6Address& address = CORRESPONDENT)
    {
        return Receive(at, address, GetPeer(address).Accept());
    }

    /**
     * @param at time
     * @param address of a correspondent node
     * @param message its acknowledgement
     * @return actions
     */
    Actions Receive(Time at, const Ipv6Address& address, const BindingAcknowledgement& message)
    {
        return See(optimizer.HandleBindingAcknowledgement(
            at,
            {address, message, EncodeMobilityMessage(message)}));
    }

    /// @param at time @param address of a correspondent node that gets bound without a delay
    void Bind(Time at, const Ipv6Address& address = CORRESPONDENT)
    {
        Begin(at, address);
        AnswerTests(at, address);
        Accept(at, address);
    }

    /// @param end last deadline to serve @return all actions
    Actions ServeUntil(Time end)
    {
        Actions actions;
        for (auto at = optimizer.GetNextDeadline(); at && *at <= end;
             at = optimizer.GetNextDeadline())
        {
            Append(actions, See(optimizer.HandleDeadline(*at)));
        }
        return actions;
    }

    MobileNodeConfig config;    //!< of the mobile node
    BindingUpdateList list;     //!< written
    std::optional<Time> usedAt; //!< of all direct paths
    RouteOptimizer optimizer{config,
                             MakeCounter(),
                             [this](const Ipv6Address&) { return usedAt; },
                             list}; //!< under test

  private:
    std::map<Ipv6Address, PlayedCorrespondent> m_peers; //!< by address
};

/// Away, and registered with the home agent since 0 s.
class AwayFixture : public OptimizerFixture
{
  public:
    /// @param mobileConfig of the mobile node
    explicit AwayFixture(const MobileNodeConfig& mobileConfig = MakeMobileNodeConfig())
        : OptimizerFixture(mobileConfig)
    {
        MoveTo(Time(), CARE_OF_A);
    }
};

/// One correspondent node has the binding since 0 s.
class OptimizedFixture : public AwayFixture
{
  public:
    /// @param mobileConfig of the mobile node
    explicit OptimizedFixture(const MobileNodeConfig& mobileConfig = MakeMobileNodeConfig())
        : AwayFixture(mobileConfig)
    {
        Bind(Time());
    }
};

} // namespace ns3::mip6::tests

#endif /* MIP6_ROUTE_OPTIMIZER_FIXTURE_H */
