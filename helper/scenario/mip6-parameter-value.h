/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PARAMETER_VALUE_H
#define MIP6_PARAMETER_VALUE_H

#include "ns3/mip6-scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Values of scenario parameters, before they are known to fit, and their conversion.
 */

namespace ns3::mip6
{

/// What a parameter holds; decides how its value is written.
enum class ParameterKind : uint8_t
{
    TEXT,        //!< any words
    NAME,        //!< of a node, link or mobile node
    TIME,        //!< number with unit
    RATE,        //!< number with unit
    OCTETS,      //!< number, with or without unit
    PROBABILITY, //!< 0 to 1, or 0 % to 100 %
    COUNT,       //!< whole number
    BOOLEAN,     //!< true or false
    CHOICE,      //!< one of several words
    ADDRESS,     //!< an IPv6 address
    SUBNET,      //!< address/length
    SUBNET_LIST, //!< list of address/length, maybe empty
    NAME_PAIR,   //!< list of two names
    TIME_PAIR,   //!< list of two times, shortest and longest
};

/// One value as it stands in a scenario file.
using ParameterScalar = std::variant<bool, int64_t, double, std::string>;

/// A value or a list of values. Without any it stands for "not set".
struct ParameterValue
{
    std::vector<ParameterScalar> scalars; //!< one, or the entries of a list
    bool isList{false};                   //!< whether it is written as a list
};

/// Pairs, for parameters whose value is a list of two.
template <typename T>
using ParameterPair = std::pair<T*, T*>;

/// A place in a scenario that a parameter is read from and written to.
using ParameterTarget = std::variant<std::string*,
                                     std::optional<std::string>*,
                                     Time*,
                                     std::optional<Time>*,
                                     DataRate*,
                                     uint32_t*,
                                     double*,
                                     bool*,
                                     NodeRole*,
                                     MobileIpv6Support*,
                                     HomeAddressMode*,
                                     MobileRouterMode*,
                                     DadMode*,
                                     MovementMode*,
                                     MulticastMode*,
                                     CareOfMode*,
                                     TrafficKind*,
                                     FlowHomeAddress*,
                                     EventKind*,
                                     Ipv6Address*,
                                     std::optional<Subnet>*,
                                     std::vector<Subnet>*,
                                     ParameterPair<std::string>,
                                     ParameterPair<Time>>;

/**
 * @param value any value
 * @return it as it is written in a scenario file
 */
std::string Describe(const ParameterValue& value);

/**
 * @param text a value as on a command line, without quotes
 * @return it as a value
 */
ParameterValue MakeTextValue(const std::string& text);

/**
 * Put a value into a scenario.
 * @param value the value
 * @param kind how it has to be written
 * @param target where to put it; untouched if it does not fit
 * @return nothing, or what is wrong, to follow "name = value "
 */
std::optional<std::string> StoreValue(const ParameterValue& value,
                                      ParameterKind kind,
                                      const ParameterTarget& target);

/**
 * @param kind how the value is written
 * @param target where it is
 * @return the value
 */
ParameterValue LoadValue(ParameterKind kind, const ParameterTarget& target);

/**
 * @param kind a kind that has an order
 * @param scalar a value of it
 * @return its size in seconds, bits per second or octets, to compare it with; nothing for other
 * kinds
 */
std::optional<double> MeasureScalar(ParameterKind kind, const ParameterScalar& scalar);

/**
 * @param kind any kind
 * @return its name, e.g. "time"
 */
const char* GetName(ParameterKind kind);

/**
 * @param target any place
 * @return the words that it can hold, if it holds one of several words
 */
std::vector<std::string> GetChoices(const ParameterTarget& target);

} // namespace ns3::mip6

#endif /* MIP6_PARAMETER_VALUE_H */
