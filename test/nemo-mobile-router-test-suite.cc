/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "nemo-test-network.h"

#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * Mobile routers and their networks, see nemo-test-network.h.
 */

namespace ns3::mip6::tests
{

namespace
{

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the correspondent to the node
NemoNetwork::Ends
Inward(const NemoNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {network.cn, network.cnAddress, node, NemoNetwork::GetFixedAddress(router)};
}

/// @param network any @param router of a mobile network with a fixed node @param node the node
/// @return from the node to the correspondent
NemoNetwork::Ends
Outward(const NemoNetwork& network, const NemoRouter& router, const Ptr<Node>& node)
{
    return {node, NemoNetwork::GetFixedAddress(router), network.cn, network.cnAddress};
}

class SessionsSurviveCase : public TestCase
{
  public:
    SessionsSurviveCase()
        : TestCase("A fixed node talks to a correspondent while its network moves twice and "
                   "returns home; one Binding Update a move")
    {
    }

  private:
    void DoRun() override
    {
        NemoNetwork network;
        NemoRouter& router = network.AddRouter(network.home);
        const auto node = network.AddFixedNode(router);
        NemoNetwork::Route(network.ha, router.prefix, 64, router.homeAddress);
        const auto& in = network.AddFlow(Inward(network, router, node), Seconds(2), Seconds(40));
        const auto& out = network.AddFlow(Outward(network, router, node), Seconds(2), Seconds(40));
        network.MoveAt(router, Seconds(10), network.ar1);
        network.MoveAt(router, Seconds(20), network.ar2);
        network.MoveAt(router, Seconds(30), network.home);
        network.Run(Seconds(41));

        for (const auto* flow : {&in, &out})
        {
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(2), Seconds(9.9)), 0, "at home");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(13), Seconds(19.9)), 0, "at ar1");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(22), Seconds(29.9)), 0, "at ar2");
            NS_TEST_EXPECT_MSG_EQ(flow->CountLost(Seconds(31), Seconds(40)), 0, "home again");
        }
        const NemoRecord& record = router.record;
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::SENT, "Binding Update"), 3, "one a move");
        NS_TEST_EXPECT_MSG_EQ(record.Count(Mip6Direction::RECEIVED, "Binding Acknowledgement"),
                              3,
                              "one a move");
    }
};

class NemoMobileRouterTestSuite : public TestSuite
{
  public:
    NemoMobileRouterTestSuite()
        : TestSuite("nemo-mobile-router")
    {
        AddTestCase(new SessionsSurviveCase);
    }
};

NemoMobileRouterTestSuite g_nemoMobileRouterTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests
