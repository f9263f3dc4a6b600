/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RETURN_ROUTABILITY_KEYS_H
#define MIP6_RETURN_ROUTABILITY_KEYS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-options.h"

#include <array>
#include <cstddef>
#include <cstdint>

/**
 * @file
 * @ingroup mip6-protocol
 * Tokens, keys and authenticators of the return routability procedure (RFC 6275 sections 5.2.1 to
 * 5.2.6), computed with libgcrypt.
 *
 * The same input always gives the same output: keys and nonces come from the caller. The only
 * failure is a libgcrypt that does not work at all, because there is no memory or because its own
 * checks failed; then each Compute function throws std::runtime_error. No content of a message can
 * cause it.
 */

namespace ns3::mip6
{

/// Secret of a correspondent node, Kcn (RFC 6275 section 5.2.1).
using NodeKey = std::array<uint8_t, 20>;

/// Random octets that a correspondent node renews (RFC 6275 section 5.2.2: any length, 64 bits are
/// recommended).
using Nonce = std::array<uint8_t, 8>;

/// Key of Binding Updates and Acknowledgements, Kbm (RFC 6275 section 5.2.5).
using BindingManagementKey = std::array<uint8_t, 20>;

/// The two tokens that a mobile node proves to have received.
struct KeygenTokens
{
    KeygenToken home{};   //!< from the Home Test
    KeygenToken careOf{}; //!< from the Care-of Test
};

/// The addresses that an authenticator covers besides the message (RFC 6275 section 6.2.7).
struct AuthenticatedAddresses
{
    /// The address that the Binding Update registers, which need not be its source; the home
    /// address if it deletes the binding. The same for the Binding Acknowledgement.
    Ipv6Address careOfAddress;
    /// Of the correspondent node; its home address if it is mobile itself.
    Ipv6Address correspondent;
};

/**
 * RFC 6275 section 5.2.5: the home keygen token.
 * @param key of the correspondent node
 * @param homeAddress source of the Home Test Init
 * @param nonce that the home nonce index of the Home Test names
 * @return the token
 */
KeygenToken ComputeHomeKeygenToken(const NodeKey& key,
                                   const Ipv6Address& homeAddress,
                                   const Nonce& nonce);

/**
 * RFC 6275 section 5.2.5: the care-of keygen token.
 * @param key of the correspondent node
 * @param careOfAddress source of the Care-of Test Init
 * @param nonce that the care-of nonce index of the Care-of Test names
 * @return the token, never the home keygen token of the same address and nonce
 */
KeygenToken ComputeCareOfKeygenToken(const NodeKey& key,
                                     const Ipv6Address& careOfAddress,
                                     const Nonce& nonce);

/**
 * RFC 6275 section 5.2.5: the key that registers a care-of address.
 * @param tokens both of them
 * @return the key
 */
BindingManagementKey ComputeBindingManagementKey(const KeygenTokens& tokens);

/**
 * RFC 6275 section 5.2.5: the key that deletes a binding, without a care-of keygen token.
 * @param homeToken from the Home Test
 * @return the key
 */
BindingManagementKey ComputeBindingManagementKey(const KeygenToken& homeToken);

/**
 * RFC 6275 section 6.2.7: the Authenticator of a Binding Authorization Data option. It does not
 * depend on the present content of the Checksum field, which counts as 0, nor of the Authenticator
 * field, which is the last one because the option is.
 * @param key that both nodes know
 * @param addresses of the two nodes
 * @param mobilityHeader first octet of a complete message whose last option is this one
 * @param size octets; in fewer than those of the Authenticator there is no message to cover, and
 * only the addresses count
 * @return the authenticator
 */
Authenticator ComputeAuthenticator(const BindingManagementKey& key,
                                   const AuthenticatedAddresses& addresses,
                                   const uint8_t* mobilityHeader,
                                   std::size_t size);

/**
 * Compare in a time that does not tell how many octets agree.
 * @param a an authenticator
 * @param b another
 * @return whether they are equal
 */
bool IsSameAuthenticator(const Authenticator& a, const Authenticator& b);

} // namespace ns3::mip6

#endif /* MIP6_RETURN_ROUTABILITY_KEYS_H */
