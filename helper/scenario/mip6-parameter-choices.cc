/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameter-value.h"

namespace ns3::mip6
{

namespace
{

/// @param last enumerator of a type of choices
/// @return the words of the type, in the order of its enumerators
template <typename E>
std::vector<std::string>
ListNames(E last)
{
    std::vector<std::string> names;
    for (uint8_t i = 0; i <= static_cast<uint8_t>(last); ++i)
    {
        names.emplace_back(GetName(static_cast<E>(i)));
    }
    return names;
}

/// Lists the words that a place can hold; has a function for every type of choices.
struct ChoiceLister
{
    /// @return the words
    std::vector<std::string> operator()(NodeRole* /* target */) const
    {
        return ListNames(NodeRole::CORRESPONDENT);
    }

    /// @return the words
    std::vector<std::string> operator()(MobileIpv6Support* /* target */) const
    {
        return ListNames(MobileIpv6Support::SILENT);
    }

    /// @return the words
    std::vector<std::string> operator()(HomeAddressMode* /* target */) const
    {
        return ListNames(HomeAddressMode::STATELESS);
    }

    /// @return the words
    std::vector<std::string> operator()(MobileRouterMode* /* target */) const
    {
        return ListNames(MobileRouterMode::HOST);
    }

    /// @return the words
    std::vector<std::string> operator()(DadMode* /* target */) const
    {
        return ListNames(DadMode::OFF);
    }

    /// @return the words
    std::vector<std::string> operator()(MovementMode* /* target */) const
    {
        return ListNames(MovementMode::ADVERTISEMENTS);
    }

    /// @return the words
    std::vector<std::string> operator()(MulticastMode* /* target */) const
    {
        return ListNames(MulticastMode::LOCAL);
    }

    /// @return the words
    std::vector<std::string> operator()(CareOfMode* /* target */) const
    {
        return ListNames(CareOfMode::STATEFUL);
    }

    /// @return the words
    std::vector<std::string> operator()(TrafficKind* /* target */) const
    {
        return ListNames(TrafficKind::MULTICAST);
    }

    /// @return the words
    std::vector<std::string> operator()(FlowHomeAddress* /* target */) const
    {
        return ListNames(FlowHomeAddress::PREFERRED);
    }

    /// @return the words
    std::vector<std::string> operator()(EventKind* /* target */) const
    {
        return ListNames(EventKind::PREFIX);
    }

    /// @return no words: the place holds something else
    template <typename T>
    std::vector<std::string> operator()(const T& /* target */) const
    {
        return {};
    }
};

} // namespace

std::vector<std::string>
GetChoices(const ParameterTarget& target)
{
    return std::visit(ChoiceLister(), target);
}

} // namespace ns3::mip6
