/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-answer.h"

namespace ns3::mip6
{

bool
IsHomeNonceExpired(BindingStatus status)
{
    return status == BindingStatus::EXPIRED_HOME_NONCE_INDEX ||
           status == BindingStatus::EXPIRED_NONCES;
}

bool
IsCareOfNonceExpired(BindingStatus status)
{
    return status == BindingStatus::EXPIRED_CARE_OF_NONCE_INDEX ||
           status == BindingStatus::EXPIRED_NONCES;
}

CorrespondentAnswer
JudgeAnswer(const BindingAcknowledgement& message, const AnswerFacts& facts)
{
    // RFC 6275 section 9.5.4: what refuses a nonce index cannot be authorized.
    if (IsHomeNonceExpired(message.status) || IsCareOfNonceExpired(message.status))
    {
        return facts.isOutstanding ? CorrespondentAnswer::NONCES_EXPIRED
                                   : CorrespondentAnswer::UNRELATED;
    }
    if (!facts.isAuthorized)
    {
        return CorrespondentAnswer::UNRELATED;
    }
    // RFC 6275 section 11.7.3: it carries the last number that was accepted, not ours.
    if (message.status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW)
    {
        return CorrespondentAnswer::OUT_OF_SEQUENCE;
    }
    if (!facts.isOutstanding)
    {
        return CorrespondentAnswer::UNRELATED;
    }
    const bool isUseful = facts.isDeletion || message.lifetime.IsStrictlyPositive();
    return IsAccepted(message.status) && isUseful ? CorrespondentAnswer::ACCEPTED
                                                  : CorrespondentAnswer::REFUSED;
}

} // namespace ns3::mip6
