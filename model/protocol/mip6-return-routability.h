/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RETURN_ROUTABILITY_H
#define MIP6_RETURN_ROUTABILITY_H

#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-correspondent-update.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-routability-test.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * The return routability procedure with one correspondent node, mobile side: its two tests at the
 * same time (RFC 6275 section 11.6).
 */

namespace ns3::mip6
{

/// Gets the tokens of a Binding Update.
class ReturnRoutability
{
  public:
    /// @param random bits of the cookies; must outlive this object
    explicit ReturnRoutability(const RandomSource& random);

    /**
     * Begin the tests whose token is missing or too old.
     * @param now current time
     * @param addresses of the registration
     * @return Test Inits; none if all tokens are there
     */
    Actions Begin(Time now, const CorrespondentAddresses& addresses);

    /// @param sibling with the same correspondent node, which has tested the care-of address
    /// (RFC 6275 section 5.2.5: its keygen token says nothing of the home address)
    void ShareCareOfTest(const ReturnRoutability& sibling);

    /// No further Test Inits. Tokens stay.
    void Stop();

    /// @param message received @return whether it was waited for
    bool Accept(const HomeTest& message);
    /// @param message received @return whether it was waited for
    bool Accept(const CareOfTest& message);

    /// @param message received @return whether it is waited for
    bool IsExpected(const CareOfTest& message) const;

    /// The home keygen token is not accepted any more.
    void ForgetHomeToken();
    /// The care-of keygen token is not accepted any more.
    void ForgetCareOfToken();

    /// @return whether a Test is waited for
    bool IsRunning() const;

    /**
     * @param now current time
     * @param addresses of the registration
     * @return tokens, if all that are needed are there and may be used
     */
    std::optional<UpdateTokens> GetTokens(Time now, const CorrespondentAddresses& addresses) const;

    /**
     * @param now current time
     * @return how often the Test Inits that are due now have been sent; 0 if none is due
     */
    uint32_t GetDueAttempts(Time now) const;

    /**
     * @param now current time
     * @param addresses of the registration
     * @return the Test Inits that are due, with new cookies
     */
    Actions Repeat(Time now, const CorrespondentAddresses& addresses);

    /// @return when Repeat wants to be called, nothing if never
    std::optional<Time> GetRetryAt() const;

  private:
    const RandomSource& m_random; //!< bits of the cookies
    RoutabilityTest m_home;       //!< of the home address
    RoutabilityTest m_careOf;     //!< of the care-of address
};

} // namespace ns3::mip6

#endif /* MIP6_RETURN_ROUTABILITY_H */
