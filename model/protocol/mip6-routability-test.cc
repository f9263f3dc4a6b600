/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-routability-test.h"

namespace ns3::mip6
{

Cookie
RoutabilityTest::DrawCookie(Time now, const RandomSource& random)
{
    // RFC 6275 sections 5.2.3 and 11.8: random, and another one in each message.
    uint64_t bits = random();
    for (auto& octet : m_cookie)
    {
        octet = static_cast<uint8_t>(bits);
        bits >>= 8;
    }
    m_sentAt = now;
    ++m_attempts;
    return m_cookie;
}

Cookie
RoutabilityTest::Start(Time now, const Ipv6Address& address, const RandomSource& random)
{
    m_address = address;
    m_token.reset();
    m_attempts = 0;
    // RFC 6275 section 11.8: the waits are those of Binding Updates.
    m_retransmission.Start(now, INITIAL_BINDACK_TIMEOUT, MAX_BINDACK_TIMEOUT);
    return DrawCookie(now, random);
}

Cookie
RoutabilityTest::Repeat(Time now, const RandomSource& random)
{
    m_retransmission.Repeat(now);
    return DrawCookie(now, random);
}

void
RoutabilityTest::Stop()
{
    m_retransmission.Stop();
}

void
RoutabilityTest::Forget()
{
    m_token.reset();
}

bool
RoutabilityTest::IsExpected(const Cookie& cookie) const
{
    // RFC 6275 section 11.6.2: a Test counts while one is waited for, and with the cookie of the
    // latest Test Init.
    return IsRunning() && cookie == m_cookie;
}

bool
RoutabilityTest::Accept(const Cookie& cookie, const IndexedToken& token)
{
    if (!IsExpected(cookie))
    {
        return false;
    }
    m_retransmission.Stop();
    m_token = token;
    return true;
}

std::optional<IndexedToken>
RoutabilityTest::GetToken(Time now, const Ipv6Address& address) const
{
    // RFC 6275 section 5.2.7. Counted from the Test Init, which is before the correspondent node
    // made the token.
    const bool isFresh = now < m_sentAt + MAX_TOKEN_LIFETIME;
    return isFresh && address == m_address ? m_token : std::nullopt;
}

bool
RoutabilityTest::IsRunning() const
{
    return m_retransmission.GetRetryAt().has_value();
}

bool
RoutabilityTest::IsDue(Time now) const
{
    return m_retransmission.IsDue(now);
}

uint32_t
RoutabilityTest::GetAttempts() const
{
    return m_attempts;
}

std::optional<Time>
RoutabilityTest::GetRetryAt() const
{
    return m_retransmission.GetRetryAt();
}

} // namespace ns3::mip6
