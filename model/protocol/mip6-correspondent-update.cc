/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-correspondent-update.h"

#include "mip6-binding-authorization.h"

#include <utility>

namespace ns3::mip6
{

bool
CorrespondentAddresses::IsDeletion() const
{
    return careOfAddress == homeAddress;
}

SendMessage
MakeHomeTestInit(const CorrespondentAddresses& addresses, const Cookie& cookie)
{
    // RFC 6275 section 11.6.1: from the home address, hence through the tunnel while away.
    HomeTestInit init;
    init.homeInitCookie = cookie;
    return {addresses.homeAddress, addresses.correspondent, std::nullopt, std::nullopt, init};
}

SendMessage
MakeCareOfTestInit(const CorrespondentAddresses& addresses, const Cookie& cookie)
{
    // RFC 6275 section 11.6.1: from the care-of address.
    CareOfTestInit init;
    init.careOfInitCookie = cookie;
    return {addresses.careOfAddress, addresses.correspondent, std::nullopt, std::nullopt, init};
}

BindingManagementKey
MakeUpdateKey(const CorrespondentAddresses& addresses, const UpdateTokens& tokens)
{
    // RFC 6275 section 5.2.6: a deletion is authorized by the home keygen token alone.
    return addresses.IsDeletion()
               ? ComputeBindingManagementKey(tokens.home.token)
               : ComputeBindingManagementKey(KeygenTokens{tokens.home.token, tokens.careOf.token});
}

SendMessage
MakeUpdate(const CorrespondentAddresses& addresses,
           const UpdateTokens& tokens,
           BindingUpdate update)
{
    update.options.emplace_back(NonceIndices{tokens.home.nonceIndex, tokens.careOf.nonceIndex});
    Authorize(update,
              MakeUpdateKey(addresses, tokens),
              {addresses.careOfAddress, addresses.correspondent});
    SendMessage send{addresses.careOfAddress,
                     addresses.correspondent,
                     std::nullopt,
                     std::nullopt,
                     std::move(update)};
    if (!addresses.IsDeletion())
    {
        send.homeAddressOption = addresses.homeAddress;
    }
    return send;
}

} // namespace ns3::mip6
