/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HEX_H
#define MIP6_HEX_H

#include "ns3/mip6-byte-io.h"

#include <cstddef>
#include <stdexcept>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * Octets from and to hexadecimal text.
 */

namespace ns3::mip6::tests
{

/**
 * @param digit a hexadecimal digit
 * @return its value
 */
inline uint8_t
FromHexDigit(char digit)
{
    static const std::string DIGITS = "0123456789abcdef";
    const std::size_t value = DIGITS.find(digit);
    if (value == std::string::npos)
    {
        throw std::invalid_argument("not a hexadecimal digit");
    }
    return static_cast<uint8_t>(value);
}

/**
 * @param text lower-case digits, two per octet; blanks may stand between octets
 * @return the octets
 */
inline Bytes
FromHex(const std::string& text)
{
    Bytes bytes;
    for (std::size_t i = 0; i < text.size();)
    {
        if (text[i] == ' ')
        {
            ++i;
            continue;
        }
        const int high = FromHexDigit(text[i]) << 4;
        bytes.push_back(static_cast<uint8_t>(high | FromHexDigit(text.at(i + 1))));
        i += 2;
    }
    return bytes;
}

/**
 * @param bytes octets
 * @return two lower-case digits per octet
 */
inline std::string
ToHex(const Bytes& bytes)
{
    static const char* const DIGITS = "0123456789abcdef";
    std::string text;
    for (uint8_t octet : bytes)
    {
        text.push_back(DIGITS[octet >> 4]);
        text.push_back(DIGITS[octet & 0x0F]);
    }
    return text;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_HEX_H */
