/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PROTOCOL_MAKERS_H
#define MIP6_PROTOCOL_MAKERS_H

#include "mip6-action-writer.h"

#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-mobile-node-machine.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Inputs of the protocol room with the usual values, and its answers as text.
 */

namespace ns3::mip6::tests
{

/// Its home agent.
inline const Ipv6Address HOME_AGENT("2001:db8::1");
/// Of the home link.
inline const Ipv6Address HOME_PREFIX("2001:db8::");
/// Of the first foreign link.
inline const Ipv6Address PREFIX_A("2001:db8:a::");
/// On the first foreign link.
inline const Ipv6Address CARE_OF_A("2001:db8:a::10");
/// Of the second foreign link.
inline const Ipv6Address PREFIX_B("2001:db8:b::");
/// On the second foreign link.
inline const Ipv6Address CARE_OF_B("2001:db8:b::10");
/// The home agent as a router.
inline const Ipv6Address ROUTER_HOME("fe80::1");
/// Of the first foreign link.
inline const Ipv6Address ROUTER_A("fe80::a");
/// Of the second foreign link.
inline const Ipv6Address ROUTER_B("fe80::b");

/// What the random source yields, so that the first Sequence # is 101.
constexpr uint64_t RANDOM_BITS = 100;

/// @return a source that always yields RANDOM_BITS
inline RandomSource
MakeRandom()
{
    return [] { return RANDOM_BITS; };
}

/// @return what is known of direct paths that nobody uses
inline FlowUse
MakeFlowUse()
{
    return [](const FlowAddresses&) { return std::nullopt; };
}

/// @param machine with one home address @return its list of section 11.1
inline const BindingUpdateList&
GetList(const MobileNodeMachine& machine)
{
    return machine.GetHomeAddresses().GetPreferred()->GetBindingUpdateList();
}

/// @return the usual mobile node
inline MobileNodeConfig
MakeMobileNodeConfig()
{
    MobileNodeConfig config;
    config.homeAddress = HOME_ADDRESS;
    config.homeAgent = HOME_AGENT;
    return config;
}

/**
 * @param address of the home agent in the prefix
 * @param length of the prefix
 * @param lifetime preferred and valid one
 * @return the prefixes of a home link with one that does not count down
 */
inline LinkPrefixes
MakeLinkPrefixes(const Ipv6Address& address, uint8_t length = 64, Time lifetime = Days(30))
{
    LinkPrefixes prefixes;
    prefixes.Set(Time(), {address, length, true, true, {lifetime, {}}, {lifetime, {}}});
    return prefixes;
}

/// @return the usual home agent
inline HomeAgentConfig
MakeHomeAgentConfig()
{
    HomeAgentConfig config;
    config.prefixes = MakeLinkPrefixes(HOME_AGENT);
    return config;
}

/**
 * @param sequence number
 * @return a home registration as a mobile node on the first foreign link sends it
 */
inline BindingUpdate
MakeBindingUpdate(uint16_t sequence)
{
    BindingUpdate update;
    update.sequence = sequence;
    update.acknowledge = true;
    update.homeRegistration = true;
    update.lifetime = Seconds(420);
    update.options.emplace_back(AlternateCareOfAddress{CARE_OF_A});
    return update;
}

/**
 * @param sequence number
 * @return the Binding Update above as the home agent receives it
 */
inline BindingUpdateInput
MakeUpdateInput(uint16_t sequence)
{
    return {CARE_OF_A, HOME_ADDRESS, HOME_AGENT, MakeBindingUpdate(sequence)};
}

/**
 * @param sequence number
 * @return a deletion as a mobile node at home sends it
 */
inline BindingUpdateInput
MakeDeletionInput(uint16_t sequence)
{
    BindingUpdateInput input{HOME_ADDRESS, HOME_ADDRESS, HOME_AGENT, MakeBindingUpdate(sequence)};
    input.message.lifetime = Time();
    input.message.options = {AlternateCareOfAddress{HOME_ADDRESS}};
    return input;
}

/**
 * @param sequence number
 * @param lifetime granted
 * @param status verdict
 * @return an acknowledgement
 */
inline BindingAcknowledgement
MakeAcknowledgement(uint16_t sequence,
                    Time lifetime = Seconds(420),
                    BindingStatus status = BindingStatus::ACCEPTED)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.sequence = sequence;
    acknowledgement.lifetime = lifetime;
    return acknowledgement;
}

/**
 * @param sequence number
 * @param status verdict
 * @return an acknowledgement without a lifetime
 */
inline BindingAcknowledgement
MakeRefusal(uint16_t sequence, BindingStatus status)
{
    return MakeAcknowledgement(sequence, Time(), status);
}

/**
 * @param message content
 * @return the acknowledgement as the mobile node receives it
 */
inline BindingAcknowledgementInput
MakeAcknowledgementInput(const BindingAcknowledgement& message)
{
    return {HOME_AGENT, HOME_ADDRESS, message};
}

/**
 * @tparam T kind of action
 * @param actions of a machine
 * @return those of the kind
 */
template <typename T>
std::vector<T>
FindActions(const Actions& actions)
{
    std::vector<T> found;
    for (const Action& action : actions)
    {
        if (const T* match = std::get_if<T>(&action))
        {
            found.push_back(*match);
        }
    }
    return found;
}

/**
 * @tparam T kind of action
 * @param actions of a machine
 * @return how many are of the kind
 */
template <typename T>
std::size_t
CountActions(const Actions& actions)
{
    return FindActions<T>(actions).size();
}

/**
 * @tparam T kind of action
 * @param actions of a machine, exactly one of which is of the kind
 * @return that one
 */
template <typename T>
T
FindAction(const Actions& actions)
{
    const auto found = FindActions<T>(actions);
    if (found.size() != 1)
    {
        throw std::logic_error("expected one action, found " + std::to_string(found.size()));
    }
    return found.front();
}

/**
 * @param actions of a mobile node, exactly one of which sends a Binding Update
 * @return the message
 */
inline BindingUpdate
FindUpdate(const Actions& actions)
{
    return std::get<BindingUpdate>(FindAction<SendMessage>(actions).message);
}

/**
 * @param actions of a home agent, exactly one of which sends a Binding Acknowledgement
 * @return the message
 */
inline BindingAcknowledgement
FindAcknowledgement(const Actions& actions)
{
    return std::get<BindingAcknowledgement>(FindAction<SendMessage>(actions).message);
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PROTOCOL_MAKERS_H */
