/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-quantity.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

namespace ns3::mip6
{

namespace
{

/// A unit and what one of it is worth.
struct Unit
{
    std::string_view name; //!< as written
    double worth;          //!< in the base unit
};

/// Times, in nanoseconds; the last ones are read but not written.
const std::vector<Unit> TIME_UNITS{
    {"s", 1e9},
    {"ms", 1e6},
    {"us", 1e3},
    {"ns", 1},
    {"min", 60e9},
    {"h", 3600e9},
};
constexpr std::size_t WRITTEN_TIME_UNITS = 4; //!< the first ones
/// Rates, in bits per second.
const std::vector<Unit> RATE_UNITS{{"Gbps", 1e9}, {"Mbps", 1e6}, {"kbps", 1e3}, {"bps", 1}};
/// Sizes, in octets.
const std::vector<Unit> OCTET_UNITS{
    {"", 1},
    {"B", 1},
    {"kB", 1e3},
    {"KiB", 1024},
    {"MB", 1e6},
    {"MiB", 1048576},
};
/// Probabilities.
const std::vector<Unit> PROBABILITY_UNITS{{"", 1}, {"%", 0.01}};

/// A number and the word behind it.
struct Measurement
{
    double number{0};      //!< the number
    std::string_view unit; //!< empty if there is none
};

/// @param text any text @return its number and unit, if it starts with a number
std::optional<Measurement>
Split(std::string_view text)
{
    Measurement measurement;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, measurement.number);
    if (error != std::errc() || !std::isfinite(measurement.number))
    {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    measurement.unit = text;
    return measurement;
}

/// @param text any text @param units allowed units @return the number in the base unit
std::optional<double>
Parse(const std::string& text, const std::vector<Unit>& units)
{
    const std::optional<Measurement> measurement = Split(text);
    if (!measurement)
    {
        return std::nullopt;
    }
    for (const Unit& unit : units)
    {
        if (unit.name == measurement->unit)
        {
            // Dividing by 100 is exact where multiplying by 0.01 is not.
            return unit.name == "%" ? measurement->number / 100 : measurement->number * unit.worth;
        }
    }
    return std::nullopt;
}

/// @param value any number @param limit largest allowed @return it as a whole number, if it is one
template <typename T>
std::optional<T>
ToWhole(std::optional<double> value, T limit)
{
    if (!value || *value < 0 || *value > static_cast<double>(limit) || std::floor(*value) != *value)
    {
        return std::nullopt;
    }
    return static_cast<T>(*value);
}

/// Larger times would come close to the end of what Time can hold.
constexpr double LONGEST_TIME_NS = 1e18;
/// Rates up to here are exact in a double.
constexpr uint64_t FASTEST_RATE = 1'000'000'000'000'000;

} // namespace

std::optional<Time>
ParseTime(const std::string& text)
{
    const std::optional<double> value = Parse(text, TIME_UNITS);
    if (!value || std::abs(*value) > LONGEST_TIME_NS)
    {
        return std::nullopt;
    }
    return NanoSeconds(std::llround(*value));
}

std::optional<DataRate>
ParseRate(const std::string& text)
{
    const std::optional<uint64_t> value = ToWhole(Parse(text, RATE_UNITS), FASTEST_RATE);
    return value ? std::optional<DataRate>(DataRate(*value)) : std::nullopt;
}

std::optional<uint32_t>
ParseOctets(const std::string& text)
{
    return ToWhole(Parse(text, OCTET_UNITS), std::numeric_limits<uint32_t>::max());
}

std::optional<double>
ParseProbability(const std::string& text)
{
    return Parse(text, PROBABILITY_UNITS);
}

std::optional<Subnet>
ParseSubnet(const std::string& text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos)
    {
        return std::nullopt;
    }
    const std::optional<Ipv6Address> address = ParseAddress(text.substr(0, slash));
    const std::optional<int64_t> length = ParseCount(text.substr(slash + 1));
    if (!address || !length || *length < 1 || *length > 128)
    {
        return std::nullopt;
    }
    return Subnet{*address, static_cast<uint8_t>(*length)};
}

std::optional<Ipv6Address>
ParseAddress(const std::string& text)
{
    std::array<uint8_t, 16> octets{};
    if (inet_pton(AF_INET6, text.c_str(), octets.data()) != 1)
    {
        return std::nullopt;
    }
    return Ipv6Address(octets.data());
}

std::optional<int64_t>
ParseCount(const std::string& text)
{
    int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional<int64_t>(number) : std::nullopt;
}

bool
IsPlainNumber(const std::string& text)
{
    const std::optional<Measurement> measurement = Split(text);
    return measurement && measurement->unit.empty();
}

std::string
FormatTime(Time time)
{
    // The largest unit of which there is at least one, if a short decimal number is exact in it.
    for (std::size_t i = 0; i < WRITTEN_TIME_UNITS; ++i)
    {
        const double number = static_cast<double>(time.GetNanoSeconds()) / TIME_UNITS[i].worth;
        const std::string text = FormatNumber(number) + " " + std::string(TIME_UNITS[i].name);
        if ((std::abs(number) >= 1 || number == 0) && ParseTime(text) == time)
        {
            return text;
        }
    }
    return std::to_string(time.GetNanoSeconds()) + " ns";
}

std::string
FormatRate(DataRate rate)
{
    const uint64_t bits = rate.GetBitRate();
    const auto whole = std::find_if(RATE_UNITS.begin(), RATE_UNITS.end(), [bits](const Unit& unit) {
        return bits != 0 && bits % static_cast<uint64_t>(unit.worth) == 0;
    });
    const Unit& unit = whole == RATE_UNITS.end() ? RATE_UNITS.back() : *whole;
    return std::to_string(bits / static_cast<uint64_t>(unit.worth)) + " " + std::string(unit.name);
}

std::string
FormatSubnet(const Subnet& subnet)
{
    return FormatAddress(subnet.network) + "/" + std::to_string(subnet.prefixLength);
}

std::string
FormatNumber(double number)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

std::string
FormatAddress(Ipv6Address address)
{
    std::array<uint8_t, 16> octets{};
    std::array<char, INET6_ADDRSTRLEN> text{};
    address.GetBytes(octets.data());
    inet_ntop(AF_INET6, octets.data(), text.data(), text.size());
    return text.data();
}

} // namespace ns3::mip6
