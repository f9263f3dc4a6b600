/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_MAKERS_H
#define NEMO_MAKERS_H

#include "mip6-mobile-node-fixture.h"

#include "ns3/nemo-mobile-networks.h"
#include "ns3/nemo-prefix-table.h"

#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Inputs of mobile routers and of their home agents, with the usual values.
 */

namespace ns3::mip6::tests
{

/// Short, since tables name it often.
using Networks = std::vector<AddressRange>;

/// A mobile network of the usual mobile router.
inline const AddressRange NETWORK_1{Ipv6Address("2001:db8:100::"), 64};
/// Another one.
inline const AddressRange NETWORK_2{Ipv6Address("2001:db8:101::"), 64};
/// That of somebody else.
inline const AddressRange FOREIGN_NETWORK{Ipv6Address("2001:db8:200::"), 64};
/// A second home agent of the home link.
inline const Ipv6Address SECOND_HOME_AGENT("2001:db8::2");

/**
 * @param sequence number
 * @param claimed Mobile Network Prefix options; none: implicit mode
 * @return a registration of the usual mobile router on the first foreign link
 */
inline BindingUpdateInput
MakeRouterInput(uint16_t sequence, const Networks& claimed = {})
{
    BindingUpdateInput input = MakeUpdateInput(sequence);
    input.message.mobileRouter = true;
    for (const AddressRange& range : claimed)
    {
        input.message.options.emplace_back(MobileNetworkPrefix{range.network, range.prefixLength});
    }
    return input;
}

/**
 * @param sequence number
 * @param lifetime granted
 * @param status verdict
 * @return an acknowledgement with the R flag
 */
inline BindingAcknowledgement
MakeRouterAcknowledgement(uint16_t sequence,
                          Time lifetime = Seconds(420),
                          BindingStatus status = BindingStatus::ACCEPTED)
{
    BindingAcknowledgement acknowledgement = MakeAcknowledgement(sequence, lifetime, status);
    acknowledgement.mobileRouter = true;
    return acknowledgement;
}

/**
 * @param sequence number
 * @param status verdict
 * @return an acknowledgement with the R flag that refuses
 */
inline BindingAcknowledgement
MakeRouterRefusal(uint16_t sequence, int status)
{
    return MakeRouterAcknowledgement(sequence, Time(), static_cast<BindingStatus>(status));
}

/// What a mobile router is made of.
struct RouterSetup
{
    NemoMode mode{NemoMode::EXPLICIT};               //!< what it registers
    Networks networks{NETWORK_1};                    //!< behind it
    MobileNodeConfig config{MakeMobileNodeConfig()}; //!< of the mobile node
};

/// The networks of a mobile router; a base, so that they are there before the machine.
struct NetworksOfRouter
{
    NemoMobileNetworks networks; //!< told in registrations
};

/// A mobile router that is led into a state by what it would live through.
class MobileRouter : public NetworksOfRouter, public MobileNode
{
  public:
    /// @param setup what it is made of
    explicit MobileRouter(const RouterSetup& setup = RouterSetup())
        : MobileNode(Extend(setup, networks))
    {
        networks.SetHomeAddress(setup.config.homeAddress);
        networks.SetMode(Time(), setup.mode, nullptr);
        networks.SetNetworks(Time(), setup.networks, nullptr);
    }

    /// @return actions of the first Binding Update, from the first foreign link
    Actions Ask()
    {
        GoToA(*this);
        return GetReady(*this);
    }

    /// @return actions of being accepted on the first foreign link
    Actions Register()
    {
        Ask();
        return Receive(MakeRouterAcknowledgement(101));
    }

    /// @param homeAgents of a reply @param isForRouters its R flag @param identifier of it
    /// @return actions
    Actions Discover(const std::vector<Ipv6Address>& homeAgents,
                     bool isForRouters = true,
                     uint16_t identifier = RANDOM_BITS)
    {
        now += Seconds(1);
        return machine.HandleDiscoveryReply(
            now,
            {HOME_AGENT, CARE_OF_A, {identifier, isForRouters, homeAgents}});
    }

    /// @param mode from now on @return actions
    Actions SetMode(NemoMode mode)
    {
        now += Seconds(2);
        return networks.SetMode(now, mode, &machine);
    }

    /// @param all networks from now on @return actions
    Actions SetNetworks(const Networks& all)
    {
        now += Seconds(2);
        return networks.SetNetworks(now, all, &machine);
    }

  private:
    /// @param setup of it @param extension of its registrations @return configuration
    static MobileNodeConfig Extend(const RouterSetup& setup, NemoMobileNetworks& extension)
    {
        MobileNodeConfig config = setup.config;
        config.extension = &extension;
        return config;
    }
};

/// The prefix table of a home agent; a base, so that it is there before the machine.
struct TableOfAgent
{
    NemoPrefixTable table; //!< asked by the machine
};

/// A home agent that serves the usual mobile router.
class RouterHome : public TableOfAgent
{
  public:
    /// @param known networks of the usual mobile router @param config of the home agent
    explicit RouterHome(const Networks& known = {NETWORK_1, NETWORK_2},
                        HomeAgentConfig config = MakeHomeAgentConfig())
        : machine(Serve(std::move(config), table), MakeRandom())
    {
        for (const AddressRange& range : known)
        {
            table.Add(HOME_ADDRESS, range);
        }
        table.Add(Ipv6Address("2001:db8::20"), FOREIGN_NETWORK);
    }

    /// @param at time @param input a first registration @return actions of its end a second later
    Actions Bind(Time at, const BindingUpdateInput& input)
    {
        machine.HandleBindingUpdate(at, input);
        return machine.HandleDadResult(at + Seconds(1), input.homeAddress, DadOutcome::UNIQUE);
    }

    HomeAgentMachine machine; //!< under test

  private:
    /// @param config of the home agent @param authority that it asks @return configuration
    static HomeAgentConfig Serve(HomeAgentConfig config, const MobileNetworkAuthority& authority)
    {
        config.networks = &authority;
        return config;
    }
};

/**
 * @param actions of a machine
 * @param word that their lines begin with
 * @return those lines
 */
inline Lines
Select(const Actions& actions, const std::string& word)
{
    Lines found;
    for (const std::string& line : Describe(actions))
    {
        if (line.rfind(word, 0) == 0)
        {
            found.push_back(line);
        }
    }
    return found;
}

} // namespace ns3::mip6::tests

#endif /* NEMO_MAKERS_H */
