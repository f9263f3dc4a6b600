/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-update-request.h"

#include <utility>

namespace ns3::mip6
{

Ipv6Address
GetCareOfAddress(const BindingUpdate& update, const Ipv6Address& source)
{
    // RFC 6275 section 6.2.5: the option is the care-of address of the binding.
    const auto* alternate = FindOption<AlternateCareOfAddress>(update.options);
    return alternate ? alternate->careOfAddress : source;
}

bool
IsDeletion(const BindingUpdate& update, const UpdateAddresses& addresses)
{
    // RFC 6275 sections 9.5.1 and 10.3.2: lifetime zero. The home address as care-of address means
    // the same, as in RFC 3775 section 9.5.1.
    return !update.lifetime.IsStrictlyPositive() ||
           GetCareOfAddress(update, addresses.source) == addresses.homeAddress;
}

SendMessage
AnswerUpdate(const UpdateAddresses& addresses, BindingAcknowledgement acknowledgement)
{
    SendMessage send{addresses.destination,
                     addresses.source,
                     std::nullopt,
                     std::nullopt,
                     std::move(acknowledgement)};
    // RFC 6275 sections 6.4 and 9.5.4: a type 2 routing header, unless the mobile node is at its
    // home address.
    if (addresses.source != addresses.homeAddress)
    {
        send.type2HomeAddress = addresses.homeAddress;
    }
    return send;
}

} // namespace ns3::mip6
