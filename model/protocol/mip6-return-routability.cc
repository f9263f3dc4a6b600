/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-return-routability.h"

#include "mip6-earliest.h"

#include <algorithm>

namespace ns3::mip6
{

ReturnRoutability::ReturnRoutability(const RandomSource& random)
    : m_random(random)
{
}

Actions
ReturnRoutability::Begin(Time now, const CorrespondentAddresses& addresses)
{
    Actions inits;
    // RFC 6275 section 11.6.1: both at the same time; a token that may still be used needs no test.
    if (!m_home.GetToken(now, addresses.homeAddress))
    {
        inits.emplace_back(
            MakeHomeTestInit(addresses, m_home.Start(now, addresses.homeAddress, m_random)));
    }
    if (!addresses.IsDeletion() && !m_careOf.GetToken(now, addresses.careOfAddress))
    {
        inits.emplace_back(
            MakeCareOfTestInit(addresses, m_careOf.Start(now, addresses.careOfAddress, m_random)));
    }
    return inits;
}

void
ReturnRoutability::ShareCareOfTest(const ReturnRoutability& sibling)
{
    m_careOf = sibling.m_careOf;
    m_careOf.Stop();
}

void
ReturnRoutability::Stop()
{
    m_home.Stop();
    m_careOf.Stop();
}

bool
ReturnRoutability::Accept(const HomeTest& message)
{
    return m_home.Accept(message.homeInitCookie, {message.homeNonceIndex, message.homeKeygenToken});
}

bool
ReturnRoutability::Accept(const CareOfTest& message)
{
    return m_careOf.Accept(message.careOfInitCookie,
                           {message.careOfNonceIndex, message.careOfKeygenToken});
}

bool
ReturnRoutability::IsExpected(const CareOfTest& message) const
{
    return m_careOf.IsExpected(message.careOfInitCookie);
}

void
ReturnRoutability::ForgetHomeToken()
{
    m_home.Forget();
}

void
ReturnRoutability::ForgetCareOfToken()
{
    m_careOf.Forget();
}

bool
ReturnRoutability::IsRunning() const
{
    return m_home.IsRunning() || m_careOf.IsRunning();
}

std::optional<UpdateTokens>
ReturnRoutability::GetTokens(Time now, const CorrespondentAddresses& addresses) const
{
    const auto home = m_home.GetToken(now, addresses.homeAddress);
    const auto careOf = m_careOf.GetToken(now, addresses.careOfAddress);
    if (!home || (!careOf && !addresses.IsDeletion()))
    {
        return std::nullopt;
    }
    return UpdateTokens{*home, careOf.value_or(IndexedToken())};
}

uint32_t
ReturnRoutability::GetDueAttempts(Time now) const
{
    uint32_t attempts = 0;
    for (const auto* test : {&m_home, &m_careOf})
    {
        if (test->IsDue(now))
        {
            attempts = std::max(attempts, test->GetAttempts());
        }
    }
    return attempts;
}

Actions
ReturnRoutability::Repeat(Time now, const CorrespondentAddresses& addresses)
{
    Actions inits;
    if (m_home.IsDue(now))
    {
        inits.emplace_back(MakeHomeTestInit(addresses, m_home.Repeat(now, m_random)));
    }
    if (m_careOf.IsDue(now))
    {
        inits.emplace_back(MakeCareOfTestInit(addresses, m_careOf.Repeat(now, m_random)));
    }
    return inits;
}

std::optional<Time>
ReturnRoutability::GetRetryAt() const
{
    return GetEarliest({m_home.GetRetryAt(), m_careOf.GetRetryAt()});
}

} // namespace ns3::mip6
