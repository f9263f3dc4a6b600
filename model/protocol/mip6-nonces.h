/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NONCES_H
#define MIP6_NONCES_H

#include "ns3/mip6-config.h"
#include "ns3/mip6-return-routability-keys.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * The secrets of a correspondent node and their ages (RFC 6275 sections 5.2.1, 5.2.2 and 5.2.7).
 */

namespace ns3::mip6
{

/// A nonce and how messages name it.
struct IndexedNonce
{
    uint16_t index{0}; //!< nonce index
    Nonce nonce{};     //!< secret
};

/// Node key and generations of nonces. Time passes only when somebody asks.
class Nonces
{
  public:
    /// @param random bits
    explicit Nonces(RandomSource random);

    /// @return Kcn, always the same
    const NodeKey& GetNodeKey() const;

    /**
     * For a test that is answered now: a token from this nonce lives MAX_TOKEN_LIFETIME.
     * @param now current time, not before that of the last call
     * @return the youngest nonce, a new one if that is too old
     */
    IndexedNonce GetCurrent(Time now);

    /**
     * @param now current time
     * @param index from a Nonce Indices option
     * @return the nonce, nothing if it is unknown or too old
     */
    std::optional<Nonce> Find(Time now, uint16_t index) const;

    /**
     * Accept old nonces no more.
     * @param firstUsedUntil those whose first use was up to then
     */
    void Forget(Time firstUsedUntil);

  private:
    /// A nonce and its age.
    struct Generation
    {
        IndexedNonce indexed; //!< nonce
        Time firstUsedAt;     //!< in an answer
    };

    /**
     * @tparam Octets a std::array of octets
     * @return random ones
     */
    template <typename Octets>
    Octets Draw();

    RandomSource m_random;                //!< bits
    NodeKey m_nodeKey{};                  //!< constant
    uint16_t m_nextIndex{0};              //!< of the next nonce
    std::deque<Generation> m_generations; //!< oldest first, indices in sequence
};

} // namespace ns3::mip6

#endif /* MIP6_NONCES_H */
