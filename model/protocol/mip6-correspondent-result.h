/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_RESULT_H
#define MIP6_CORRESPONDENT_RESULT_H

#include "ns3/mip6-actions.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <utility>

/**
 * @file
 * @ingroup mip6-protocol
 * What an input of a correspondent registration leads to.
 */

namespace ns3::mip6
{

/// What an input has led to.
enum class CorrespondentEvent : uint8_t
{
    NONE,  //!< nothing that others need to know
    BOUND, //!< the correspondent node has the binding
    LOST,  //!< the correspondent node has no binding, or is to be thought to have none
    ENDED, //!< the registration is over and to be forgotten
};

/// Answer to an input.
struct CorrespondentResult
{
    CorrespondentEvent event{CorrespondentEvent::NONE}; //!< what it means
    Actions actions;                                    //!< what to do
    std::optional<Time> restUntil; //!< with ENDED: given up, not to be tried again before
};

/// @return answer to a message that fits nothing
inline CorrespondentResult
Discard()
{
    return {CorrespondentEvent::NONE,
            {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}},
            std::nullopt};
}

/**
 * @param first result
 * @param second result
 * @return both; the latter event counts if there is one
 */
inline CorrespondentResult
Join(CorrespondentResult first, CorrespondentResult second)
{
    Append(first.actions, std::move(second.actions));
    first.event = second.event == CorrespondentEvent::NONE ? first.event : second.event;
    first.restUntil = second.restUntil ? second.restUntil : first.restUntil;
    return first;
}

} // namespace ns3::mip6

#endif /* MIP6_CORRESPONDENT_RESULT_H */
