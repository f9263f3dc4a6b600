/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-binding-authorization.h"

#include <algorithm>
#include <variant>

namespace ns3::mip6
{

namespace
{

/**
 * @tparam Message with options
 * @param message to authorize
 * @param key that both nodes know
 * @param addresses of the two nodes
 */
template <typename Message>
void
AuthorizeMessage(Message& message,
                 const BindingManagementKey& key,
                 const AuthenticatedAddresses& addresses)
{
    MobilityOptions& options = message.options;
    const auto isOld = [](const MobilityOption& option) {
        return std::holds_alternative<BindingAuthorizationData>(option);
    };
    options.erase(std::remove_if(options.begin(), options.end(), isOld), options.end());
    // RFC 6275 section 6.2.7: the option is there, and counts in Header Len, when its content is
    // computed.
    options.emplace_back(BindingAuthorizationData());
    const Bytes octets = EncodeMobilityMessage(message);
    options.back() = BindingAuthorizationData{
        ComputeAuthenticator(key, addresses, octets.data(), octets.size())};
}

/**
 * The decoder sees to it that the option is the last one.
 * @param message any
 * @return its Binding Authorization Data, nullptr if it has none or is of another type
 */
const BindingAuthorizationData*
FindAuthorizationData(const MobilityMessage& message)
{
    if (const auto* update = std::get_if<BindingUpdate>(&message))
    {
        return FindOption<BindingAuthorizationData>(update->options);
    }
    if (const auto* acknowledgement = std::get_if<BindingAcknowledgement>(&message))
    {
        return FindOption<BindingAuthorizationData>(acknowledgement->options);
    }
    return nullptr;
}

} // namespace

void
Authorize(BindingUpdate& message,
          const BindingManagementKey& key,
          const AuthenticatedAddresses& addresses)
{
    AuthorizeMessage(message, key, addresses);
}

void
Authorize(BindingAcknowledgement& message,
          const BindingManagementKey& key,
          const AuthenticatedAddresses& addresses)
{
    AuthorizeMessage(message, key, addresses);
}

bool
IsAuthorized(const Bytes& octets,
             const BindingManagementKey& key,
             const AuthenticatedAddresses& addresses)
{
    const auto decoded = DecodeMobilityMessage(octets.data(), octets.size());
    const auto* data = decoded ? FindAuthorizationData(*decoded.value) : nullptr;
    if (!data)
    {
        return false;
    }
    const std::size_t size = GetMobilityHeaderOctets(octets.data(), octets.size());
    return IsSameAuthenticator(ComputeAuthenticator(key, addresses, octets.data(), size),
                               data->authenticator);
}

} // namespace ns3::mip6
