/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_UPDATE_H
#define MIP6_CORRESPONDENT_UPDATE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-return-routability-keys.h"
#include "ns3/mip6-routability-test.h"

/**
 * @file
 * @ingroup mip6-protocol
 * The messages of a mobile node to a correspondent node (RFC 6275 sections 11.6.1 and 11.7.2).
 */

namespace ns3::mip6
{

/// The three addresses of a correspondent registration.
struct CorrespondentAddresses
{
    Ipv6Address homeAddress;   //!< of the mobile node
    Ipv6Address careOfAddress; //!< of the mobile node; the home address in a deletion
    Ipv6Address correspondent; //!< home address of a mobile one

    /// @return whether the binding is to be deleted (RFC 6275 section 11.7.2)
    bool IsDeletion() const;
};

/// The tokens of a Binding Update.
struct UpdateTokens
{
    IndexedToken home;   //!< from the Home Test
    IndexedToken careOf; //!< from the Care-of Test; of no meaning in a deletion
};

/**
 * @param addresses of the registration
 * @param cookie to come back
 * @return a Home Test Init
 */
SendMessage MakeHomeTestInit(const CorrespondentAddresses& addresses, const Cookie& cookie);

/**
 * @param addresses of the registration
 * @param cookie to come back
 * @return a Care-of Test Init
 */
SendMessage MakeCareOfTestInit(const CorrespondentAddresses& addresses, const Cookie& cookie);

/**
 * @param addresses of the registration
 * @param tokens of both tests
 * @return the key that proves that both were received
 */
BindingManagementKey MakeUpdateKey(const CorrespondentAddresses& addresses,
                                   const UpdateTokens& tokens);

/**
 * @param addresses of the registration
 * @param tokens of both tests
 * @param update sequence number, lifetime and A bit; the rest is filled in
 * @return the Binding Update, authorized
 */
SendMessage MakeUpdate(const CorrespondentAddresses& addresses,
                       const UpdateTokens& tokens,
                       BindingUpdate update);

} // namespace ns3::mip6

#endif /* MIP6_CORRESPONDENT_UPDATE_H */
