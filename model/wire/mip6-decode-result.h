/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DECODE_RESULT_H
#define MIP6_DECODE_RESULT_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

/**
 * @file
 * @ingroup mip6-wire
 * What a decoder answers: a value, or the reason why there is none.
 */

namespace ns3::mip6
{

/// Why octets were refused.
enum class DecodeError : uint8_t
{
    NONE,              //!< there is a value
    TRUNCATED,         //!< the octets end before the format does
    BAD_LENGTH,        //!< a length field contradicts the format
    BAD_CHECKSUM,      //!< the checksum does not match
    BAD_PAYLOAD_PROTO, //!< Payload Proto is not 59 (RFC 6275 section 6.1.1)
    BAD_VALUE,         //!< a field holds a value that its RFC forbids
};

/**
 * @param error why octets were refused
 * @return a few words for logs and traces
 */
const char* GetName(DecodeError error);

/// Why octets were refused, and where; or that they were not.
struct Refusal
{
    DecodeError error{DecodeError::NONE}; //!< the reason
    std::size_t offset{0};                //!< of the offending octet

    /// @return whether octets were refused
    explicit operator bool() const
    {
        return error != DecodeError::NONE;
    }
};

/// A decoded value, or the reason why there is none.
/// @tparam T the type of the value
template <typename T>
struct DecodeResult
{
    std::optional<T> value;               //!< set exactly when error is NONE
    DecodeError error{DecodeError::NONE}; //!< why there is no value
    std::size_t offset{0};                //!< octet of the offending field, for Parameter Problem

    /**
     * @param v the decoded value
     * @return a result that holds it
     */
    static DecodeResult Ok(T v)
    {
        return {std::optional<T>(std::move(v)), DecodeError::NONE, 0};
    }

    /**
     * @param why the reason
     * @param at octet of the offending field, counted from the start of the format
     * @return a result without a value
     */
    static DecodeResult Fail(DecodeError why, std::size_t at)
    {
        return {std::nullopt, why, at};
    }

    /**
     * @param refusal the reason, and where
     * @return a result without a value
     */
    static DecodeResult Fail(const Refusal& refusal)
    {
        return Fail(refusal.error, refusal.offset);
    }

    /// @return why there is no value, and where
    Refusal GetRefusal() const
    {
        return {error, offset};
    }

    /// @return whether there is a value
    explicit operator bool() const
    {
        return value.has_value();
    }
};

} // namespace ns3::mip6

#endif /* MIP6_DECODE_RESULT_H */
