/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NUMBERS_H
#define MIP6_NUMBERS_H

#include <cstdint>
#include <vector>

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
/// Next Header value of a Hop-by-Hop Options header (RFC 8200 section 4.3).
constexpr uint8_t NEXT_HEADER_HOP_BY_HOP_OPTIONS = 0;
/// Next Header value of a Fragment header (RFC 8200 section 4.5).
constexpr uint8_t NEXT_HEADER_FRAGMENT = 44;
/// Next Header value of a Destination Options header (RFC 8200 section 4.6).
constexpr uint8_t NEXT_HEADER_DESTINATION_OPTIONS = 60;

/// Destination option type of the Home Address option (RFC 6275 section 6.3).
constexpr uint8_t HOME_ADDRESS_OPTION_TYPE = 0xC9;
/// Destination option type of the Tunnel Encapsulation Limit option (RFC 2473 section 4.1.1).
constexpr uint8_t ENCAPSULATION_LIMIT_OPTION_TYPE = 4;
/// Destination option type of padding of one octet (RFC 8200 section 4.2).
constexpr uint8_t DESTINATION_PAD1_TYPE = 0;
/// Destination option type of padding of two and more octets (RFC 8200 section 4.2).
constexpr uint8_t DESTINATION_PADN_TYPE = 1;
/// Hop-by-hop option type of a Router Alert (RFC 2711 section 2.1).
constexpr uint8_t ROUTER_ALERT_OPTION_TYPE = 5;
/// Value of a Router Alert in front of Multicast Listener Discovery (RFC 2711 section 2.1).
constexpr uint16_t ROUTER_ALERT_MULTICAST_LISTENER = 0;
/// Routing header type 2 (RFC 6275 section 6.4).
constexpr uint8_t ROUTING_TYPE_2 = 2;

/// Code of an ICMPv6 Parameter Problem that points at an erroneous header field (RFC 4443
/// section 3.4).
constexpr uint8_t PARAMETER_PROBLEM_ERRONEOUS_FIELD = 0;
/// Code of an ICMPv6 Parameter Problem that points at a Next Header field with an unknown value
/// (RFC 4443 section 3.4).
constexpr uint8_t PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER = 1;
/// Code of an ICMPv6 Parameter Problem that points at an unknown option (RFC 4443 section 3.4).
constexpr uint8_t PARAMETER_PROBLEM_UNKNOWN_OPTION = 2;

/// Mobility Header types (RFC 6275 section 6.1), those that this module has a struct for.
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

/// Mobility option types (RFC 6275 section 6.2), those that the codec or its alignment rules know.
enum class MobilityOptionType : uint8_t
{
    PAD1 = 0,                       //!< section 6.2.2
    PADN = 1,                       //!< section 6.2.3
    BINDING_REFRESH_ADVICE = 2,     //!< section 6.2.4
    ALTERNATE_CARE_OF_ADDRESS = 3,  //!< section 6.2.5
    NONCE_INDICES = 4,              //!< section 6.2.6
    BINDING_AUTHORIZATION_DATA = 5, //!< section 6.2.7
    MOBILE_NETWORK_PREFIX = 6,      //!< RFC 3963 section 4.3
    MOBILE_NODE_IDENTIFIER = 8,     //!< RFC 4283 section 3
    MESSAGE_AUTHENTICATION = 9,     //!< RFC 4285 section 5
    REPLAY_PROTECTION = 10,         //!< RFC 4285 section 6
    BINDING_IDENTIFIER = 35,        //!< RFC 5648 section 4.1
};

/// Flag bits of a Binding Update, as in its 16-bit field (RFC 6275 section 6.1.7).
enum BindingUpdateFlag : uint16_t
{
    BU_FLAG_ACKNOWLEDGE = 0x8000,        //!< A
    BU_FLAG_HOME_REGISTRATION = 0x4000,  //!< H
    BU_FLAG_LINK_LOCAL = 0x2000,         //!< L
    BU_FLAG_KEY_MANAGEMENT = 0x1000,     //!< K
    BU_FLAG_MAP_REGISTRATION = 0x0800,   //!< M (RFC 5380, hierarchical Mobile IPv6)
    BU_FLAG_MOBILE_ROUTER = 0x0400,      //!< R (RFC 3963 section 4.1)
    BU_FLAG_PROXY_REGISTRATION = 0x0200, //!< P (RFC 5213 section 8.1)
    BU_FLAG_FORCE_UDP = 0x0100,          //!< F (RFC 5555)
    BU_FLAG_TLV_HEADER = 0x0080,         //!< T (RFC 5845)
    BU_FLAG_BULK_UPDATE = 0x0040,        //!< B (RFC 6602)
};

/// Letters of the flags of a Binding Update, from the highest bit down.
constexpr const char* BU_FLAG_LETTERS = "AHLKMRPFTB";

/// Flag bits of a Binding Acknowledgement (RFC 6275 section 6.1.8).
enum BindingAcknowledgementFlag : uint8_t
{
    BA_FLAG_KEY_MANAGEMENT = 0x80,     //!< K
    BA_FLAG_MOBILE_ROUTER = 0x40,      //!< R (RFC 3963 section 4.2)
    BA_FLAG_PROXY_REGISTRATION = 0x20, //!< P (RFC 5213 section 8.2)
    BA_FLAG_TLV_HEADER = 0x10,         //!< T (RFC 5845)
    BA_FLAG_BULK_UPDATE = 0x08,        //!< B (RFC 6602)
};

/// Letters of the flags of a Binding Acknowledgement, from the highest bit down.
constexpr const char* BA_FLAG_LETTERS = "KRPTB";

/// H bit in the octet behind the Status of a Binding Identifier option (RFC 5648 section 4.1).
constexpr uint8_t BINDING_IDENTIFIER_FLAG_SIMULTANEOUS = 0x80;

/// Status of a Binding Acknowledgement (RFC 6275 section 6.1.8); 128 and more refuse. Of the
/// statuses of other protocols the enumerators carry the protocol's prefix or its RFC's words.
enum class BindingStatus : uint8_t
{
    ACCEPTED = 0,
    ACCEPTED_PREFIX_DISCOVERY_NECESSARY = 1,
    GRE_KEY_OPTION_NOT_REQUIRED = 2,
    GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED = 3,
    MCOA_NOT_COMPLETE = 4,
    MCOA_RETURN_HOME_WITHOUT_NDP = 5,
    PBU_ACCEPTED_TRANSIENT_BINDING_IGNORED = 6,
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
    MOBILE_ROUTER_OPERATION_NOT_PERMITTED = 140,
    INVALID_PREFIX = 141,
    NOT_AUTHORIZED_FOR_PREFIX = 142,
    FORWARDING_SETUP_FAILED = 143,
    MIPV6_ID_MISMATCH = 144,
    MIPV6_MESG_ID_REQUIRED = 145,
    MIPV6_AUTHENTICATION_FAILED = 146,
    PERMANENT_HOME_KEYGEN_TOKEN_UNAVAILABLE = 147,
    CGA_AND_SIGNATURE_VERIFICATION_FAILED = 148,
    PERMANENT_HOME_KEYGEN_TOKEN_EXISTS = 149,
    NON_NULL_HOME_NONCE_INDEX_EXPECTED = 150,
    SERVICE_AUTHORIZATION_FAILED = 151,
    PROXY_REGISTRATION_NOT_ENABLED = 152,
    NOT_LMA_FOR_THIS_MOBILE_NODE = 153,
    MAG_NOT_AUTHORIZED_FOR_PROXY_REGISTRATION = 154,
    NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX = 155,
    TIMESTAMP_MISMATCH = 156,
    TIMESTAMP_LOWER_THAN_PREVIOUSLY_ACCEPTED = 157,
    MISSING_HOME_NETWORK_PREFIX_OPTION = 158,
    BCE_PBU_PREFIX_SET_DO_NOT_MATCH = 159,
    MISSING_MOBILE_NODE_IDENTIFIER_OPTION = 160,
    MISSING_HANDOFF_INDICATOR_OPTION = 161,
    MISSING_ACCESS_TECHNOLOGY_TYPE_OPTION = 162,
    GRE_KEY_OPTION_REQUIRED = 163,
    MCOA_MALFORMED = 164,
    MCOA_NON_MCOA_BINDING_EXISTS = 165,
    MCOA_PROHIBITED = 166,
    MCOA_UNKNOWN_CARE_OF_ADDRESS = 167,
    MCOA_BULK_REGISTRATION_PROHIBITED = 168,
    MCOA_SIMULTANEOUS_HOME_AND_FOREIGN_PROHIBITED = 169,
    NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE = 170,
    NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS = 171,
    NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE = 172,
    MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED = 173,
    INVALID_CARE_OF_ADDRESS = 174,
    INVALID_MOBILE_NODE_GROUP_IDENTIFIER = 175,
    REINIT_SA_WITH_HAC = 176,
    NOT_AUTHORIZED_FOR_DELEGATED_MNP = 177,
    REQUESTED_DMNP_IN_USE = 178,
    CANNOT_MEET_QOS_SERVICE_REQUEST = 179,
    CANNOT_SUPPORT_MULTIPATH_BINDING = 180,
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

/// Status of a Binding Error (RFC 6275 section 6.1.9).
enum class BindingErrorStatus : uint8_t
{
    UNKNOWN_BINDING = 1,      //!< a Home Address option without a binding
    UNKNOWN_MOBILITY_TYPE = 2 //!< MH Type not recognized
};

/// ICMPv6 type of a Destination Unreachable message (RFC 4443 section 3.1).
constexpr uint8_t ICMPV6_DESTINATION_UNREACHABLE = 1;
/// Its code where the address cannot be reached (RFC 4443 section 3.1).
constexpr uint8_t DESTINATION_UNREACHABLE_ADDRESS = 3;
/// ICMPv6 type of a Packet Too Big message (RFC 4443 section 3.2).
constexpr uint8_t ICMPV6_PACKET_TOO_BIG = 2;
/// ICMPv6 type of a Time Exceeded message (RFC 4443 section 3.3).
constexpr uint8_t ICMPV6_TIME_EXCEEDED = 3;
/// Its code where a hop limit is over (RFC 4443 section 3.3).
constexpr uint8_t TIME_EXCEEDED_HOP_LIMIT = 0;
/// ICMPv6 type of a Parameter Problem (RFC 4443 section 3.4).
constexpr uint8_t ICMPV6_PARAMETER_PROBLEM = 4;
/// Smallest ICMPv6 type that is no error (RFC 4443 section 2.1).
constexpr uint8_t ICMPV6_FIRST_INFORMATIONAL = 128;
/// ICMPv6 type of a Multicast Listener Query (RFC 2710 section 3.1).
constexpr uint8_t ICMPV6_MULTICAST_LISTENER_QUERY = 130;
/// ICMPv6 type of a Multicast Listener Report (RFC 2710 section 3.1).
constexpr uint8_t ICMPV6_MULTICAST_LISTENER_REPORT = 131;
/// ICMPv6 type of a Multicast Listener Done (RFC 2710 section 3.1).
constexpr uint8_t ICMPV6_MULTICAST_LISTENER_DONE = 132;
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
/// ICMPv6 type of a Home Agent Address Discovery Request (RFC 6275 section 6.5).
constexpr uint8_t ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST = 144;
/// ICMPv6 type of a Home Agent Address Discovery Reply (RFC 6275 section 6.6).
constexpr uint8_t ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY = 145;
/// ICMPv6 type of a Mobile Prefix Solicitation (RFC 6275 section 6.7).
constexpr uint8_t ICMPV6_MOBILE_PREFIX_SOLICITATION = 146;
/// ICMPv6 type of a Mobile Prefix Advertisement (RFC 6275 section 6.8).
constexpr uint8_t ICMPV6_MOBILE_PREFIX_ADVERTISEMENT = 147;

/**
 * @param type an ICMPv6 type
 * @return whether it is one of Neighbor Discovery (RFC 4861 section 4)
 */
constexpr bool
IsNeighborDiscovery(uint8_t type)
{
    return type >= ICMPV6_ROUTER_SOLICITATION && type <= ICMPV6_REDIRECT;
}

/**
 * @param type an ICMPv6 type
 * @return whether it is one of home agent or mobile prefix discovery (RFC 6275 sections 6.5 to 6.8)
 */
constexpr bool
IsMobilityDiscovery(uint8_t type)
{
    return type >= ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REQUEST &&
           type <= ICMPV6_MOBILE_PREFIX_ADVERTISEMENT;
}

/**
 * @param type an ICMPv6 type
 * @return whether it is one of Multicast Listener Discovery (RFC 2710 section 3)
 */
constexpr bool
IsMulticastListenerDiscovery(uint8_t type)
{
    return type >= ICMPV6_MULTICAST_LISTENER_QUERY && type <= ICMPV6_MULTICAST_LISTENER_DONE;
}

/// @name Scopes of multicast addresses (RFC 4291 section 2.7); larger ones reach further
/// @{
constexpr uint8_t MULTICAST_SCOPE_INTERFACE = 1; //!< never leaves the node
constexpr uint8_t MULTICAST_SCOPE_LINK = 2;      //!< never leaves the link
constexpr uint8_t MULTICAST_SCOPE_GLOBAL = 14;   //!< has no border

/// @}

/// Neighbor Discovery option types (RFC 4861 section 4.6; RFC 6275 sections 7.3 and 7.4).
enum class NdOptionType : uint8_t
{
    SOURCE_LINK_LAYER_ADDRESS = 1, //!< RFC 4861 section 4.6.1
    TARGET_LINK_LAYER_ADDRESS = 2, //!< RFC 4861 section 4.6.1
    PREFIX_INFORMATION = 3,        //!< RFC 4861 section 4.6.2; R flag: RFC 6275 section 7.2
    REDIRECTED_HEADER = 4,         //!< RFC 4861 section 4.6.3
    MTU = 5,                       //!< RFC 4861 section 4.6.4
    ADVERTISEMENT_INTERVAL = 7,    //!< RFC 6275 section 7.3
    HOME_AGENT_INFORMATION = 8,    //!< RFC 6275 section 7.4
};

/// Flag bits of a Router Advertisement (RFC 4861 section 4.2).
enum RouterAdvertisementFlag : uint8_t
{
    RA_FLAG_MANAGED = 0x80,    //!< M
    RA_FLAG_OTHER = 0x40,      //!< O
    RA_FLAG_HOME_AGENT = 0x20, //!< H (RFC 6275 section 7.1)
    RA_FLAG_PROXY = 0x04,      //!< P (RFC 4389 section 4.1.3.3)
};

/// Bits of the default router preference among the flags of a Router Advertisement (RFC 4191
/// section 2.2).
constexpr uint8_t RA_PREFERENCE_MASK = 0x18;
/// How far the default router preference is from the lowest bit (RFC 4191 section 2.2).
constexpr int RA_PREFERENCE_SHIFT = 3;

/// Default router preference: a signed number of two bits (RFC 4191 section 2.1).
enum class RouterPreference : uint8_t
{
    MEDIUM = 0,
    HIGH = 1,
    RESERVED = 2, //!< never sent; a receiver takes it for medium (RFC 4191 section 2.2)
    LOW = 3,
};

/// Flag bits of a Prefix Information option (RFC 4861 section 4.6.2).
enum PrefixInformationFlag : uint8_t
{
    PREFIX_FLAG_ON_LINK = 0x80,        //!< L
    PREFIX_FLAG_AUTONOMOUS = 0x40,     //!< A
    PREFIX_FLAG_ROUTER_ADDRESS = 0x20, //!< R (RFC 6275 section 7.2)
};

/// Flag bits of a Neighbor Advertisement (RFC 4861 section 4.4).
enum NeighborAdvertisementFlag : uint8_t
{
    NA_FLAG_ROUTER = 0x80,    //!< R
    NA_FLAG_SOLICITED = 0x40, //!< S
    NA_FLAG_OVERRIDE = 0x20,  //!< O
};

/// Flag bits of a Mobile Prefix Advertisement, as in its 16-bit field (RFC 6275 section 6.8).
enum MobilePrefixAdvertisementFlag : uint16_t
{
    MPA_FLAG_MANAGED = 0x8000, //!< M
    MPA_FLAG_OTHER = 0x4000,   //!< O
};

/// R bit in the first 16 bits of a Home Agent Information option (RFC 3963 section 7.3).
constexpr uint16_t HOME_AGENT_FLAG_MOBILE_ROUTERS = 0x8000;
/// R bit in the last 16 bits of the header of a Home Agent Address Discovery Request or Reply
/// (RFC 3963 sections 7.1 and 7.2).
constexpr uint16_t DISCOVERY_FLAG_MOBILE_ROUTERS = 0x8000;

/// One row of a registry: a number, its name and where it is defined.
struct AssignedNumber
{
    uint8_t number;        //!< as on the wire
    const char* name;      //!< in the words of its RFC or of IANA
    const char* reference; //!< RFC, with the section where this module implements it
};

/// @name Registries, in ascending order of their numbers. The tables of doc/wire-formats.rst are
/// checked against them.
/// @{
const std::vector<AssignedNumber>& GetMobilityTypes();
const std::vector<AssignedNumber>& GetMobilityOptionTypes();
const std::vector<AssignedNumber>& GetBindingStatuses();
const std::vector<AssignedNumber>& GetBindingErrorStatuses();
/// @}

/**
 * @param type a Mobility Header type
 * @return its name in IANA's registry, "unknown" for a type that is not in it
 */
const char* GetName(MobilityType type);

/**
 * @param type a mobility option type
 * @return its name in IANA's registry, "unknown option" for a type that is not in it
 */
const char* GetName(MobilityOptionType type);

/**
 * @param status a Binding Acknowledgement status
 * @return its meaning in words, "unknown status" for one that is not in IANA's registry
 */
const char* GetName(BindingStatus status);

/**
 * @param status a Binding Error status
 * @return its meaning in words, "unknown status" for one that is not in IANA's registry
 */
const char* GetName(BindingErrorStatus status);

} // namespace ns3::mip6

#endif /* MIP6_NUMBERS_H */
