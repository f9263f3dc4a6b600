/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-numbers.h"

#include <array>
#include <cstddef>
#include <iterator>

namespace ns3::mip6
{

namespace
{

// Numbers without a section are not implemented: they are named for traces and packet printing.

/// See GetMobilityTypes.
constexpr AssignedNumber MOBILITY_TYPES[]{
    {0, "Binding Refresh Request", "RFC 6275 section 6.1.2"},
    {1, "Home Test Init", "RFC 6275 section 6.1.3"},
    {2, "Care-of Test Init", "RFC 6275 section 6.1.4"},
    {3, "Home Test", "RFC 6275 section 6.1.5"},
    {4, "Care-of Test", "RFC 6275 section 6.1.6"},
    {5, "Binding Update", "RFC 6275 section 6.1.7"},
    {6, "Binding Acknowledgement", "RFC 6275 section 6.1.8"},
    {7, "Binding Error", "RFC 6275 section 6.1.9"},
    {8, "Fast Binding Update", "RFC 5568"},
    {9, "Fast Binding Acknowledgment", "RFC 5568"},
    {10, "Fast Neighbor Advertisement", "RFC 5568"},
    {11, "Experimental Mobility Header", "RFC 5096"},
    {12, "Home Agent Switch", "RFC 5142"},
    {13, "Heartbeat", "RFC 5847"},
    {14, "Handover Initiate", "RFC 5568"},
    {15, "Handover Acknowledge", "RFC 5568"},
    {16, "Binding Revocation", "RFC 5846"},
    {17, "Localized Routing Initiation", "RFC 6705"},
    {18, "Localized Routing Acknowledgment", "RFC 6705"},
    {19, "Update Notification", "RFC 7077"},
    {20, "Update Notification Acknowledgement", "RFC 7077"},
    {21, "Flow Binding", "RFC 7109"},
    {22, "Subscription Query", "RFC 7161"},
    {23, "Subscription Response", "RFC 7161"},
};

/// See GetMobilityOptionTypes.
constexpr AssignedNumber MOBILITY_OPTION_TYPES[]{
    {0, "Pad1", "RFC 6275 section 6.2.2"},
    {1, "PadN", "RFC 6275 section 6.2.3"},
    {2, "Binding Refresh Advice", "RFC 6275 section 6.2.4"},
    {3, "Alternate Care-of Address", "RFC 6275 section 6.2.5"},
    {4, "Nonce Indices", "RFC 6275 section 6.2.6"},
    {5, "Binding Authorization Data", "RFC 6275 section 6.2.7"},
    {6, "Mobile Network Prefix", "RFC 3963 section 4.3"},
    {7, "Mobility Header Link-Layer Address", "RFC 5568"},
    {8, "Mobile Node Identifier", "RFC 4283 section 3"},
    {9, "Mobility Message Authentication", "RFC 4285"},
    {10, "Mobility Message Replay Protection", "RFC 4285"},
    {11, "CGA Parameters Request", "RFC 4866"},
    {12, "CGA Parameters", "RFC 4866"},
    {13, "Signature", "RFC 4866"},
    {14, "Permanent Home Keygen Token", "RFC 4866"},
    {15, "Care-of Test Init", "RFC 4866"},
    {16, "Care-of Test", "RFC 4866"},
    {17, "DNS-UPDATE-TYPE", "RFC 5026"},
    {18, "Experimental Mobility Option", "RFC 5096"},
    {19, "Vendor Specific Mobility Option", "RFC 5094"},
    {20, "Service Selection", "RFC 5149"},
    {21, "Binding Authorization Data for FMIPv6", "RFC 5568"},
    {22, "Home Network Prefix", "RFC 5213"},
    {23, "Handoff Indicator", "RFC 5213"},
    {24, "Access Technology Type", "RFC 5213"},
    {25, "Mobile Node Link-layer Identifier", "RFC 5213"},
    {26, "Link-local Address", "RFC 5213"},
    {27, "Timestamp", "RFC 5213"},
    {28, "Restart Counter", "RFC 5847"},
    {29, "IPv4 Home Address", "RFC 5555"},
    {30, "IPv4 Address Acknowledgement", "RFC 5555"},
    {31, "NAT Detection", "RFC 5555"},
    {32, "IPv4 Care-of Address", "RFC 5555"},
    {33, "GRE Key", "RFC 5845"},
    {34, "Mobility Header IPv6 Address/Prefix", "RFC 5568"},
    {35, "Binding Identifier", "RFC 5648 section 4.1"},
    {36, "IPv4 Home Address Request", "RFC 5844"},
    {37, "IPv4 Home Address Reply", "RFC 5844"},
    {38, "IPv4 Default-Router Address", "RFC 5844"},
    {39, "IPv4 DHCP Support Mode", "RFC 5844"},
    {40, "Context Request", "RFC 5949"},
    {41, "Local Mobility Anchor Address", "RFC 5949"},
    {42, "Mobile Node Link-local Address Interface Identifier", "RFC 5949"},
    {43, "Transient Binding", "RFC 6058"},
    {44, "Flow Summary", "RFC 6089"},
    {45, "Flow Identification", "RFC 6089"},
    {46, "Redirect-Capability", "RFC 6463"},
    {47, "Redirect", "RFC 6463"},
    {48, "Load Information", "RFC 6463"},
    {49, "Alternate IPv4 Care-of Address", "RFC 6463"},
    {50, "Mobile Node Group Identifier", "RFC 6602"},
    {51, "MAG IPv6 Address", "RFC 6705"},
    {52, "Access Network Identifier", "RFC 6757"},
    {53, "IPv4 Traffic Offload Selector", "RFC 6909"},
    {54, "Dynamic IP Multicast Selector", "RFC 7028"},
    {55, "Delegated Mobile Network Prefix", "RFC 7148"},
    {56, "Active Multicast Subscription IPv4", "RFC 7161"},
    {57, "Active Multicast Subscription IPv6", "RFC 7161"},
    {58, "Quality of Service", "RFC 7222"},
    {59, "LMA User-Plane Address", "RFC 7389"},
};

/// See GetBindingStatuses.
constexpr AssignedNumber BINDING_STATUSES[]{
    {0, "Binding Update accepted", "RFC 6275 section 6.1.8"},
    {1, "Accepted but prefix discovery necessary", "RFC 6275 section 6.1.8"},
    {2, "GRE_KEY_OPTION_NOT_REQUIRED", "RFC 5845"},
    {3, "GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED", "RFC 5845"},
    {4, "MCOA NOTCOMPLETE", "RFC 5648"},
    {5, "MCOA RETURNHOME WO/NDP", "RFC 5648"},
    {6, "PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH", "RFC 6058"},
    {128, "Reason unspecified", "RFC 6275 section 6.1.8"},
    {129, "Administratively prohibited", "RFC 6275 section 6.1.8"},
    {130, "Insufficient resources", "RFC 6275 section 6.1.8"},
    {131, "Home registration not supported", "RFC 6275 section 6.1.8"},
    {132, "Not home subnet", "RFC 6275 section 6.1.8"},
    {133, "Not home agent for this mobile node", "RFC 6275 section 6.1.8"},
    {134, "Duplicate Address Detection failed", "RFC 6275 section 6.1.8"},
    {135, "Sequence number out of window", "RFC 6275 section 6.1.8"},
    {136, "Expired home nonce index", "RFC 6275 section 6.1.8"},
    {137, "Expired care-of nonce index", "RFC 6275 section 6.1.8"},
    {138, "Expired nonces", "RFC 6275 section 6.1.8"},
    {139, "Registration type change disallowed", "RFC 6275 section 6.1.8"},
    {140, "Mobile Router Operation not permitted", "RFC 3963 section 4.2"},
    {141, "Invalid Prefix", "RFC 3963 section 4.2"},
    {142, "Not Authorized for Prefix", "RFC 3963 section 4.2"},
    {143, "Forwarding Setup failed", "RFC 3963 section 4.2"},
    {144, "MIPV6-ID-MISMATCH", "RFC 4285"},
    {145, "MIPV6-MESG-ID-REQD", "RFC 4285"},
    {146, "MIPV6-AUTH-FAIL", "RFC 4285"},
    {147, "Permanent home keygen token unavailable", "RFC 4866"},
    {148, "CGA and signature verification failed", "RFC 4866"},
    {149, "Permanent home keygen token exists", "RFC 4866"},
    {150, "Non-null home nonce index expected", "RFC 4866"},
    {151, "SERVICE_AUTHORIZATION_FAILED", "RFC 5149"},
    {152, "PROXY_REG_NOT_ENABLED", "RFC 5213"},
    {153, "NOT_LMA_FOR_THIS_MOBILE_NODE", "RFC 5213"},
    {154, "MAG_NOT_AUTHORIZED_FOR_PROXY_REG", "RFC 5213"},
    {155, "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX", "RFC 5213"},
    {156, "TIMESTAMP_MISMATCH", "RFC 5213"},
    {157, "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED", "RFC 5213"},
    {158, "MISSING_HOME_NETWORK_PREFIX_OPTION", "RFC 5213"},
    {159, "BCE_PBU_PREFIX_SET_DO_NOT_MATCH", "RFC 5213"},
    {160, "MISSING_MN_IDENTIFIER_OPTION", "RFC 5213"},
    {161, "MISSING_HANDOFF_INDICATOR_OPTION", "RFC 5213"},
    {162, "MISSING_ACCESS_TECH_TYPE_OPTION", "RFC 5213"},
    {163, "GRE_KEY_OPTION_REQUIRED", "RFC 5845"},
    {164, "MCOA MALFORMED", "RFC 5648"},
    {165, "MCOA NON-MCOA BINDING EXISTS", "RFC 5648"},
    {166, "MCOA PROHIBITED", "RFC 5648"},
    {167, "MCOA UNKNOWN COA", "RFC 5648"},
    {168, "MCOA BULK REGISTRATION PROHIBITED", "RFC 5648"},
    {169, "MCOA SIMULTANEOUS HOME AND FOREIGN PROHIBITED", "RFC 5648"},
    {170, "NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE", "RFC 5844"},
    {171, "NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS", "RFC 5844"},
    {172, "NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE", "RFC 5844"},
    {173, "MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED", "RFC 5844"},
    {174, "Invalid Care-of Address", "RFC 6275 section 6.1.8"},
    {175, "INVALID_MOBILE_NODE_GROUP_IDENTIFIER", "RFC 6602"},
    {176, "REINIT_SA_WITH_HAC", "RFC 6618"},
    {177, "NOT_AUTHORIZED_FOR_DELEGATED_MNP", "RFC 7148"},
    {178, "REQUESTED_DMNP_IN_USE", "RFC 7148"},
    {179, "CANNOT_MEET_QOS_SERVICE_REQUEST", "RFC 7222"},
    {180, "CANNOT_SUPPORT_MULTIPATH_BINDING", "RFC 8278"},
};

/// See GetBindingErrorStatuses.
constexpr AssignedNumber BINDING_ERROR_STATUSES[]{
    {1, "Unknown binding for Home Address destination option", "RFC 6275 section 6.1.9"},
    {2, "Unrecognized MH Type value", "RFC 6275 section 6.1.9"},
};

/**
 * @tparam Count of rows
 * @param rows of a registry
 * @return the same
 */
template <std::size_t Count>
std::vector<AssignedNumber>
MakeRegistry(const AssignedNumber (&rows)[Count])
{
    return {std::begin(rows), std::end(rows)};
}

/// A name for every value of an octet.
using Names = std::array<const char*, 256>;

/**
 * @param registry rows with names
 * @param otherwise the name of numbers without a row
 * @return the names by number, so that a look-up takes no search
 */
Names
MakeNames(const std::vector<AssignedNumber>& registry, const char* otherwise)
{
    Names names;
    names.fill(otherwise);
    for (const AssignedNumber& row : registry)
    {
        names[row.number] = row.name;
    }
    return names;
}

} // namespace

const std::vector<AssignedNumber>&
GetMobilityTypes()
{
    static const auto ROWS = MakeRegistry(MOBILITY_TYPES);
    return ROWS;
}

const std::vector<AssignedNumber>&
GetMobilityOptionTypes()
{
    static const auto ROWS = MakeRegistry(MOBILITY_OPTION_TYPES);
    return ROWS;
}

const std::vector<AssignedNumber>&
GetBindingStatuses()
{
    static const auto ROWS = MakeRegistry(BINDING_STATUSES);
    return ROWS;
}

const std::vector<AssignedNumber>&
GetBindingErrorStatuses()
{
    static const auto ROWS = MakeRegistry(BINDING_ERROR_STATUSES);
    return ROWS;
}

const char*
GetName(MobilityType type)
{
    static const Names NAMES = MakeNames(GetMobilityTypes(), "unknown");
    return NAMES[static_cast<uint8_t>(type)];
}

const char*
GetName(MobilityOptionType type)
{
    static const Names NAMES = MakeNames(GetMobilityOptionTypes(), "unknown option");
    return NAMES[static_cast<uint8_t>(type)];
}

const char*
GetName(BindingStatus status)
{
    static const Names NAMES = MakeNames(GetBindingStatuses(), "unknown status");
    return NAMES[static_cast<uint8_t>(status)];
}

const char*
GetName(BindingErrorStatus status)
{
    static const Names NAMES = MakeNames(GetBindingErrorStatuses(), "unknown status");
    return NAMES[static_cast<uint8_t>(status)];
}

} // namespace ns3::mip6
