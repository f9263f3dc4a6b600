/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_ANSWER_H
#define MIP6_CORRESPONDENT_ANSWER_H

#include "ns3/mip6-mobility-messages.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-protocol
 * What a Binding Acknowledgement of a correspondent node means (RFC 6275 sections 9.5.4 and
 * 11.7.3).
 */

namespace ns3::mip6
{

/// What a Binding Acknowledgement means.
enum class CorrespondentAnswer : uint8_t
{
    UNRELATED,       //!< it answers nothing that was sent, or nobody vouches for it
    ACCEPTED,        //!< the binding is made or deleted
    NONCES_EXPIRED,  //!< one token or both are too old
    OUT_OF_SEQUENCE, //!< a greater sequence number is wanted
    REFUSED,         //!< for another reason
};

/// What is known about a Binding Acknowledgement.
struct AnswerFacts
{
    bool isAuthorized{false};  //!< its authenticator is right
    bool isOutstanding{false}; //!< a Binding Update with its sequence number waits for an answer
    bool isDeletion{false};    //!< what waits is a deletion
};

/**
 * @param message received
 * @param facts known about it
 * @return what it means
 */
CorrespondentAnswer JudgeAnswer(const BindingAcknowledgement& message, const AnswerFacts& facts);

/// @param status any @return whether it says that the home nonce index was too old
bool IsHomeNonceExpired(BindingStatus status);

/// @param status any @return whether it says that the care-of nonce index was too old
bool IsCareOfNonceExpired(BindingStatus status);

} // namespace ns3::mip6

#endif /* MIP6_CORRESPONDENT_ANSWER_H */
