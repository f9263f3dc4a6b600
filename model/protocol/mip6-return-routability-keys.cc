/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-return-routability-keys.h"

#include "ns3/mip6-mobility-checksum.h"

#include <algorithm>
#include <gcrypt.h>
#include <stdexcept>
#include <string>

namespace ns3::mip6
{

namespace
{

/// Octets of an IPv6 address.
constexpr std::size_t ADDRESS_OCTETS = 16;
/// What the Checksum field counts as in an authenticator (RFC 6275 section 6.2.7).
constexpr std::array<uint8_t, 2> ZERO_CHECKSUM{};

/// Result of SHA-1 and of HMAC with SHA-1, the functions that RFC 6275 section 5.2.4 names.
using Digest = std::array<uint8_t, 20>;

/// What is appended to the input of a keygen token, so that a home keygen token is never a care-of
/// keygen token (RFC 6275 section 5.2.5).
enum class TokenKind : uint8_t
{
    HOME = 0,
    CARE_OF = 1,
};

/**
 * @param data first octet
 * @param size octets
 * @return the same as libgcrypt takes it
 */
gcry_buffer_t
MakePart(const uint8_t* data, std::size_t size)
{
    gcry_buffer_t part{};
    part.len = size;
    // The type of libgcrypt serves for output as well, but a hash function only reads.
    part.data = const_cast<uint8_t*>(data);
    return part;
}

/**
 * @tparam Octets a std::array of octets
 * @param octets must outlive the result
 * @return the same as libgcrypt takes it
 */
template <typename Octets>
gcry_buffer_t
MakePart(const Octets& octets)
{
    return MakePart(octets.data(), octets.size());
}

/**
 * @tparam Count of parts
 * @param flags of libgcrypt; with GCRY_MD_FLAG_HMAC the first part is the key
 * @param parts what is hashed, one after the other
 * @return the digest
 */
template <std::size_t Count>
Digest
ComputeDigest(unsigned int flags, const std::array<gcry_buffer_t, Count>& parts)
{
    // The library asks for this call before any other, and for one thread at a time in it.
    [[maybe_unused]] static const char* const VERSION = gcry_check_version(nullptr);
    Digest digest{};
    const gcry_error_t error = gcry_md_hash_buffers(GCRY_MD_SHA1,
                                                    flags,
                                                    digest.data(),
                                                    parts.data(),
                                                    static_cast<int>(Count));
    if (error != 0)
    {
        // A known value in place of a digest would be a key that everybody has.
        throw std::runtime_error(std::string("libgcrypt cannot compute SHA-1: ") +
                                 gcry_strerror(error));
    }
    return digest;
}

/**
 * The function First of RFC 6275 section 3.1.
 * @tparam Result a shorter array
 * @param digest of a hash function
 * @return its first octets
 */
template <typename Result>
Result
TakeFirst(const Digest& digest)
{
    Result result{};
    std::copy_n(digest.begin(), result.size(), result.begin());
    return result;
}

/**
 * RFC 6275 section 5.2.5: First(64, HMAC_SHA1(Kcn, (address | nonce | kind))).
 * @param key of the correspondent node
 * @param address under test
 * @param nonce of the correspondent node
 * @param kind which of the tests
 * @return the token
 */
KeygenToken
ComputeKeygenToken(const NodeKey& key,
                   const Ipv6Address& address,
                   const Nonce& nonce,
                   TokenKind kind)
{
    std::array<uint8_t, ADDRESS_OCTETS + std::tuple_size_v<Nonce> + 1> input{};
    address.GetBytes(input.data());
    std::copy(nonce.begin(), nonce.end(), input.begin() + ADDRESS_OCTETS);
    input.back() = static_cast<uint8_t>(kind);
    return TakeFirst<KeygenToken>(
        ComputeDigest(GCRY_MD_FLAG_HMAC, std::array{MakePart(key), MakePart(input)}));
}

} // namespace

KeygenToken
ComputeHomeKeygenToken(const NodeKey& key, const Ipv6Address& homeAddress, const Nonce& nonce)
{
    return ComputeKeygenToken(key, homeAddress, nonce, TokenKind::HOME);
}

KeygenToken
ComputeCareOfKeygenToken(const NodeKey& key, const Ipv6Address& careOfAddress, const Nonce& nonce)
{
    return ComputeKeygenToken(key, careOfAddress, nonce, TokenKind::CARE_OF);
}

BindingManagementKey
ComputeBindingManagementKey(const KeygenTokens& tokens)
{
    // RFC 6275 section 5.2.5: SHA1(home keygen token | care-of keygen token).
    return ComputeDigest(0, std::array{MakePart(tokens.home), MakePart(tokens.careOf)});
}

BindingManagementKey
ComputeBindingManagementKey(const KeygenToken& homeToken)
{
    // RFC 6275 section 5.2.5: SHA1(home keygen token).
    return ComputeDigest(0, std::array{MakePart(homeToken)});
}

Authenticator
ComputeAuthenticator(const BindingManagementKey& key,
                     const AuthenticatedAddresses& addresses,
                     const uint8_t* mobilityHeader,
                     std::size_t size)
{
    // RFC 6275 section 6.2.7: First(96, HMAC_SHA1(Kbm, Mobility Data)), where Mobility Data is
    // care-of address | correspondent | MH Data.
    std::array<uint8_t, 2 * ADDRESS_OCTETS> covered{};
    addresses.careOfAddress.GetBytes(covered.data());
    addresses.correspondent.GetBytes(covered.data() + ADDRESS_OCTETS);
    // MH Data ends before the Authenticator, and its Checksum field is 0.
    const std::size_t dataSize = size - std::min(size, std::tuple_size_v<Authenticator>);
    const std::size_t before = std::min(dataSize, MOBILITY_CHECKSUM_OFFSET);
    const std::size_t zeros = std::min(dataSize - before, ZERO_CHECKSUM.size());
    const std::size_t after = dataSize - before - zeros;
    return TakeFirst<Authenticator>(
        ComputeDigest(GCRY_MD_FLAG_HMAC,
                      std::array{MakePart(key),
                                 MakePart(covered),
                                 MakePart(mobilityHeader, before),
                                 MakePart(ZERO_CHECKSUM.data(), zeros),
                                 MakePart(mobilityHeader + before + zeros, after)}));
}

bool
IsSameAuthenticator(const Authenticator& a, const Authenticator& b)
{
    int difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
    {
        difference |= a[i] ^ b[i];
    }
    return difference == 0;
}

} // namespace ns3::mip6
