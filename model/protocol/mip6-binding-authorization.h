/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BINDING_AUTHORIZATION_H
#define MIP6_BINDING_AUTHORIZATION_H

#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-return-routability-keys.h"

/**
 * @file
 * @ingroup mip6-protocol
 * The Binding Authorization Data option of Binding Updates and Acknowledgements between a mobile
 * node and a correspondent node (RFC 6275 sections 5.2.6 and 6.2.7).
 */

namespace ns3::mip6
{

/// @name Authorize a message that is complete but for Binding Authorization Data
/// The option becomes the last one; one that is there is replaced. No change may follow.
/// @{
/**
 * @param message to authorize
 * @param key that both nodes know
 * @param addresses of the two nodes
 */
void Authorize(BindingUpdate& message,
               const BindingManagementKey& key,
               const AuthenticatedAddresses& addresses);
/// @copydoc Authorize(BindingUpdate&, const BindingManagementKey&, const AuthenticatedAddresses&)
void Authorize(BindingAcknowledgement& message,
               const BindingManagementKey& key,
               const AuthenticatedAddresses& addresses);
/// @}

/**
 * @param octets of a Mobility Header as received; those behind its Header Len do not count
 * @param key that both nodes know
 * @param addresses of the two nodes
 * @return whether they are a Binding Update or Acknowledgement whose last option is Binding
 * Authorization Data with the authenticator of the key
 */
bool IsAuthorized(const Bytes& octets,
                  const BindingManagementKey& key,
                  const AuthenticatedAddresses& addresses);

} // namespace ns3::mip6

#endif /* MIP6_BINDING_AUTHORIZATION_H */
