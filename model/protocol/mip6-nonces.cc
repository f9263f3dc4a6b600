/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-nonces.h"

#include <utility>

namespace ns3::mip6
{

namespace
{

/// Age from which a nonce goes into no more tokens: it has to outlive them (RFC 6275
/// section 5.2.7).
const Time MAX_NONCE_USE = MAX_NONCE_LIFETIME - MAX_TOKEN_LIFETIME;

/// Octets of a word of the random source.
constexpr std::size_t WORD_OCTETS = sizeof(uint64_t);

} // namespace

Nonces::Nonces(RandomSource random)
    : m_random(std::move(random)),
      m_nodeKey(Draw<NodeKey>()),
      m_nextIndex(static_cast<uint16_t>(m_random()))
{
}

template <typename Octets>
Octets
Nonces::Draw()
{
    Octets octets{};
    uint64_t word = 0;
    for (std::size_t i = 0; i < octets.size(); ++i)
    {
        word = i % WORD_OCTETS == 0 ? m_random() : word >> 8;
        octets[i] = static_cast<uint8_t>(word);
    }
    return octets;
}

const NodeKey&
Nonces::GetNodeKey() const
{
    return m_nodeKey;
}

IndexedNonce
Nonces::GetCurrent(Time now)
{
    // RFC 6275 section 5.2.7: a nonce is good for less than MAX_NONCE_LIFETIME after its first use.
    Forget(now - MAX_NONCE_LIFETIME);
    if (m_generations.empty() || now - m_generations.back().firstUsedAt >= MAX_NONCE_USE)
    {
        m_generations.push_back({{m_nextIndex, Draw<Nonce>()}, now});
        ++m_nextIndex;
    }
    return m_generations.back().indexed;
}

std::optional<Nonce>
Nonces::Find(Time now, uint16_t index) const
{
    if (m_generations.empty())
    {
        return std::nullopt;
    }
    // Indices count modulo 2^16; one before the first wraps to a distance beyond the last.
    const auto distance = static_cast<uint16_t>(index - m_generations.front().indexed.index);
    if (distance >= m_generations.size() ||
        now - m_generations[distance].firstUsedAt >= MAX_NONCE_LIFETIME)
    {
        return std::nullopt;
    }
    return m_generations[distance].indexed.nonce;
}

void
Nonces::Forget(Time firstUsedUntil)
{
    while (!m_generations.empty() && m_generations.front().firstUsedAt <= firstUsedUntil)
    {
        m_generations.pop_front();
    }
}

} // namespace ns3::mip6
