/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-link-layer.h"
#include "mip6-message-printer.h"

#include "ns3/mip6-numbers.h"

#include <variant>

namespace ns3
{

namespace
{

/**
 * @param letter of a flag
 * @param isSet whether to show it
 * @return the letter or nothing
 */
const char*
If(const char* letter, bool isSet)
{
    return isSet ? letter : "";
}

/// Prints one Neighbor Discovery option.
struct OptionPrinter
{
    std::ostream& os; //!< where to

    /// @name One per option type
    /// @{
    void operator()(const mip6::SourceLinkLayerAddress& option) const
    {
        os << "Source Link-Layer Address " << ToMac48Address(option.address);
    }

    void operator()(const mip6::TargetLinkLayerAddress& option) const
    {
        os << "Target Link-Layer Address " << ToMac48Address(option.address);
    }

    void operator()(const mip6::PrefixInformation& option) const
    {
        os << "Prefix Information " << option.prefix << "/"
           << static_cast<uint32_t>(option.prefixLength) << " flags=" << If("L", option.onLink)
           << If("A", option.autonomous) << If("R", option.routerAddress)
           << " valid=" << option.validLifetime.As(Time::S)
           << " preferred=" << option.preferredLifetime.As(Time::S);
    }

    void operator()(const mip6::MtuOption& option) const
    {
        os << "MTU " << option.mtu;
    }

    void operator()(const mip6::AdvertisementInterval& option) const
    {
        os << "Advertisement Interval " << option.interval.As(Time::MS);
    }

    void operator()(const mip6::HomeAgentInformation& option) const
    {
        os << "Home Agent Information preference=" << option.preference
           << " lifetime=" << option.lifetime.As(Time::S) << If(" R", option.mobileRouters);
    }

    void operator()(const mip6::UnknownNdOption& option) const
    {
        os << "option " << static_cast<uint32_t>(option.type) << " octets=" << option.data.size();
    }

    /// @}
};

/**
 * @param os takes the options, nothing if there are none
 * @param options of a message
 */
void
PrintOptions(std::ostream& os, const mip6::NdOptions& options)
{
    const char* separator = " options=[";
    for (const auto& option : options)
    {
        os << separator;
        std::visit(OptionPrinter{os}, option);
        separator = "; ";
    }
    os << If("]", !options.empty());
}

/// Prints one message.
struct MessagePrinter
{
    std::ostream& os; //!< where to

    /// @name One per message type
    /// @{
    void operator()(const mip6::RouterSolicitation& message) const
    {
        os << "Router Solicitation";
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::RouterAdvertisement& message) const
    {
        os << "Router Advertisement flags=" << If("M", message.managed)
           << If("O", message.otherConfiguration) << If("H", message.homeAgent)
           << If("P", message.proxy) << " lifetime=" << message.routerLifetime.As(Time::S);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::NeighborSolicitation& message) const
    {
        os << "Neighbor Solicitation target=" << message.target;
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::NeighborAdvertisement& message) const
    {
        os << "Neighbor Advertisement target=" << message.target
           << " flags=" << If("R", message.router) << If("S", message.solicited)
           << If("O", message.override);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::HomeAgentAddressDiscoveryRequest& message) const
    {
        os << "Home Agent Address Discovery Request id=" << message.identifier
           << If(" R", message.mobileRouters);
    }

    void operator()(const mip6::HomeAgentAddressDiscoveryReply& message) const
    {
        os << "Home Agent Address Discovery Reply id=" << message.identifier
           << If(" R", message.mobileRouters) << " home-agents=[";
        const char* separator = "";
        for (const Ipv6Address& homeAgent : message.homeAgents)
        {
            os << separator << homeAgent;
            separator = "; ";
        }
        os << "]";
    }

    void operator()(const mip6::MobilePrefixSolicitation& message) const
    {
        os << "Mobile Prefix Solicitation id=" << message.identifier;
    }

    void operator()(const mip6::MobilePrefixAdvertisement& message) const
    {
        os << "Mobile Prefix Advertisement id=" << message.identifier
           << " flags=" << If("M", message.managed) << If("O", message.otherConfiguration);
        PrintOptions(os, message.options);
    }

    /// @}
};

} // namespace

void
PrintMessage(std::ostream& os, const mip6::Icmpv6Message& message)
{
    std::visit(MessagePrinter{os}, message);
}

} // namespace ns3
