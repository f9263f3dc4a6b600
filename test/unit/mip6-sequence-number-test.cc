/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-named-row.h"

#include "ns3/mip6-sequence-number.h"

#include <gtest/gtest.h>
#include <string>

namespace ns3::mip6::tests
{

namespace
{

/// One comparison.
struct SequenceRow : NamedRow
{
    uint16_t a;          //!< left
    uint16_t b;          //!< right
    bool greater{false}; //!< whether a is greater
};

/// RFC 6275 section 9.5.1: modulo 2^16.
class SequenceNumberTable : public testing::TestWithParam<SequenceRow>
{
};

TEST_P(SequenceNumberTable, ComparesModuloTwoToThePowerOfSixteen)
{
    const SequenceRow& row = GetParam();
    EXPECT_EQ(IsSequenceGreater(row.a, row.b), row.greater);
}

INSTANTIATE_TEST_SUITE_P(SequenceNumber,
                         SequenceNumberTable,
                         testing::Values(SequenceRow{"Equal", 7, 7, false},
                                         SequenceRow{"EqualZero", 0, 0, false},
                                         SequenceRow{"EqualLast", 65535, 65535, false},
                                         SequenceRow{"Next", 8, 7, true},
                                         SequenceRow{"Previous", 6, 7, false},
                                         SequenceRow{"WrapNext", 0, 65535, true},
                                         SequenceRow{"WrapPrevious", 65535, 0, false},
                                         SequenceRow{"FarthestGreater", 32767, 0, true},
                                         SequenceRow{"Opposite", 32768, 0, false},
                                         SequenceRow{"OppositeBack", 0, 32768, false},
                                         SequenceRow{"BeyondOpposite", 32769, 0, false},
                                         SequenceRow{"FarthestAcrossWrap", 32766, 65535, true},
                                         SequenceRow{"OppositeAcrossWrap", 32767, 65535, false},
                                         SequenceRow{"AboveHalf", 40000, 39999, true}),
                         [](const auto& instance) { return instance.param.name; });

TEST(SequenceNumber, IsGreaterThanExactlyTheHalfBeforeIt)
{
    constexpr uint16_t NUMBER = 1000;
    uint32_t smaller = 0;
    for (uint32_t other = 0; other <= 0xFFFF; ++other)
    {
        smaller += IsSequenceGreater(NUMBER, static_cast<uint16_t>(other)) ? 1 : 0;
    }
    EXPECT_EQ(smaller, 32767U);
}

} // namespace

} // namespace ns3::mip6::tests
