/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTABILITY_TEST_H
#define MIP6_ROUTABILITY_TEST_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * One half of the return routability procedure, mobile side: a Test Init with its cookie, repeated
 * until the Test brings a keygen token (RFC 6275 sections 11.6 and 11.8).
 */

namespace ns3::mip6
{

/// What a Home Test or Care-of Test brings.
struct IndexedToken
{
    uint16_t nonceIndex{0}; //!< for the Nonce Indices option
    KeygenToken token{};    //!< one half of the key
};

/// The test of one address, home or care-of, with one correspondent node.
class RoutabilityTest
{
  public:
    /**
     * Begin: a Test Init leaves now. The token that there was is forgotten.
     * @param now current time
     * @param address that is tested
     * @param random bits
     * @return its cookie
     */
    Cookie Start(Time now, const Ipv6Address& address, const RandomSource& random);

    /**
     * A further Test Init leaves now.
     * @param now current time
     * @param random bits
     * @return its cookie
     */
    Cookie Repeat(Time now, const RandomSource& random);

    /// No further Test Init. A token stays.
    void Stop();

    /// The correspondent node does not accept the token any more.
    void Forget();

    /// @param cookie of a Test @return whether it answers the latest Test Init
    bool IsExpected(const Cookie& cookie) const;

    /**
     * A Test has arrived. The test ends if it fits.
     * @param cookie that it returns
     * @param token that it brings
     * @return whether it answers the latest Test Init
     */
    bool Accept(const Cookie& cookie, const IndexedToken& token);

    /**
     * @param now current time
     * @param address whose token is wanted
     * @return the token, if there is one that may be used
     */
    std::optional<IndexedToken> GetToken(Time now, const Ipv6Address& address) const;

    /// @return whether a Test is waited for
    bool IsRunning() const;

    /// @param now current time @return whether it is time to repeat the Test Init
    bool IsDue(Time now) const;

    /// @return Test Inits since Start
    uint32_t GetAttempts() const;

    /// @return when to repeat the Test Init, nothing if no Test is waited for
    std::optional<Time> GetRetryAt() const;

  private:
    /**
     * @param now current time
     * @param random bits
     * @return a new cookie
     */
    Cookie DrawCookie(Time now, const RandomSource& random);

    Ipv6Address m_address;               //!< that is or was tested
    Cookie m_cookie{};                   //!< of the latest Test Init
    Time m_sentAt;                       //!< of the latest Test Init
    uint32_t m_attempts{0};              //!< Test Inits since Start
    Retransmission m_retransmission;     //!< running while a Test is waited for
    std::optional<IndexedToken> m_token; //!< absent: none yet
};

} // namespace ns3::mip6

#endif /* MIP6_ROUTABILITY_TEST_H */
