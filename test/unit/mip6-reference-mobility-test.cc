/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-packet-row.h"
#include "mip6-reference-vectors.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @name Addresses of the packets
/// @{
const Ipv6Address FIRST("2001:db8::1");
const Ipv6Address SECOND("2001:db8::2");
const Ipv6Address LOOPBACK("::1");
const Ipv6Address HOME_ADDRESS("2001:db8:1::10");
const Ipv6Address HOME_AGENT("2001:db8:1::1");
const Ipv6Address CARE_OF_ADDRESS("2001:db8:2::10");
const Ipv6Address CORRESPONDENT("2001:db8:9::99");
/// @}

/// @name Where packets go
/// @{
const PacketPlan FIRST_TO_SECOND{FIRST, SECOND, {}, {}};
const PacketPlan LOOPBACK_TO_ITSELF{LOOPBACK, LOOPBACK, {}, {}};
const PacketPlan UNSPECIFIED_HOME{LOOPBACK, LOOPBACK, Ipv6Address("::"), {}};
const PacketPlan CAFE_HOME{LOOPBACK, LOOPBACK, Ipv6Address("2001:db8::cafe"), {}};
const PacketPlan HOME_TO_CORRESPONDENT{HOME_ADDRESS, CORRESPONDENT, {}, {}};
const PacketPlan ABROAD_TO_CORRESPONDENT{CARE_OF_ADDRESS, CORRESPONDENT, {}, {}};
const PacketPlan CORRESPONDENT_TO_ABROAD{CORRESPONDENT, CARE_OF_ADDRESS, {}, {}};
const PacketPlan CORRESPONDENT_ROUTED{CORRESPONDENT, CARE_OF_ADDRESS, {}, HOME_ADDRESS};
const PacketPlan REGISTRATION{CARE_OF_ADDRESS, HOME_AGENT, HOME_ADDRESS, {}};
const PacketPlan REGISTRATION_ANSWER{HOME_AGENT, CARE_OF_ADDRESS, {}, HOME_ADDRESS};
const PacketPlan ANSWER_AT_HOME{HOME_AGENT, HOME_ADDRESS, {}, {}};
/// @}

/// @name Octets of return routability
/// @{
const Cookie HOME_COOKIE{0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08};
const Cookie CARE_OF_COOKIE{0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18};
const KeygenToken CARE_OF_TOKEN{0x08, 0x79, 0x1c, 0xbf, 0x4e, 0xf0, 0xdb, 0x13};
const BindingAuthorizationData ACKNOWLEDGEMENT_AUTHENTICATOR{
    {0xb7, 0x15, 0x17, 0x66, 0xe6, 0x50, 0x7d, 0x14, 0x90, 0x87, 0x90, 0xb6}};
const BindingAuthorizationData UPDATE_AUTHENTICATOR{
    {0x4b, 0xe7, 0x08, 0xa6, 0xdf, 0x73, 0x20, 0x47, 0x0e, 0xa4, 0x71, 0xc9}};

/// @}

/// @return A, H, K, lifetime 12 s
BindingUpdate
MakeDefaultUpdate()
{
    BindingUpdate update;
    update.acknowledge = update.homeRegistration = update.keyManagement = true;
    update.lifetime = Seconds(12);
    return update;
}

/// @return as the default, but with a prefix
BindingUpdate
MakePrefixUpdate()
{
    BindingUpdate update = MakeDefaultUpdate();
    update.lifetime = Seconds(168);
    update.options = {AlternateCareOfAddress{"::"}, MobileNetworkPrefix{"::", 64}};
    return update;
}

/// @return A, H, L, K, lifetime 420 s
BindingUpdate
MakeHomeUpdate()
{
    BindingUpdate update = MakeDefaultUpdate();
    update.linkLocal = true;
    update.sequence = 15;
    update.lifetime = Seconds(420);
    update.options = {AlternateCareOfAddress{CARE_OF_ADDRESS}};
    return update;
}

/// @return A, H, R with two prefixes
BindingUpdate
MakeRouterUpdate()
{
    BindingUpdate update;
    update.sequence = 21;
    update.acknowledge = update.homeRegistration = update.mobileRouter = true;
    update.lifetime = Seconds(420);
    update.options = {AlternateCareOfAddress{CARE_OF_ADDRESS},
                      MobileNetworkPrefix{"2001:db8:a1::", 64},
                      MobileNetworkPrefix{"2001:db8:a2::", 64}};
    return update;
}

/// @return A, lifetime 0, authorized with the home nonce only
BindingUpdate
MakeCorrespondentDeregistration()
{
    BindingUpdate update;
    update.sequence = 1002;
    update.acknowledge = true;
    update.options = {NonceIndices{7, 0}, UPDATE_AUTHENTICATOR};
    return update;
}

/**
 * @param status of the acknowledgement
 * @param sequence copied
 * @return without flags, lifetime 0
 */
BindingAcknowledgement
MakeAcknowledgement(BindingStatus status, uint16_t sequence)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.sequence = sequence;
    return acknowledgement;
}

/// @return K, lifetime 168 s
BindingAcknowledgement
MakeDefaultAcknowledgement()
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.keyManagement = true;
    acknowledgement.lifetime = Seconds(168);
    return acknowledgement;
}

/// @return lifetime 420 s, authorized
BindingAcknowledgement
MakeCorrespondentAcknowledgement()
{
    BindingAcknowledgement acknowledgement = MakeAcknowledgement(BindingStatus::ACCEPTED, 1000);
    acknowledgement.lifetime = Seconds(420);
    acknowledgement.options = {ACKNOWLEDGEMENT_AUTHENTICATOR};
    return acknowledgement;
}

/// @return status 1, lifetime 400 s
BindingAcknowledgement
MakePrefixDiscoveryAcknowledgement()
{
    BindingAcknowledgement acknowledgement =
        MakeAcknowledgement(BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY, 15);
    acknowledgement.lifetime = Seconds(400);
    return acknowledgement;
}

/// @return the packets of scapy's regression tests
std::vector<MobilityPacketRow>
GetScapyRows()
{
    return {
        {{"mobility-refresh-request"}, FIRST_TO_SECOND, BindingRefreshRequest{}},
        {{"mobility-home-test-init"}, FIRST_TO_SECOND, HomeTestInit{}},
        {{"mobility-care-of-test-init"}, FIRST_TO_SECOND, CareOfTestInit{}},
        {{"mobility-home-test"}, FIRST_TO_SECOND, HomeTest{}},
        {{"mobility-care-of-test"}, FIRST_TO_SECOND, CareOfTest{}},
        {{"mobility-update"}, UNSPECIFIED_HOME, MakeDefaultUpdate()},
        {{"mobility-update-with-prefix"}, CAFE_HOME, MakePrefixUpdate()},
        {{"mobility-acknowledgement"}, LOOPBACK_TO_ITSELF, MakeDefaultAcknowledgement()},
        {{"mobility-error"},
         LOOPBACK_TO_ITSELF,
         BindingError{BindingErrorStatus::UNKNOWN_MOBILITY_TYPE, "1::2", {}}},
    };
}

/// @return the packets that were computed with scapy
std::vector<MobilityPacketRow>
GetComputedRows()
{
    return {
        {{"mobility-home-test-init-from-home"},
         HOME_TO_CORRESPONDENT,
         HomeTestInit{HOME_COOKIE, {}}},
        {{"mobility-care-of-test-init-from-abroad"},
         ABROAD_TO_CORRESPONDENT,
         CareOfTestInit{CARE_OF_COOKIE, {}}},
        {{"mobility-care-of-test-nonce"},
         CORRESPONDENT_TO_ABROAD,
         CareOfTest{9, CARE_OF_COOKIE, CARE_OF_TOKEN, {}}},
        {{"mobility-acknowledgement-correspondent"},
         CORRESPONDENT_ROUTED,
         MakeCorrespondentAcknowledgement()},
        {{"mobility-update-correspondent-deregistration"},
         HOME_TO_CORRESPONDENT,
         MakeCorrespondentDeregistration()},
        {{"mobility-acknowledgement-expired-nonce"},
         CORRESPONDENT_ROUTED,
         MakeAcknowledgement(BindingStatus::EXPIRED_HOME_NONCE_INDEX, 1003)},
        {{"mobility-error-unknown-type"},
         CORRESPONDENT_TO_ABROAD,
         BindingError{BindingErrorStatus::UNKNOWN_MOBILITY_TYPE, "::", {}}},
        {{"mobility-update-home"}, REGISTRATION, MakeHomeUpdate()},
        {{"mobility-acknowledgement-prefix-discovery"},
         REGISTRATION_ANSWER,
         MakePrefixDiscoveryAcknowledgement()},
        {{"mobility-acknowledgement-at-home"},
         ANSWER_AT_HOME,
         MakeAcknowledgement(BindingStatus::ACCEPTED, 16)},
        {{"mobility-update-mobile-router"}, REGISTRATION, MakeRouterUpdate()},
        {{"mobility-acknowledgement-router-refused"},
         REGISTRATION_ANSWER,
         MakeAcknowledgement(BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED, 21)},
        {{"mobility-acknowledgement-prefix-refused"},
         REGISTRATION_ANSWER,
         MakeAcknowledgement(BindingStatus::NOT_AUTHORIZED_FOR_PREFIX, 21)},
    };
}

/// @return all rows
std::vector<MobilityPacketRow>
GetRows()
{
    std::vector<MobilityPacketRow> rows = GetScapyRows();
    const std::vector<MobilityPacketRow> computed = GetComputedRows();
    rows.insert(rows.end(), computed.begin(), computed.end());
    return rows;
}

/// Runs once per packet.
class ReferenceMobilityPacket : public testing::TestWithParam<MobilityPacketRow>
{
};

TEST_P(ReferenceMobilityPacket, IsMadeFromItsValues)
{
    ExpectMadeFromValues(GetParam(), GetReferenceVectors().at(GetParam().name));
}

TEST_P(ReferenceMobilityPacket, GivesItsValues)
{
    ExpectGivesValues(GetParam(), GetReferenceVectors().at(GetParam().name));
}

INSTANTIATE_TEST_SUITE_P(All,
                         ReferenceMobilityPacket,
                         testing::ValuesIn(GetRows()),
                         [](const auto& row) { return ToTestName(row.param.name); });

TEST(ReferenceMobilityPackets, AllOfThemHaveAnExpectation)
{
    EXPECT_EQ(GetRows().size(), 22U);
    EXPECT_EQ(GetRowNames(GetRows()), GetReferenceNames(MOBILITY_PREFIX));
}

} // namespace

} // namespace ns3::mip6::tests
