/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_CRITERION_CASE_H
#define NEMO_CRITERION_CASE_H

#include "nemo-multicast-network.h"

#include "ns3/test.h"

#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * What the cases of nemo-criteria-test-suite.cc have in common.
 */

namespace ns3::mip6::tests
{

/// A criterion for network mobility, and a network to hold against it.
class CriterionCase : public TestCase
{
  public:
    /// @param name of the criterion
    explicit CriterionCase(const std::string& name)
        : TestCase(name)
    {
    }

  protected:
    /// A mobile network that visits two links, which take it 10 s each from 10 s on, and home.
    /// @param router of it
    void Travel(NemoRouter& router)
    {
        NemoNetwork::Route(network->ha, router.prefix, 64, router.homeAddress);
        network->MoveAt(router, Seconds(10), network->ar1);
        network->MoveAt(router, Seconds(20), network->ar2);
        network->MoveAt(router, Seconds(30), network->home);
    }

    /// @param node any @param address of it @return flows from and to the correspondent
    std::vector<const NemoFlow*> TalkTo(const Ptr<Node>& node, const Ipv6Address& address)
    {
        const Time start = Seconds(5);
        const Time stop = Seconds(39);
        return {&network->AddFlow({network->cn, network->cnAddress, node, address}, start, stop),
                &network->AddFlow({node, address, network->cn, network->cnAddress}, start, stop)};
    }

    /// @param flows that lose packets in the three seconds of a handover at most
    /// @param what they are
    void ExpectAlive(const std::vector<const NemoFlow*>& flows, const std::string& what)
    {
        for (const NemoFlow* flow : flows)
        {
            // Stock ns-3 may lose the first packets, when two nodes resolve each other's address.
            for (const double at : {5.1, 13.0, 23.0, 33.0})
            {
                const Time from = Seconds(at);
                const Time to = Seconds(at < 10 ? 9.9 : at + 5.9);
                NS_TEST_EXPECT_MSG_EQ(flow->CountLost(from, to), 0, what << " from " << at << " s");
            }
        }
    }

    std::unique_ptr<NemoMulticastNetwork> network; //!< under test

  private:
    void DoSetup() override
    {
        network = std::make_unique<NemoMulticastNetwork>();
    }

    void DoTeardown() override
    {
        network.reset();
    }
};

} // namespace ns3::mip6::tests

#endif /* NEMO_CRITERION_CASE_H */
