/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MESSAGE_DELIVERY_H
#define MIP6_MESSAGE_DELIVERY_H

#include "ns3/mip6-correspondent-machine.h"
#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-mobile-node-machine.h"

#include <string>
#include <variant>

/**
 * @file
 * @ingroup mip6-tests
 * What one machine sends as the input of another one.
 */

namespace ns3::mip6::tests
{

/// Tells in a few words what a message is.
struct MessageNamer
{
    /// @param update to name @return its name
    std::string operator()(const BindingUpdate& update) const
    {
        return update.homeRegistration ? "home BU" : "BU";
    }

    /// @param acknowledgement to name @return its name
    std::string operator()(const BindingAcknowledgement& acknowledgement) const
    {
        return "BA " + std::to_string(static_cast<int>(acknowledgement.status));
    }

    /// @return the name of its type
    std::string operator()(const HomeTestInit&) const
    {
        return "HoTI";
    }

    /// @return the name of its type
    std::string operator()(const CareOfTestInit&) const
    {
        return "CoTI";
    }

    /// @return the name of its type
    std::string operator()(const HomeTest&) const
    {
        return "HoT";
    }

    /// @return the name of its type
    std::string operator()(const CareOfTest&) const
    {
        return "CoT";
    }

    /// @return the name of its type
    std::string operator()(const BindingError&) const
    {
        return "BE";
    }

    /// @return a name for what is left
    template <typename Message>
    std::string operator()(const Message&) const
    {
        return "BRR";
    }
};

/**
 * @param agent a home agent
 * @param now current time
 * @param send a home registration that reaches it
 * @return its actions
 */
inline Actions
Deliver(HomeAgentMachine& agent, Time now, const SendMessage& send)
{
    return agent.HandleBindingUpdate(now,
                                     {send.source,
                                      send.homeAddressOption.value_or(send.source),
                                      send.destination,
                                      std::get<BindingUpdate>(send.message)});
}

/**
 * @param peer a correspondent node
 * @param now current time
 * @param send a message of a mobile node that reaches it
 * @return its actions
 */
inline Actions
Deliver(CorrespondentMachine& peer, Time now, const SendMessage& send)
{
    TestInitInput init;
    init.source = send.source;
    init.destination = send.destination;
    if (const auto* home = std::get_if<HomeTestInit>(&send.message))
    {
        init.cookie = home->homeInitCookie;
        return peer.HandleHomeTestInit(now, init);
    }
    if (const auto* careOf = std::get_if<CareOfTestInit>(&send.message))
    {
        init.cookie = careOf->careOfInitCookie;
        return peer.HandleCareOfTestInit(now, init);
    }
    CorrespondentUpdateInput update;
    update.source = send.source;
    update.homeAddress = send.homeAddressOption.value_or(send.source);
    update.destination = send.destination;
    update.message = std::get<BindingUpdate>(send.message);
    update.octets = EncodeMobilityMessage(send.message);
    return peer.HandleBindingUpdate(now, update);
}

/// A message that reaches a mobile node.
struct Arrival
{
    Time now;         //!< when
    MessagePath path; //!< how it has come
    SendMessage send; //!< as it was sent
};

/// Hands an arrival to a mobile node.
struct MobileDelivery
{
    /// @param test received @return actions
    Actions operator()(const HomeTest& test) const
    {
        return mobile.HandleHomeTest(arrival.now, arrival.path, test);
    }

    /// @param test received @return actions
    Actions operator()(const CareOfTest& test) const
    {
        return mobile.HandleCareOfTest(arrival.now, arrival.path, test);
    }

    /// @param error received @return actions
    Actions operator()(const BindingError& error) const
    {
        return mobile.HandleBindingError(arrival.now, arrival.path, error);
    }

    /// @param answer received @return actions
    Actions operator()(const BindingAcknowledgement& answer) const
    {
        const MessagePath& path = arrival.path;
        return mobile.HandleBindingAcknowledgement(
            arrival.now,
            {path.source, path.destination, answer, EncodeMobilityMessage(answer)});
    }

    /// @return actions of a Binding Refresh Request, since nothing else is left
    template <typename Message>
    Actions operator()(const Message&) const
    {
        return mobile.HandleRefreshRequest(arrival.now, arrival.path);
    }

    MobileNodeMachine& mobile; //!< that receives
    const Arrival& arrival;    //!< what it receives
};

/// @param mobile a mobile node @param arrival what reaches it @return its actions
inline Actions
Deliver(MobileNodeMachine& mobile, const Arrival& arrival)
{
    return std::visit(MobileDelivery{mobile, arrival}, arrival.send.message);
}

} // namespace ns3::mip6::tests

#endif /* MIP6_MESSAGE_DELIVERY_H */
