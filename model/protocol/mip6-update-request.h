/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_UPDATE_REQUEST_H
#define MIP6_UPDATE_REQUEST_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-mobility-messages.h"

/**
 * @file
 * @ingroup mip6-protocol
 * What home agents and correspondent nodes alike read in a Binding Update, and where its answer
 * goes.
 */

namespace ns3::mip6
{

/// The addresses that a Binding Update came with.
struct UpdateAddresses
{
    Ipv6Address source;      //!< of the IPv6 header on the wire: where the answer goes
    Ipv6Address homeAddress; //!< of the Home Address option, else the source
    Ipv6Address destination; //!< our address
};

/**
 * @param update any
 * @param source of the IPv6 header on the wire
 * @return the care-of address that it is about
 */
Ipv6Address GetCareOfAddress(const BindingUpdate& update, const Ipv6Address& source);

/**
 * @param update any
 * @param addresses that it came with
 * @return whether it deletes the binding
 */
bool IsDeletion(const BindingUpdate& update, const UpdateAddresses& addresses);

/**
 * @param addresses of the Binding Update
 * @param acknowledgement complete
 * @return the answer on its way
 */
SendMessage AnswerUpdate(const UpdateAddresses& addresses, BindingAcknowledgement acknowledgement);

} // namespace ns3::mip6

#endif /* MIP6_UPDATE_REQUEST_H */
