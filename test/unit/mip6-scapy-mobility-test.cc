/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scapy-vectors.h"

#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace ns3::mip6::tests
{

namespace
{

/// @name Where packets go
/// @{
const PacketPlan REGISTRATION{SCAPY_CARE_OF_ADDRESS, SCAPY_HOME_AGENT, SCAPY_HOME_ADDRESS, {}};
const PacketPlan REGISTRATION_AT_HOME{SCAPY_HOME_ADDRESS, SCAPY_HOME_AGENT, {}, {}};
const PacketPlan ROUTED_BY_HOME_AGENT{SCAPY_HOME_AGENT,
                                      SCAPY_CARE_OF_ADDRESS,
                                      {},
                                      SCAPY_HOME_ADDRESS};
const PacketPlan HOME_TO_CORRESPONDENT{SCAPY_HOME_ADDRESS, SCAPY_CORRESPONDENT, {}, {}};
const PacketPlan CORRESPONDENT_TO_HOME{SCAPY_CORRESPONDENT, SCAPY_HOME_ADDRESS, {}, {}};
const PacketPlan ABROAD_TO_CORRESPONDENT{SCAPY_CARE_OF_ADDRESS, SCAPY_CORRESPONDENT, {}, {}};
const PacketPlan CORRESPONDENT_TO_ABROAD{SCAPY_CORRESPONDENT, SCAPY_CARE_OF_ADDRESS, {}, {}};
const PacketPlan OPTIMIZED{SCAPY_CARE_OF_ADDRESS, SCAPY_CORRESPONDENT, SCAPY_HOME_ADDRESS, {}};
const PacketPlan OPTIMIZED_BACK{SCAPY_CORRESPONDENT, SCAPY_CARE_OF_ADDRESS, {}, SCAPY_HOME_ADDRESS};

/// @}

/**
 * @param sequence number
 * @param lifetime wanted
 * @param options in order
 * @return an update with A
 */
BindingUpdate
MakeUpdate(uint16_t sequence, const Time& lifetime, MobilityOptions options)
{
    BindingUpdate update;
    update.sequence = sequence;
    update.acknowledge = true;
    update.lifetime = lifetime;
    update.options = std::move(options);
    return update;
}

/**
 * @param sequence number
 * @param lifetime wanted
 * @param options in order
 * @return an update with A and H
 */
BindingUpdate
MakeHomeUpdate(uint16_t sequence, const Time& lifetime, MobilityOptions options)
{
    BindingUpdate update = MakeUpdate(sequence, lifetime, std::move(options));
    update.homeRegistration = true;
    return update;
}

/// @return A, H, L, K with the longest lifetime
BindingUpdate
MakeLongestUpdate()
{
    BindingUpdate update =
        MakeHomeUpdate(65535, Seconds(262140), {AlternateCareOfAddress{SCAPY_CARE_OF_ADDRESS}});
    update.linkLocal = update.keyManagement = true;
    return update;
}

/// @return A, H, R with two prefixes
BindingUpdate
MakeRouterUpdate()
{
    BindingUpdate update = MakeHomeUpdate(11,
                                          Seconds(420),
                                          {AlternateCareOfAddress{SCAPY_CARE_OF_ADDRESS},
                                           MobileNetworkPrefix{"2001:db8:a1::", 64},
                                           MobileNetworkPrefix{"2001:db8:a2::", 48}});
    update.mobileRouter = true;
    return update;
}

/// @return M and P
BindingUpdate
MakeOtherFlagsUpdate()
{
    BindingUpdate update;
    update.sequence = 12;
    update.otherFlags = BU_FLAG_MAP_REGISTRATION | BU_FLAG_PROXY_REGISTRATION;
    update.lifetime = Seconds(4);
    return update;
}

/**
 * @param sequence copied
 * @param lifetime granted
 * @param options in order
 * @return without flags
 */
BindingAcknowledgement
MakeAcknowledgement(uint16_t sequence, const Time& lifetime, MobilityOptions options)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.sequence = sequence;
    acknowledgement.lifetime = lifetime;
    acknowledgement.options = std::move(options);
    return acknowledgement;
}

/// @return K, status 1, Binding Refresh Advice
BindingAcknowledgement
MakeAdviceAcknowledgement()
{
    BindingAcknowledgement acknowledgement =
        MakeAcknowledgement(7, Seconds(420), {BindingRefreshAdvice{Seconds(200)}});
    acknowledgement.status = BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY;
    acknowledgement.keyManagement = true;
    return acknowledgement;
}

/// @return sequence number out of window
BindingAcknowledgement
MakeRefusal()
{
    BindingAcknowledgement acknowledgement = MakeAcknowledgement(1024, Seconds(0), {});
    acknowledgement.status = BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    return acknowledgement;
}

/// @return K, R, Binding Refresh Advice
BindingAcknowledgement
MakeRouterAcknowledgement()
{
    BindingAcknowledgement acknowledgement =
        MakeAcknowledgement(11, Seconds(420), {BindingRefreshAdvice{Seconds(200)}});
    acknowledgement.keyManagement = acknowledgement.mobileRouter = true;
    return acknowledgement;
}

/// @return packets of home registrations
std::vector<MobilityPacketRow>
GetRegistrationRows()
{
    const AlternateCareOfAddress alternate{SCAPY_CARE_OF_ADDRESS};
    const MobilityOptions many{MobileNodeIdentifier{1, FromHex("6e6f6465")},
                               BindingRefreshAdvice{Seconds(200)},
                               UnknownMobilityOption{200, FromHex("616263")},
                               alternate};
    const MobilityOptions home{AlternateCareOfAddress{SCAPY_HOME_ADDRESS}};
    return {
        {{"bu-plain"}, REGISTRATION, MakeHomeUpdate(7, Seconds(60), {})},
        {{"bu-alternate"}, REGISTRATION, MakeLongestUpdate()},
        {{"bu-deregister"}, REGISTRATION_AT_HOME, MakeHomeUpdate(9, Seconds(0), home)},
        {{"bu-router"}, REGISTRATION, MakeRouterUpdate()},
        {{"bu-many-options"}, REGISTRATION, MakeHomeUpdate(13, Seconds(60), many)},
        {{"bu-other-flags"}, REGISTRATION, MakeOtherFlagsUpdate()},
        {{"ba-plain"}, ROUTED_BY_HOME_AGENT, MakeAcknowledgement(7, Seconds(60), {})},
        {{"ba-advice"}, ROUTED_BY_HOME_AGENT, MakeAdviceAcknowledgement()},
        {{"ba-refused"}, ROUTED_BY_HOME_AGENT, MakeRefusal()},
        {{"ba-router"}, ROUTED_BY_HOME_AGENT, MakeRouterAcknowledgement()},
    };
}

/// @return packets from and to a correspondent
std::vector<MobilityPacketRow>
GetCorrespondentRows()
{
    const BindingAuthorizationData authorization{SCAPY_AUTHENTICATOR};
    const HomeTest homeTest{7, SCAPY_HOME_COOKIE, SCAPY_HOME_TOKEN, {}};
    const CareOfTest careOfTest{9, SCAPY_CARE_OF_COOKIE, SCAPY_CARE_OF_TOKEN, {}};
    const MobilityOptions both{NonceIndices{7, 9}, authorization};
    const MobilityOptions homeOnly{NonceIndices{7, 0}, authorization};
    const BindingError noBinding{BindingErrorStatus::UNKNOWN_BINDING, SCAPY_HOME_ADDRESS, {}};
    const BindingError noType{BindingErrorStatus::UNKNOWN_MOBILITY_TYPE, "::", {}};
    return {
        {{"brr"}, OPTIMIZED_BACK, BindingRefreshRequest{}},
        {{"hoti"}, HOME_TO_CORRESPONDENT, HomeTestInit{SCAPY_HOME_COOKIE, {}}},
        {{"coti"}, ABROAD_TO_CORRESPONDENT, CareOfTestInit{SCAPY_CARE_OF_COOKIE, {}}},
        {{"hot"}, CORRESPONDENT_TO_HOME, homeTest},
        {{"cot"}, CORRESPONDENT_TO_ABROAD, careOfTest},
        {{"bu-correspondent"}, OPTIMIZED, MakeUpdate(1000, Seconds(420), both)},
        {{"bu-correspondent-deregister"},
         HOME_TO_CORRESPONDENT,
         MakeUpdate(1001, Seconds(0), homeOnly)},
        {{"ba-correspondent"},
         OPTIMIZED_BACK,
         MakeAcknowledgement(1000, Seconds(420), {authorization})},
        {{"be-unknown-binding"}, CORRESPONDENT_TO_ABROAD, noBinding},
        {{"be-unknown-type"}, CORRESPONDENT_TO_ABROAD, noType},
    };
}

/// @return all rows
std::vector<MobilityPacketRow>
GetRows()
{
    std::vector<MobilityPacketRow> rows = GetRegistrationRows();
    for (const MobilityPacketRow& row : GetCorrespondentRows())
    {
        rows.push_back(row);
    }
    return rows;
}

/// Runs once per packet.
class ScapyMobilityPacket : public testing::TestWithParam<MobilityPacketRow>
{
};

TEST_P(ScapyMobilityPacket, IsMadeFromItsValues)
{
    ExpectMadeFromValues(GetParam(), GetScapyVectors().at(GetParam().name));
}

TEST_P(ScapyMobilityPacket, GivesItsValues)
{
    ExpectGivesValues(GetParam(), GetScapyVectors().at(GetParam().name));
}

INSTANTIATE_TEST_SUITE_P(All,
                         ScapyMobilityPacket,
                         testing::ValuesIn(GetRows()),
                         [](const auto& row) { return ToTestName(row.param.name); });

TEST(ScapyMobilityPackets, AllOfThemHaveAnExpectation)
{
    EXPECT_EQ(GetRows().size(), 20U);
    EXPECT_EQ(GetRowNames(GetRows()), GetScapyPacketNames(NEXT_HEADER_MOBILITY));
}

} // namespace

} // namespace ns3::mip6::tests
