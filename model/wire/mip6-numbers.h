/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NUMBERS_H
#define MIP6_NUMBERS_H

#include <cstdint>

/**
 * @file
 * @ingroup mip6-wire
 * The only home of assigned numbers and of their names (IANA; RFC 6275 section 14).
 */

namespace ns3::mip6
{

/// Next Header value of the Mobility Header (RFC 6275 section 6.1.1).
constexpr uint8_t NEXT_HEADER_MOBILITY = 135;
/// Next Header value of IPv6 encapsulated in IPv6 (RFC 2473 section 3).
constexpr uint8_t NEXT_HEADER_IPV6 = 41;
/// Next Header value of a Routing header (RFC 8200 section 4.4).
constexpr uint8_t NEXT_HEADER_ROUTING = 43;
/// Next Header value of ICMPv6 (RFC 4443 section 1).
constexpr uint8_t NEXT_HEADER_ICMPV6 = 58;
/// Next Header value "nothing follows", the only Payload Proto allowed (RFC 6275 section 6.1.1).
constexpr uint8_t NEXT_HEADER_NONE = 59;
/// Next Header value of a Destination Options header (RFC 8200 section 4.6).
constexpr uint8_t NEXT_HEADER_DESTINATION_OPTIONS = 60;

/// Destination option type of the Home Address option (RFC 6275 section 6.3).
constexpr uint8_t HOME_ADDRESS_OPTION_TYPE = 0xC9;
/// Routing header type 2 (RFC 6275 section 6.4).
constexpr uint8_t ROUTING_TYPE_2 = 2;

/// Mobility Header types (RFC 6275 section 6.1).
enum class MobilityType : uint8_t
{
    BINDING_REFRESH_REQUEST = 0, //!< section 6.1.2
    HOME_TEST_INIT = 1,          //!< section 6.1.3
    CARE_OF_TEST_INIT = 2,       //!< section 6.1.4
    HOME_TEST = 3,               //!< section 6.1.5
    CARE_OF_TEST = 4,            //!< section 6.1.6
    BINDING_UPDATE = 5,          //!< section 6.1.7
    BINDING_ACKNOWLEDGEMENT = 6, //!< section 6.1.8
    BINDING_ERROR = 7,           //!< section 6.1.9
};

/// Mobility option types (RFC 6275 section 6.2).
enum class MobilityOptionType : uint8_t
{
    PAD1 = 0,                       //!< section 6.2.2
    PADN = 1,                       //!< section 6.2.3
    BINDING_REFRESH_ADVICE = 2,     //!< section 6.2.4
    ALTERNATE_CARE_OF_ADDRESS = 3,  //!< section 6.2.5
    NONCE_INDICES = 4,              //!< section 6.2.6
    BINDING_AUTHORIZATION_DATA = 5, //!< section 6.2.7
    MOBILE_NETWORK_PREFIX = 6,      //!< RFC 3963 section 4.3
};

/// Flag bits of a Binding Update, as in its 16-bit field (RFC 6275 section 6.1.7).
enum BindingUpdateFlag : uint16_t
{
    BU_FLAG_ACKNOWLEDGE = 0x8000,       //!< A
    BU_FLAG_HOME_REGISTRATION = 0x4000, //!< H
    BU_FLAG_LINK_LOCAL = 0x2000,        //!< L
    BU_FLAG_KEY_MANAGEMENT = 0x1000,    //!< K
};

/// Flag bits of a Binding Acknowledgement (RFC 6275 section 6.1.8).
enum BindingAcknowledgementFlag : uint8_t
{
    BA_FLAG_KEY_MANAGEMENT = 0x80, //!< K
};

/// Status of a Binding Acknowledgement (RFC 6275 section 6.1.8); 128 and more refuse.
enum class BindingStatus : uint8_t
{
    ACCEPTED = 0,
    ACCEPTED_PREFIX_DISCOVERY_NECESSARY = 1,
    REASON_UNSPECIFIED = 128,
    ADMINISTRATIVELY_PROHIBITED = 129,
    INSUFFICIENT_RESOURCES = 130,
    HOME_REGISTRATION_NOT_SUPPORTED = 131,
    NOT_HOME_SUBNET = 132,
    NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE = 133,
    DUPLICATE_ADDRESS_DETECTION_FAILED = 134,
    SEQUENCE_NUMBER_OUT_OF_WINDOW = 135,
    EXPIRED_HOME_NONCE_INDEX = 136,
    EXPIRED_CARE_OF_NONCE_INDEX = 137,
    EXPIRED_NONCES = 138,
    REGISTRATION_TYPE_CHANGE_DISALLOWED = 139,
    INVALID_CARE_OF_ADDRESS = 174,
};

/**
 * @param status a status of a Binding Acknowledgement
 * @return whether it accepts the Binding Update (RFC 6275 section 6.1.8: values below 128)
 */
constexpr bool
IsAccepted(BindingStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/// ICMPv6 type of a Router Solicitation (RFC 4861 section 4.1).
constexpr uint8_t ICMPV6_ROUTER_SOLICITATION = 133;
/// ICMPv6 type of a Router Advertisement (RFC 4861 section 4.2).
constexpr uint8_t ICMPV6_ROUTER_ADVERTISEMENT = 134;
/// ICMPv6 type of a Neighbor Solicitation (RFC 4861 section 4.3).
constexpr uint8_t ICMPV6_NEIGHBOR_SOLICITATION = 135;
/// ICMPv6 type of a Neighbor Advertisement (RFC 4861 section 4.4).
constexpr uint8_t ICMPV6_NEIGHBOR_ADVERTISEMENT = 136;
/// ICMPv6 type of a Redirect (RFC 4861 section 4.5).
constexpr uint8_t ICMPV6_REDIRECT = 137;

/// Neighbor Discovery option types (RFC 4861 section 4.6; RFC 6275 sections 7.3 and 7.4).
enum class NdOptionType : uint8_t
{
    SOURCE_LINK_LAYER_ADDRESS = 1, //!< RFC 4861 section 4.6.1
    TARGET_LINK_LAYER_ADDRESS = 2, //!< RFC 4861 section 4.6.1
    PREFIX_INFORMATION = 3,        //!< RFC 4861 section 4.6.2; R flag: RFC 6275 section 7.2
    MTU = 5,                       //!< RFC 4861 section 4.6.4
    ADVERTISEMENT_INTERVAL = 7,    //!< RFC 6275 section 7.3
    HOME_AGENT_INFORMATION = 8,    //!< RFC 6275 section 7.4
};

/**
 * @param type a Mobility Header type
 * @return its name as RFC 6275 writes it, "unknown" for a type that has none here
 */
const char* GetName(MobilityType type);

/**
 * @param status a Binding Acknowledgement status
 * @return its meaning in words, "unknown status" for one that has none here
 */
const char* GetName(BindingStatus status);

} // namespace ns3::mip6

#endif /* MIP6_NUMBERS_H */
