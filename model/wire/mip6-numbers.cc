/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-numbers.h"

namespace ns3::mip6
{

const char*
GetName(MobilityType type)
{
    switch (type)
    {
    case MobilityType::BINDING_REFRESH_REQUEST:
        return "Binding Refresh Request";
    case MobilityType::HOME_TEST_INIT:
        return "Home Test Init";
    case MobilityType::CARE_OF_TEST_INIT:
        return "Care-of Test Init";
    case MobilityType::HOME_TEST:
        return "Home Test";
    case MobilityType::CARE_OF_TEST:
        return "Care-of Test";
    case MobilityType::BINDING_UPDATE:
        return "Binding Update";
    case MobilityType::BINDING_ACKNOWLEDGEMENT:
        return "Binding Acknowledgement";
    case MobilityType::BINDING_ERROR:
        return "Binding Error";
    }
    return "unknown";
}

const char*
GetName(BindingStatus status)
{
    switch (status)
    {
    case BindingStatus::ACCEPTED:
        return "Binding Update accepted";
    case BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY:
        return "Accepted but prefix discovery necessary";
    case BindingStatus::REASON_UNSPECIFIED:
        return "Reason unspecified";
    case BindingStatus::ADMINISTRATIVELY_PROHIBITED:
        return "Administratively prohibited";
    case BindingStatus::INSUFFICIENT_RESOURCES:
        return "Insufficient resources";
    case BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED:
        return "Home registration not supported";
    case BindingStatus::NOT_HOME_SUBNET:
        return "Not home subnet";
    case BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE:
        return "Not home agent for this mobile node";
    case BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED:
        return "Duplicate Address Detection failed";
    case BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW:
        return "Sequence number out of window";
    case BindingStatus::EXPIRED_HOME_NONCE_INDEX:
        return "Expired home nonce index";
    case BindingStatus::EXPIRED_CARE_OF_NONCE_INDEX:
        return "Expired care-of nonce index";
    case BindingStatus::EXPIRED_NONCES:
        return "Expired nonces";
    case BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED:
        return "Registration type change disallowed";
    case BindingStatus::INVALID_CARE_OF_ADDRESS:
        return "Invalid Care-of Address";
    }
    return "unknown status";
}

} // namespace ns3::mip6
