/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameter-value.h"

#include "mip6-nearest-name.h"
#include "mip6-quantity.h"

#include <array>
#include <limits>
#include <type_traits>

namespace ns3::mip6
{

namespace
{

/// What StoreValue returns.
using Problem = std::optional<std::string>;

/// How values of a kind are written.
struct KindText
{
    const char* name;     //!< "time"
    const char* article;  //!< "a time"
    const char* examples; //!< what to write
};

/// @param kind any kind @return how its values are written
const KindText&
GetText(ParameterKind kind)
{
    static const std::array<KindText, 14> TEXTS{{
        {"text", "a text", R"("words in quotes")"},
        {"name", "a name", R"("ar1")"},
        {"time", "a time", R"("20 ms" or "10 s")"},
        {"rate", "a rate", R"("64 kbps" or "100 Mbps")"},
        {"octets", "a number of octets", R"(1000 or "8 kB")"},
        {"probability", "a probability", R"(0.05 or "5 %")"},
        {"count", "a whole number", "1"},
        {"boolean", "true or false", "true or false"},
        {"choice", "a word", R"("word")"},
        {"address", "an IPv6 address", R"("2001:1:0:1::1")"},
        {"subnet", "a subnet", R"("2001:1:0:1::/64")"},
        {"subnets", "a list of subnets", R"(["2001:1:0:9::/64"])"},
        {"names", "a list of two names", R"(["cn", "r1"])"},
        {"times", "a list of two times", R"(["30 ms", "70 ms"])"},
    }};
    return TEXTS[static_cast<std::size_t>(kind)];
}

/// @param kind expected @return the end of a message about a value of another kind
std::string
NotA(ParameterKind kind)
{
    const KindText& text = GetText(kind);
    if (kind == ParameterKind::BOOLEAN)
    {
        return "is not true or false";
    }
    return std::string("is not ") + text.article + "; write for example " + text.examples;
}

/// @param scalar any value @return as written, without quotes
std::string
ToText(const ParameterScalar& scalar)
{
    if (const auto* text = std::get_if<std::string>(&scalar))
    {
        return *text;
    }
    if (const auto* flag = std::get_if<bool>(&scalar))
    {
        return *flag ? "true" : "false";
    }
    if (const auto* number = std::get_if<int64_t>(&scalar))
    {
        return std::to_string(*number);
    }
    return FormatNumber(std::get<double>(scalar));
}

/// @param scalar any value @return as written in a file
std::string
DescribeScalar(const ParameterScalar& scalar)
{
    const std::string text = ToText(scalar);
    return std::holds_alternative<std::string>(scalar) ? Quote(text) : text;
}

/// @param kind a kind with units @param text a value @return what is wrong with it
std::string
QuantityProblem(ParameterKind kind, const std::string& text)
{
    const bool needsUnit = kind == ParameterKind::TIME || kind == ParameterKind::RATE;
    if (needsUnit && IsPlainNumber(text))
    {
        return std::string("has no unit; write ") + GetText(kind).examples;
    }
    return NotA(kind);
}

/// Puts one value into a place; has a function for every type of place.
class Store
{
  public:
    /// @param value to put @param kind how it has to be written
    Store(const ParameterValue& value, ParameterKind kind)
        : m_value(value),
          m_kind(kind)
    {
    }

    /// @param target where to put a word @return what is wrong
    Problem operator()(std::string* target) const
    {
        const auto* text = std::get_if<std::string>(&Single());
        if (!IsSingle() || !text)
        {
            return NotA(m_kind);
        }
        *target = *text;
        return std::nullopt;
    }

    /// @param target where to put a word @return what is wrong
    Problem operator()(std::optional<std::string>* target) const
    {
        std::string text;
        const Problem problem = (*this)(&text);
        if (!problem)
        {
            *target = text;
        }
        return problem;
    }

    /// @param target where to put a time @return what is wrong
    Problem operator()(Time* target) const
    {
        return StoreQuantity(ParseTime, target);
    }

    /// @param target where to put a time @return what is wrong
    Problem operator()(std::optional<Time>* target) const
    {
        return StoreQuantity(ParseTime, target);
    }

    /// @param target where to put a rate @return what is wrong
    Problem operator()(DataRate* target) const
    {
        return StoreQuantity(ParseRate, target);
    }

    /// @param target where to put an address @return what is wrong
    Problem operator()(Ipv6Address* target) const
    {
        return StoreQuantity(ParseAddress, target);
    }

    /// @param target where to put a subnet @return what is wrong
    Problem operator()(std::optional<Subnet>* target) const
    {
        return StoreQuantity(ParseSubnet, target);
    }

    /// @param target where to put subnets @return what is wrong
    Problem operator()(std::vector<Subnet>* target) const
    {
        std::vector<Subnet> subnets;
        for (const ParameterScalar& scalar : m_value.scalars)
        {
            const std::optional<Subnet> subnet = ParseSubnet(ToText(scalar));
            if (!subnet)
            {
                return NotA(m_kind);
            }
            subnets.push_back(*subnet);
        }
        if (!m_value.isList)
        {
            return NotA(m_kind);
        }
        *target = subnets;
        return std::nullopt;
    }

    /// @param target where to put a probability @return what is wrong
    Problem operator()(double* target) const
    {
        return StoreQuantity(ParseProbability, target);
    }

    /// @param target where to put octets or a count @return what is wrong
    Problem operator()(uint32_t* target) const
    {
        return m_kind == ParameterKind::OCTETS ? StoreQuantity(ParseOctets, target)
                                               : StoreQuantity(ParseUnsigned, target);
    }

    /// @param target where to put a flag @return what is wrong
    Problem operator()(bool* target) const
    {
        const std::string text = ToText(Single());
        if (!IsSingle() || (text != "true" && text != "false"))
        {
            return NotA(m_kind);
        }
        *target = text == "true";
        return std::nullopt;
    }

    /// @param target where to put one of several words @return what is wrong
    template <typename E>
    std::enable_if_t<std::is_enum_v<E>, Problem> operator()(E* target) const
    {
        const std::vector<std::string> choices = GetChoices(target);
        const std::string text = ToText(Single());
        for (std::size_t i = 0; IsSingle() && i < choices.size(); ++i)
        {
            if (choices[i] == text)
            {
                *target = static_cast<E>(i);
                return std::nullopt;
            }
        }
        return "is not one of: " + JoinNames(choices);
    }

    /// @param target where to put two values @return what is wrong
    template <typename T>
    Problem operator()(const ParameterPair<T>& target) const
    {
        if (!m_value.isList || m_value.scalars.size() != 2)
        {
            return NotA(m_kind);
        }
        const ParameterKind kind =
            m_kind == ParameterKind::TIME_PAIR ? ParameterKind::TIME : ParameterKind::NAME;
        T first = *target.first;
        const ParameterValue firstValue{{m_value.scalars[0]}, false};
        const ParameterValue secondValue{{m_value.scalars[1]}, false};
        Problem problem = Store(firstValue, kind)(&first);
        if (!problem)
        {
            problem = Store(secondValue, kind)(target.second);
        }
        if (!problem)
        {
            *target.first = first;
        }
        return problem;
    }

  private:
    /// @return whether it is one value, not a list
    bool IsSingle() const
    {
        return !m_value.isList && m_value.scalars.size() == 1;
    }

    /// @return the value, or an empty text if it is not a single one
    const ParameterScalar& Single() const
    {
        static const ParameterScalar NONE{std::string()};
        return IsSingle() ? m_value.scalars.front() : NONE;
    }

    /// @param text a number @return it, if it fits
    static std::optional<uint32_t> ParseUnsigned(const std::string& text)
    {
        const std::optional<int64_t> number = ParseCount(text);
        const bool fits = number && *number >= 0 && *number <= std::numeric_limits<uint32_t>::max();
        return fits ? std::optional<uint32_t>(static_cast<uint32_t>(*number)) : std::nullopt;
    }

    /// @param parse reads a text @param target where to put the quantity @return what is wrong
    template <typename P, typename T>
    Problem StoreQuantity(P parse, T* target) const
    {
        if (!IsSingle())
        {
            return NotA(m_kind);
        }
        const std::string text = ToText(Single());
        const auto quantity = parse(text);
        if (!quantity)
        {
            return QuantityProblem(m_kind, text);
        }
        *target = *quantity;
        return std::nullopt;
    }

    const ParameterValue& m_value; //!< to put
    ParameterKind m_kind;          //!< how it has to be written
};

/// Takes a value out of a place; has a function for every type of place.
class Load
{
  public:
    /// @param kind how the value is written
    explicit Load(ParameterKind kind)
        : m_kind(kind)
    {
    }

    /// @param target a word @return the value
    ParameterValue operator()(const std::string* target) const
    {
        return MakeTextValue(*target);
    }

    /// @param target a word, or none @return the value
    ParameterValue operator()(const std::optional<std::string>* target) const
    {
        return *target ? MakeTextValue(**target) : ParameterValue{};
    }

    /// @param target a time @return the value
    ParameterValue operator()(const Time* target) const
    {
        return MakeTextValue(FormatTime(*target));
    }

    /// @param target a time, or none @return the value
    ParameterValue operator()(const std::optional<Time>* target) const
    {
        return *target ? MakeTextValue(FormatTime(**target)) : ParameterValue{};
    }

    /// @param target a rate @return the value
    ParameterValue operator()(const DataRate* target) const
    {
        return MakeTextValue(FormatRate(*target));
    }

    /// @param target octets or a count @return the value
    ParameterValue operator()(const uint32_t* target) const
    {
        return {{static_cast<int64_t>(*target)}, false};
    }

    /// @param target a probability @return the value
    ParameterValue operator()(const double* target) const
    {
        return {{*target}, false};
    }

    /// @param target a flag @return the value
    ParameterValue operator()(const bool* target) const
    {
        return {{*target}, false};
    }

    /// @param target an address @return the value
    ParameterValue operator()(const Ipv6Address* target) const
    {
        return MakeTextValue(FormatAddress(*target));
    }

    /// @param target a subnet, or none @return the value
    ParameterValue operator()(const std::optional<Subnet>* target) const
    {
        return *target ? MakeTextValue(FormatSubnet(**target)) : ParameterValue{};
    }

    /// @param target subnets @return the list
    ParameterValue operator()(const std::vector<Subnet>* target) const
    {
        ParameterValue list{{}, true};
        for (const Subnet& subnet : *target)
        {
            list.scalars.emplace_back(FormatSubnet(subnet));
        }
        return list;
    }

    /// @param target two values @return the list
    template <typename T>
    ParameterValue operator()(const ParameterPair<T>& target) const
    {
        const ParameterValue first = (*this)(target.first);
        const ParameterValue second = (*this)(target.second);
        return {{first.scalars.front(), second.scalars.front()}, true};
    }

    /// @param target one of several words @return the value
    template <typename E>
    ParameterValue operator()(const E* target) const
    {
        return MakeTextValue(mip6::GetName(*target));
    }

  private:
    ParameterKind m_kind; //!< how the value is written
};

} // namespace

std::string
Describe(const ParameterValue& value)
{
    if (!value.isList)
    {
        return value.scalars.empty() ? "" : DescribeScalar(value.scalars.front());
    }
    std::vector<std::string> entries;
    for (const ParameterScalar& scalar : value.scalars)
    {
        entries.push_back(DescribeScalar(scalar));
    }
    return "[" + JoinNames(entries) + "]";
}

ParameterValue
MakeTextValue(const std::string& text)
{
    return {{text}, false};
}

std::optional<std::string>
StoreValue(const ParameterValue& value, ParameterKind kind, const ParameterTarget& target)
{
    return std::visit(Store(value, kind), target);
}

ParameterValue
LoadValue(ParameterKind kind, const ParameterTarget& target)
{
    return std::visit(Load(kind), target);
}

std::optional<double>
MeasureScalar(ParameterKind kind, const ParameterScalar& scalar)
{
    const std::string text = ToText(scalar);
    switch (kind)
    {
    case ParameterKind::TIME:
    case ParameterKind::TIME_PAIR: {
        const std::optional<Time> time = ParseTime(text);
        return time ? std::optional<double>(time->GetSeconds()) : std::nullopt;
    }
    case ParameterKind::RATE: {
        const std::optional<DataRate> rate = ParseRate(text);
        return rate ? std::optional<double>(static_cast<double>(rate->GetBitRate())) : std::nullopt;
    }
    case ParameterKind::OCTETS:
    case ParameterKind::COUNT:
        return ParseOctets(text);
    case ParameterKind::PROBABILITY:
        return ParseProbability(text);
    default:
        return std::nullopt;
    }
}

const char*
GetName(ParameterKind kind)
{
    return GetText(kind).name;
}

} // namespace ns3::mip6
