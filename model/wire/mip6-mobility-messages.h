/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_MESSAGES_H
#define MIP6_MOBILITY_MESSAGES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-decode-result.h"
#include "ns3/mip6-mobility-options.h"
#include "ns3/mip6-numbers.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <variant>

/**
 * @file
 * @ingroup mip6-wire
 * Mobility Header messages as values (RFC 6275 section 6.1).
 */

namespace ns3::mip6
{

/**
 * Binding Update (RFC 6275 section 6.1.7).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |          Sequence #           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |A|H|L|K|        Reserved       |           Lifetime            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Mobility Options                       |
 */
struct BindingUpdate
{
    uint16_t sequence{0};         //!< Sequence #, compared modulo 2^16 (section 9.5.1)
    bool acknowledge{false};      //!< A: an acknowledgement is wanted
    bool homeRegistration{false}; //!< H: the receiver shall act as home agent
    bool linkLocal{false};        //!< L: home address and link-local address share an identifier
    bool keyManagement{false};    //!< K: IKE survives movements
    uint16_t otherFlags{0};       //!< remaining bits of the flag field, kept as they came
    Time lifetime;                //!< 0 s to 262140 s in steps of 4 s, rounded down; 0 deletes
    MobilityOptions options;      //!< in the order of the wire
};

/**
 * Binding Acknowledgement (RFC 6275 section 6.1.8).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |    Status     |K|  Reserved   |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |           Sequence #          |           Lifetime            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Mobility Options                       |
 */
struct BindingAcknowledgement
{
    BindingStatus status{BindingStatus::ACCEPTED}; //!< any octet; see IsAccepted
    bool keyManagement{false};                     //!< K
    uint8_t otherFlags{0};                         //!< remaining bits, kept as they came
    uint16_t sequence{0};                          //!< copied from the Binding Update
    Time lifetime;                                 //!< granted, in steps of 4 s, rounded down
    MobilityOptions options;                       //!< in the order of the wire
};

/// A message of a type that this room has no struct for (RFC 6275 section 9.2 answers it with a
/// Binding Error).
struct UnknownMobilityMessage
{
    uint8_t type{0}; //!< MH Type
    Bytes data;      //!< Message Data: all octets behind the Checksum
};

/// Any Mobility Header message.
using MobilityMessage = std::variant<BindingUpdate, BindingAcknowledgement, UnknownMobilityMessage>;

/// @name Equality of values, for tests
/// @{
bool operator==(const BindingUpdate& a, const BindingUpdate& b);
bool operator==(const BindingAcknowledgement& a, const BindingAcknowledgement& b);
bool operator==(const UnknownMobilityMessage& a, const UnknownMobilityMessage& b);
/// @}

/**
 * @param message a message
 * @return its MH Type
 */
uint8_t GetType(const MobilityMessage& message);

/**
 * @param message a message
 * @return the complete Mobility Header, a multiple of 8 octets, with the Checksum field 0; Payload
 * Proto is 59 (RFC 6275 section 6.1.1)
 */
Bytes EncodeMobilityMessage(const MobilityMessage& message);

/**
 * Decode one Mobility Header (RFC 6275 sections 6.1.1 and 9.2). The checksum is not looked at.
 * @param data first octet of the header
 * @param size octets present; more than Header Len says is refused with BAD_LENGTH
 * @return the message, or the reason and the octet that a Parameter Problem points at (relative to
 * the Mobility Header)
 */
DecodeResult<MobilityMessage> DecodeMobilityMessage(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_MOBILITY_MESSAGES_H */
