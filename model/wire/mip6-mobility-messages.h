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

#include <array>
#include <cstdint>
#include <variant>

/**
 * @file
 * @ingroup mip6-wire
 * Mobility Header messages as values (RFC 6275 section 6.1).
 */

namespace ns3::mip6
{

/// Offset of the Header Len field (RFC 6275 section 6.1.1).
constexpr std::size_t MOBILITY_HEADER_LEN_OFFSET = 1;

/// Cookie that ties a test to its init (RFC 6275 section 5.2.3).
using Cookie = std::array<uint8_t, 8>;

/// Home or care-of keygen token: 64 bits (RFC 6275 section 5.2.3).
using KeygenToken = std::array<uint8_t, 8>;

/// Binding Refresh Request (RFC 6275 section 6.1.2): 16 reserved bits, then options.
struct BindingRefreshRequest
{
    MobilityOptions options; //!< in the order of the wire
};

/**
 * Home Test Init (RFC 6275 section 6.1.3).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |           Reserved            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     +                       Home Init Cookie                        +
 *     |                                                               |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Mobility Options                       |
 */
struct HomeTestInit
{
    Cookie homeInitCookie{}; //!< comes back in the Home Test
    MobilityOptions options; //!< in the order of the wire
};

/// Care-of Test Init (RFC 6275 section 6.1.4), laid out like Home Test Init.
struct CareOfTestInit
{
    Cookie careOfInitCookie{}; //!< comes back in the Care-of Test
    MobilityOptions options;   //!< in the order of the wire
};

/**
 * Home Test (RFC 6275 section 6.1.5).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |       Home Nonce Index        |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     +                       Home Init Cookie                        +
 *     |                                                               |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     +                       Home Keygen Token                       +
 *     |                                                               |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Mobility Options                       |
 */
struct HomeTest
{
    uint16_t homeNonceIndex{0};    //!< tells the correspondent its nonce in the Binding Update
    Cookie homeInitCookie{};       //!< from the Home Test Init
    KeygenToken homeKeygenToken{}; //!< one half of the key
    MobilityOptions options;       //!< in the order of the wire
};

/// Care-of Test (RFC 6275 section 6.1.6), laid out like Home Test.
struct CareOfTest
{
    uint16_t careOfNonceIndex{0};    //!< tells the correspondent its nonce in the Binding Update
    Cookie careOfInitCookie{};       //!< from the Care-of Test Init
    KeygenToken careOfKeygenToken{}; //!< the other half of the key
    MobilityOptions options;         //!< in the order of the wire
};

/**
 * Binding Update (RFC 6275 section 6.1.7; R: RFC 3963 section 4.1).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |          Sequence #           |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |A|H|L|K|M|R|P|F|T|B|  Reserved |           Lifetime            |
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
    bool mobileRouter{false};     //!< R: the sender is a mobile router
    uint16_t otherFlags{0};  //!< other bits of BindingUpdateFlag and reserved ones, as they came
    Time lifetime;           //!< 0 s to 262140 s in steps of 4 s, rounded down; 0 deletes
    MobilityOptions options; //!< in the order of the wire
};

/**
 * Binding Acknowledgement (RFC 6275 section 6.1.8; R: RFC 3963 section 4.2).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |    Status     |K|R|P|T|B|Resrvd|
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |           Sequence #          |           Lifetime            |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Mobility Options                       |
 */
struct BindingAcknowledgement
{
    BindingStatus status{BindingStatus::ACCEPTED}; //!< any octet; see IsAccepted
    bool keyManagement{false};                     //!< K
    bool mobileRouter{false};                      //!< R: prefixes are forwarded
    uint8_t otherFlags{0};   //!< other bits of BindingAcknowledgementFlag and reserved ones
    uint16_t sequence{0};    //!< copied from the Binding Update
    Time lifetime;           //!< granted, in steps of 4 s, rounded down
    MobilityOptions options; //!< in the order of the wire
};

/**
 * Binding Error (RFC 6275 section 6.1.9).
 *
 *                                     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *                                     |     Status    |   Reserved    |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                         Home Address                          |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |                        Mobility Options                       |
 */
struct BindingError
{
    BindingErrorStatus status{BindingErrorStatus::UNKNOWN_BINDING}; //!< any octet
    Ipv6Address homeAddress; //!< from the Home Address option, or unspecified
    MobilityOptions options; //!< in the order of the wire
};

/// A message of a type that this room has no struct for (RFC 6275 section 9.2 answers it with a
/// Binding Error).
struct UnknownMobilityMessage
{
    uint8_t type{0}; //!< MH Type
    Bytes data;      //!< Message Data: all octets behind the Checksum
};

/// Any Mobility Header message.
using MobilityMessage = std::variant<BindingRefreshRequest,
                                     HomeTestInit,
                                     CareOfTestInit,
                                     HomeTest,
                                     CareOfTest,
                                     BindingUpdate,
                                     BindingAcknowledgement,
                                     BindingError,
                                     UnknownMobilityMessage>;

/// @name Equality of values, for tests
/// @{
bool operator==(const BindingRefreshRequest& a, const BindingRefreshRequest& b);
bool operator==(const HomeTestInit& a, const HomeTestInit& b);
bool operator==(const CareOfTestInit& a, const CareOfTestInit& b);
bool operator==(const HomeTest& a, const HomeTest& b);
bool operator==(const CareOfTest& a, const CareOfTest& b);
bool operator==(const BindingUpdate& a, const BindingUpdate& b);
bool operator==(const BindingAcknowledgement& a, const BindingAcknowledgement& b);
bool operator==(const BindingError& a, const BindingError& b);
bool operator==(const UnknownMobilityMessage& a, const UnknownMobilityMessage& b);
/// @}

/**
 * @param message a message
 * @return its MH Type
 */
uint8_t GetType(const MobilityMessage& message);

/// @name The whole flag field of a message, for encoding and printing
/// @{
uint16_t GetFlags(const BindingUpdate& message);
uint8_t GetFlags(const BindingAcknowledgement& message);
/// @}

/**
 * @param type an MH Type, known or not
 * @return the smallest Mobility Header of that type in octets (RFC 6275 section 9.2 with
 * section 6.1)
 */
std::size_t GetMinimumOctets(MobilityType type);

/**
 * @param data first octet of a Mobility Header
 * @param size octets present
 * @return its size according to Header Len (RFC 6275 section 6.1.1), whether that many are there or
 * not; the size of the smallest header if Header Len is not there
 */
std::size_t GetMobilityHeaderOctets(const uint8_t* data, std::size_t size);

/**
 * @param message a message
 * @return the complete Mobility Header, a multiple of 8 octets, with the Checksum field 0; Payload
 * Proto is 59 (RFC 6275 section 6.1.1). Empty if the data of an option, or the header, is longer
 * than its length field can tell, or if there are two Binding Authorization Data options.
 */
Bytes EncodeMobilityMessage(const MobilityMessage& message);

/**
 * Decode one Mobility Header (RFC 6275 sections 6.1.1 and 9.2). The checksum is not looked at.
 * Octets beyond those that Header Len tells are ignored, as behind any header that nothing follows
 * (RFC 8200 section 4.7).
 * @param data first octet of the header
 * @param size octets present
 * @return the message, or the reason and the octet that a Parameter Problem points at (relative to
 * the Mobility Header)
 */
DecodeResult<MobilityMessage> DecodeMobilityMessage(const uint8_t* data, std::size_t size);

} // namespace ns3::mip6

#endif /* MIP6_MOBILITY_MESSAGES_H */
