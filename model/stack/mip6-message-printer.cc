/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-message-printer.h"

#include "ns3/mip6-numbers.h"

#include <iomanip>
#include <string>
#include <variant>

namespace ns3
{

namespace
{

/**
 * @param letters of the flags, from the highest bit down
 * @param flags a flag field
 * @param bits of the field
 * @return the letters of the flags that are set, "-" if none is
 */
std::string
GetLetters(const std::string& letters, uint32_t flags, uint32_t bits)
{
    std::string set;
    for (uint32_t i = 0; i < letters.size(); ++i)
    {
        if ((flags >> (bits - 1 - i) & 1) != 0)
        {
            set += letters[i];
        }
    }
    return set.empty() ? "-" : set;
}

/**
 * @tparam Octets a container of octets
 * @param os takes hexadecimal digits
 * @param octets to print
 */
template <typename Octets>
void
PrintOctets(std::ostream& os, const Octets& octets)
{
    const auto flags = os.flags();
    const char fill = os.fill('0');
    for (const uint8_t octet : octets)
    {
        os << std::hex << std::setw(2) << static_cast<uint32_t>(octet);
    }
    os.flags(flags);
    os.fill(fill);
}

/// Prints the fields of one mobility option behind its name.
struct OptionPrinter
{
    std::ostream& os; //!< where to

    /// @name One per option type
    /// @{
    void operator()(const mip6::Pad1& /* option */) const
    {
    }

    void operator()(const mip6::PadN& option) const
    {
        os << " octets=" << option.data.size();
    }

    void operator()(const mip6::BindingRefreshAdvice& option) const
    {
        os << " interval=" << option.refreshInterval.As(Time::S);
    }

    void operator()(const mip6::AlternateCareOfAddress& option) const
    {
        os << " " << option.careOfAddress;
    }

    void operator()(const mip6::NonceIndices& option) const
    {
        os << " home=" << option.homeNonceIndex << " care-of=" << option.careOfNonceIndex;
    }

    void operator()(const mip6::BindingAuthorizationData& option) const
    {
        os << " ";
        PrintOctets(os, option.authenticator);
    }

    void operator()(const mip6::MobileNetworkPrefix& option) const
    {
        os << " " << option.prefix << "/" << static_cast<uint32_t>(option.prefixLength);
    }

    void operator()(const mip6::MobileNodeIdentifier& option) const
    {
        os << " subtype=" << static_cast<uint32_t>(option.subtype) << " ";
        PrintOctets(os, option.identifier);
    }

    void operator()(const mip6::BindingIdentifier& option) const
    {
        os << " bid=" << option.bindingId << " status=" << static_cast<uint32_t>(option.status)
           << (option.simultaneousHomeForeign ? " H" : "");
        if (const auto* ipv4 = std::get_if<Ipv4Address>(&option.careOfAddress))
        {
            os << " " << *ipv4;
        }
        else if (const auto* ipv6 = std::get_if<Ipv6Address>(&option.careOfAddress))
        {
            os << " " << *ipv6;
        }
    }

    void operator()(const mip6::UnknownMobilityOption& option) const
    {
        os << " (type " << static_cast<uint32_t>(option.type) << ") octets=" << option.data.size();
    }

    /// @}
};

/**
 * @param os takes the options, nothing if there are none
 * @param options of a message
 */
void
PrintOptions(std::ostream& os, const mip6::MobilityOptions& options)
{
    const char* separator = " options=[";
    for (const auto& option : options)
    {
        os << separator << GetName(static_cast<mip6::MobilityOptionType>(mip6::GetType(option)));
        std::visit(OptionPrinter{os}, option);
        separator = "; ";
    }
    os << (options.empty() ? "" : "]");
}

/// Prints the fields of one message behind its name.
struct MessagePrinter
{
    std::ostream& os; //!< where to

    /// @name One per message type
    /// @{
    void operator()(const mip6::BindingRefreshRequest& message) const
    {
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::HomeTestInit& message) const
    {
        os << " cookie=";
        PrintOctets(os, message.homeInitCookie);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::CareOfTestInit& message) const
    {
        os << " cookie=";
        PrintOctets(os, message.careOfInitCookie);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::HomeTest& message) const
    {
        os << " nonce-index=" << message.homeNonceIndex << " cookie=";
        PrintOctets(os, message.homeInitCookie);
        os << " token=";
        PrintOctets(os, message.homeKeygenToken);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::CareOfTest& message) const
    {
        os << " nonce-index=" << message.careOfNonceIndex << " cookie=";
        PrintOctets(os, message.careOfInitCookie);
        os << " token=";
        PrintOctets(os, message.careOfKeygenToken);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::BindingUpdate& message) const
    {
        os << " seq=" << message.sequence
           << " flags=" << GetLetters(mip6::BU_FLAG_LETTERS, GetFlags(message), 16)
           << " lifetime=" << message.lifetime.As(Time::S);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::BindingAcknowledgement& message) const
    {
        os << " status=" << static_cast<uint32_t>(message.status) << " (" << GetName(message.status)
           << ") seq=" << message.sequence
           << " flags=" << GetLetters(mip6::BA_FLAG_LETTERS, GetFlags(message), 8)
           << " lifetime=" << message.lifetime.As(Time::S);
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::BindingError& message) const
    {
        os << " status=" << static_cast<uint32_t>(message.status) << " (" << GetName(message.status)
           << ") home-address=" << message.homeAddress;
        PrintOptions(os, message.options);
    }

    void operator()(const mip6::UnknownMobilityMessage& message) const
    {
        os << " (type " << static_cast<uint32_t>(message.type)
           << ") octets=" << message.data.size();
    }

    /// @}
};

} // namespace

void
PrintMessage(std::ostream& os, const mip6::MobilityMessage& message)
{
    os << GetName(static_cast<mip6::MobilityType>(mip6::GetType(message)));
    std::visit(MessagePrinter{os}, message);
}

} // namespace ns3
