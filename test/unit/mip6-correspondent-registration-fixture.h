/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_REGISTRATION_FIXTURE_H
#define MIP6_CORRESPONDENT_REGISTRATION_FIXTURE_H

#include "mip6-played-correspondent.h"

#include "ns3/mip6-correspondent-registration.h"

#include <optional>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * A correspondent registration, and the correspondent node that it talks to.
 */

namespace ns3::mip6::tests
{

/// Calls a CorrespondentRegistration the way a mobile node does.
class CorrespondentRegistrationFixture
{
  public:
    /// @param mobileConfig of the mobile node
    explicit CorrespondentRegistrationFixture(
        const MobileNodeConfig& mobileConfig = MakeMobileNodeConfig())
        : config(mobileConfig),
          registration(context, CORRESPONDENT)
    {
    }

    CorrespondentRegistrationFixture(const CorrespondentRegistrationFixture&) = delete;
    CorrespondentRegistrationFixture& operator=(const CorrespondentRegistrationFixture&) = delete;

    /// @param result of the registration @return the same, seen by the correspondent node
    CorrespondentResult See(CorrespondentResult result)
    {
        peer.See(result.actions);
        return result;
    }

    /// @param at time @param address care-of address @return result of binding it
    CorrespondentResult Register(Time at, const Ipv6Address& address = CARE_OF_A)
    {
        return See(registration.Register(at, {address, std::nullopt}));
    }

    /// @param at time @return result of beginning the deletion
    CorrespondentResult Deregister(Time at)
    {
        return See(registration.Deregister(at));
    }

    /// @param at time @return result of the right Home Test
    CorrespondentResult AnswerHome(Time at)
    {
        return See(registration.HandleHomeTest(at, peer.MakeHomeTest()));
    }

    /// @param at time @return result of the right Care-of Test
    CorrespondentResult AnswerCareOf(Time at)
    {
        return See(registration.HandleCareOfTest(at, peer.MakeCareOfTest()));
    }

    /// @param at time @return result of both Tests
    CorrespondentResult AnswerTests(Time at)
    {
        AnswerHome(at);
        return AnswerCareOf(at);
    }

    /// @param at time @param message acknowledgement @return result of receiving it
    CorrespondentResult Receive(Time at, const BindingAcknowledgement& message)
    {
        return See(
            registration.HandleBindingAcknowledgement(at, message, EncodeMobilityMessage(message)));
    }

    /// @param at time @return result of the latest Binding Update being accepted
    CorrespondentResult Accept(Time at)
    {
        return Receive(at, peer.Accept());
    }

    /// @param at time @param address care-of address that is bound without a delay
    void Bind(Time at, const Ipv6Address& address = CARE_OF_A)
    {
        if (!NameMessages(Register(at, address).actions).empty())
        {
            AnswerHome(at);
            AnswerCareOf(at);
        }
        Accept(at);
    }

    /**
     * Serve deadlines, each at its time.
     * @param end last time to serve
     * @return when which message was sent, and when the registration had lost or ended something
     */
    Lines ServeUntil(Time end)
    {
        Lines lines;
        bool hasEnded = false;
        for (auto at = registration.GetNextDeadline(); at && *at <= end && !hasEnded;
             at = registration.GetNextDeadline())
        {
            const CorrespondentResult result = See(registration.HandleDeadline(*at));
            Lines names = NameMessages(result.actions);
            hasEnded = result.event == CorrespondentEvent::ENDED;
            if (hasEnded || result.event == CorrespondentEvent::LOST)
            {
                names.emplace_back(hasEnded ? "ended" : "lost");
            }
            const Lines stamped = Stamp(*at, names);
            lines.insert(lines.end(), stamped.begin(), stamped.end());
        }
        return lines;
    }

    /// @return entry of the correspondent node
    const BindingUpdateEntry& GetEntry()
    {
        return *list.Find(CORRESPONDENT);
    }

    MobileNodeConfig config;                                     //!< of the mobile node
    RandomSource random{MakeCounter()};                          //!< of the mobile node
    std::optional<Time> usedAt;                                  //!< of the direct path
    LastUse lastUse{[this](auto&) { return usedAt; }};           //!< tells usedAt
    BindingUpdateList list;                                      //!< written by the registration
    CorrespondentContext context{config, random, lastUse, list}; //!< of the registration
    CorrespondentRegistration registration;                      //!< under test
    PlayedCorrespondent peer;                                    //!< that it talks to
};

/// The first care-of address is bound at 0 s with Sequence # 101, for 420 s.
class BoundRegistrationFixture : public CorrespondentRegistrationFixture
{
  public:
    /// @param mobileConfig of the mobile node
    explicit BoundRegistrationFixture(const MobileNodeConfig& mobileConfig = MakeMobileNodeConfig())
        : CorrespondentRegistrationFixture(mobileConfig)
    {
        Bind(Time());
    }
};

/// @return a refusal that says so
inline Lines
DescribeDrop()
{
    return {"Drop " + std::string(GetName(Mip6DropReason::UNEXPECTED_MESSAGE))};
}

} // namespace ns3::mip6::tests

#endif /* MIP6_CORRESPONDENT_REGISTRATION_FIXTURE_H */
