/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_REGISTRATION_FIXTURE_H
#define MIP6_REGISTRATION_FIXTURE_H

#include "mip6-protocol-makers.h"

#include "ns3/mip6-home-registration.h"

#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A home registration with the list that it writes to.
 */

namespace ns3::mip6::tests
{

/// Calls a HomeRegistration the way a mobile node does.
struct RegistrationFixture
{
    /**
     * @param config of the mobile node
     * @param random its bits
     */
    explicit RegistrationFixture(const MobileNodeConfig& config = MakeMobileNodeConfig(),
                                 const RandomSource& random = MakeRandom())
        : registration(config, random, list)
    {
    }

    /**
     * @param at time
     * @return actions of registering the first care-of address
     */
    Actions Register(Time at)
    {
        return registration.Register(at, CARE_OF_A, std::nullopt);
    }

    /**
     * @param at time
     * @param message to receive
     * @return what it means
     */
    RegistrationResult Receive(Time at, const BindingAcknowledgement& message)
    {
        return registration.HandleBindingAcknowledgement(at, message);
    }

    /**
     * Serve deadlines, each at its time.
     * @param end last time to serve
     * @return when a Binding Update was sent
     */
    std::vector<Time> ServeUntil(Time end)
    {
        std::vector<Time> sent;
        for (auto at = registration.GetNextDeadline(); at && *at <= end;
             at = registration.GetNextDeadline())
        {
            const RegistrationResult result = registration.HandleDeadline(*at);
            sent.insert(sent.end(), CountActions<SendMessage>(result.actions), *at);
            expirations += result.event == RegistrationEvent::EXPIRED ? 1 : 0;
        }
        return sent;
    }

    BindingUpdateList list;        //!< written by the registration
    HomeRegistration registration; //!< under test
    int expirations{0};            //!< EXPIRED events that ServeUntil has seen
};

/// The first care-of address is registered: sent at 0 s with Sequence # 101, accepted at 1 s for
/// 420 s.
struct RegisteredFixture : RegistrationFixture
{
    /// @param config of the mobile node
    explicit RegisteredFixture(const MobileNodeConfig& config = MakeMobileNodeConfig())
        : RegistrationFixture(config)
    {
        Register(Time());
        Receive(Seconds(1), MakeAcknowledgement(101));
    }
};

} // namespace ns3::mip6::tests

#endif /* MIP6_REGISTRATION_FIXTURE_H */
