/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_UPDATE_HISTORY_H
#define MIP6_UPDATE_HISTORY_H

#include "ns3/mip6-config.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

/**
 * @file
 * @ingroup mip6-protocol
 * The latest Binding Updates to one node: which an acknowledgement may answer, and when one more is
 * allowed.
 */

namespace ns3::mip6
{

/// Binding Updates that were sent to one node.
class UpdateHistory
{
  public:
    /// Acknowledgements of what was sent before are of no interest any more.
    void BeginExchange();

    /**
     * A Binding Update has been sent.
     * @param now current time
     * @param sequence its Sequence #
     */
    void Note(Time now, uint16_t sequence);

    /// @return whether nothing has been sent in this exchange
    bool IsEmpty() const;

    /**
     * @param sequence from an acknowledgement
     * @return when the Binding Update of this exchange that carried it was sent, nothing if none
     * did
     */
    std::optional<Time> FindSentAt(uint16_t sequence) const;

    /**
     * @param now current time
     * @return when MAX_UPDATE_RATE allows another Binding Update
     */
    Time GetAllowedAt(Time now) const;

  private:
    /// Sequence numbers and times of this exchange, the last few of them.
    std::deque<std::pair<uint16_t, Time>> m_outstanding;
    std::deque<Time> m_recent; //!< at most MAX_UPDATE_RATE, whatever exchange they belong to
};

} // namespace ns3::mip6

#endif /* MIP6_UPDATE_HISTORY_H */
