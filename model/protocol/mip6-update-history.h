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

/// At most MAX_UPDATE_RATE messages of a kind to one node in a second (RFC 6275 section 11.8).
class RateLimit
{
  public:
    /// @param now a message leaves
    void Note(Time now);

    /// @param now current time @return when another message is allowed
    Time GetAllowedAt(Time now) const;

  private:
    std::deque<Time> m_recent; //!< the latest, at most MAX_UPDATE_RATE
};

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
    RateLimit m_rate; //!< whatever exchange they belong to
};

} // namespace ns3::mip6

#endif /* MIP6_UPDATE_HISTORY_H */
