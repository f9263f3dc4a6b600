/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PACKET_ORACLE_H
#define MIP6_PACKET_ORACLE_H

#include "mip6-discovery-oracle.h"
#include "mip6-mobility-oracle.h"
#include "mip6-packet-octets.h"

#include "ns3/ipv6-address.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-numbers.h"
#include "ns3/mip6-trace-records.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>

/**
 * @file
 * @ingroup mip6-tests
 * Says what must become of a signalling packet, from its octets alone and without the code that is
 * tested. Where a rule allows two reasons for a discard, either will do.
 */

namespace ns3::mip6::tests
{

/// Who gets a packet.
enum class Target : uint8_t
{
    MOBILE_NODE,
    HOME_AGENT,
    CORRESPONDENT,
};

/// What the genuine messages of a run have established so far.
struct Registration
{
    Ipv6Address homeAddress;               //!< of the mobile node
    Ipv6Address homeAgent;                 //!< its address on the home link
    Ipv6Address correspondent;             //!< its address
    Ipv6Address careOfAddress;             //!< source of the latest Binding Update
    std::optional<uint16_t> boundSequence; //!< of the binding, while there is one
    std::set<uint16_t> outstanding;        //!< Binding Updates that are not yet answered
};

/// What must become of a packet.
struct Verdict
{
    bool mayBeValid{false};           //!< nothing is wrong with it, or it is no signalling
    std::set<Mip6DropReason> reasons; //!< a role discards it with one of these
    bool stockDrop{false};            //!< the stock IPv6 discards it
    bool refusal{false};              //!< a Binding Acknowledgement refuses it
};

/// Judges the packets for one node.
class PacketOracle
{
  public:
    /// @param target who gets the packets @param registration what has happened before
    PacketOracle(Target target, const Registration& registration)
        : m_target(target),
          m_registration(registration)
    {
    }

    /// @param packet from its IPv6 header on @return what must become of it
    Verdict Judge(const Bytes& packet)
    {
        m_octets = packet;
        m_at = IPV6_OCTETS;
        m_start = m_at;
        m_end = std::min<std::size_t>(packet.size(), IPV6_OCTETS + ReadU16(packet, 4));
        m_octets.resize(m_end);
        m_next = packet[NEXT_HEADER_AT];
        m_wireSource = ReadAddress(packet, SOURCE_AT);
        m_source = m_wireSource;
        m_destination = ReadAddress(packet, DESTINATION_AT);
        m_verdict = Verdict();
        m_isJudged = false;
        if (m_target == Target::CORRESPONDENT)
        {
            JudgeForStock();
        }
        while (!m_isJudged)
        {
            JudgeHeader();
        }
        return m_verdict;
    }

  private:
    /// @return octets left
    std::size_t GetRest() const
    {
        return m_end - m_at;
    }

    /// @param reason of the discard
    void Drop(Mip6DropReason reason)
    {
        m_verdict.reasons.insert(reason);
        m_isJudged = true;
    }

    /// The packet may be valid.
    void Allow()
    {
        m_verdict.mayBeValid = true;
        m_isJudged = true;
    }

    /// The stock IPv6 discards it.
    void DropInStock()
    {
        m_verdict.stockDrop = true;
        m_isJudged = true;
    }

    /// One header of the chain.
    void JudgeHeader()
    {
        switch (m_next)
        {
        case NEXT_HEADER_DESTINATION_OPTIONS:
            return JudgeDestinationOptions();
        case NEXT_HEADER_ROUTING:
            return JudgeRouting();
        case NEXT_HEADER_MOBILITY:
            return JudgeMobility();
        case NEXT_HEADER_ICMPV6:
            return JudgeIcmpv6();
        case HOP_BY_HOP:
        case TCP:
        case NEXT_HEADER_IPV6:
        case UDP:
        case FRAGMENT:
            return Allow();
        default:
            // The stock stack ends the program when it tells a multicast group that a header is
            // unknown.
            return m_destination.IsMulticast() ? Allow() : DropInStock();
        }
    }

    /// A correspondent without Mobile IPv6 knows neither the Mobility Header, nor the Home Address
    /// option, nor the type 2 routing header. What it does with other octets is not of interest.
    void JudgeForStock()
    {
        const bool isRouting = m_next == NEXT_HEADER_ROUTING && GetRest() >= TYPE2_OCTETS &&
                               m_octets[m_at + 2] == ROUTING_TYPE_2 && m_octets[m_at + 3] != 0;
        const bool isOption = m_next == NEXT_HEADER_DESTINATION_OPTIONS && HoldsOnlyHomeAddress();
        if (m_next == NEXT_HEADER_MOBILITY || isRouting || isOption)
        {
            return DropInStock();
        }
        Allow();
    }

    /// @return whether the header at hand has the usual form of a Home Address option
    bool HoldsOnlyHomeAddress() const
    {
        return GetRest() >= TYPE2_OCTETS && m_octets[m_at + 1] == 2 && m_octets[m_at + 2] == 1 &&
               m_octets[m_at + 3] == 2 && m_octets[m_at + 6] == HOME_ADDRESS_OPTION_TYPE;
    }

    /// @return octets of the header at hand, which has the common form of extension headers
    std::size_t GetStep() const
    {
        return (std::size_t{m_octets[m_at + 1]} + 1) * 8;
    }

    /// @return whether the header at hand is there in full, and ends within the reach of the stack
    bool IsExtensionComplete() const
    {
        return GetRest() >= 8 && GetStep() <= GetRest() && m_at - m_start + GetStep() <= UINT8_MAX;
    }

    /// Options of one Destination Options header.
    struct Options
    {
        bool isMalformed{false};                //!< no format allows it
        bool mustDiscard{false};                //!< RFC 8200 section 4.2: unknown, and not to skip
        bool isStockSpecial{false};             //!< a type that the stock stack treats oddly
        bool hasOthers{false};                  //!< not only padding and the Home Address option
        std::optional<Ipv6Address> homeAddress; //!< of a Home Address option
    };

    /// @param at offset of a Home Address option @param options takes it
    void ReadHomeAddress(std::size_t at, Options& options) const
    {
        const bool isComplete = m_octets[at + 1] == 16;
        // RFC 6275 sections 6.3 and 9.3.1: length 16, once, unicast routable.
        if (!isComplete || options.homeAddress || !IsUnicast(ReadAddress(m_octets, at + 2)))
        {
            options.isMalformed = true;
            return;
        }
        options.homeAddress = ReadAddress(m_octets, at + 2);
    }

    /// @return options of the header at hand, which is complete
    Options ReadOptions() const
    {
        Options options;
        const std::size_t end = m_at + GetStep();
        std::size_t at = m_at + 2;
        while (at < end && !options.isMalformed)
        {
            const uint8_t type = m_octets[at];
            if (type == DESTINATION_PAD1_TYPE)
            {
                ++at;
                continue;
            }
            if (at + 2 > end || at + 2 + m_octets[at + 1] > end)
            {
                options.isMalformed = true;
                return options;
            }
            if (type == HOME_ADDRESS_OPTION_TYPE)
            {
                ReadHomeAddress(at, options);
            }
            else if (type != DESTINATION_PADN_TYPE)
            {
                options.hasOthers = true;
                options.mustDiscard = options.mustDiscard || type >> 6 != 0;
                options.isStockSpecial =
                    options.isStockSpecial || type == STOCK_ROUTER_ALERT || type == STOCK_JUMBOGRAM;
            }
            at += std::size_t{2} + m_octets[at + 1];
        }
        return options;
    }

    void JudgeDestinationOptions()
    {
        if (!IsExtensionComplete())
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        const Options options = ReadOptions();
        if (options.isMalformed)
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        const uint8_t next = m_octets[m_at];
        if (options.homeAddress)
        {
            // RFC 6275 section 9.3.1: with a binding, or with a Mobility Header.
            if (next != NEXT_HEADER_MOBILITY)
            {
                return IsBound(*options.homeAddress) ? Allow() : Drop(Mip6DropReason::NO_BINDING);
            }
            m_source = *options.homeAddress;
            m_start = options.hasOthers ? m_at : m_at + GetStep();
        }
        if (options.isStockSpecial)
        {
            return Allow();
        }
        if (options.mustDiscard)
        {
            return DropInStock();
        }
        m_at += GetStep();
        m_next = next;
    }

    /// @param homeAddress of an option @return whether the home agent may know it
    bool IsBound(const Ipv6Address& homeAddress) const
    {
        return m_target == Target::HOME_AGENT && homeAddress == m_registration.homeAddress &&
               m_source == m_registration.careOfAddress;
    }

    void JudgeRouting()
    {
        if (GetRest() < 4)
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        if (m_octets[m_at + 2] == ROUTING_TYPE_2)
        {
            return JudgeType2();
        }
        if (!IsExtensionComplete())
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        // RFC 8200 section 4.4: an unknown type is ignored only if nothing is left to be visited.
        if (m_octets[m_at + 3] != 0)
        {
            return DropInStock();
        }
        m_next = m_octets[m_at];
        m_at += GetStep();
    }

    void JudgeType2()
    {
        // RFC 6275 section 6.4: one address, which is unicast routable and not yet visited.
        if (GetRest() < TYPE2_OCTETS || m_octets[m_at + 1] != 2 || m_octets[m_at + 3] != 1 ||
            !IsUnicast(ReadAddress(m_octets, m_at + 8)))
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        // RFC 6275 section 11.3.3: it is a home address of the receiver.
        if (m_target != Target::MOBILE_NODE ||
            ReadAddress(m_octets, m_at + 8) != m_registration.homeAddress)
        {
            return Drop(Mip6DropReason::FOREIGN_HOME_ADDRESS);
        }
        // A packet visits the home address once.
        if (m_destination == m_registration.homeAddress && m_start != IPV6_OCTETS)
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        m_destination = m_registration.homeAddress;
        m_next = m_octets[m_at];
        m_at += TYPE2_OCTETS;
        m_start = m_at;
    }

    void JudgeIcmpv6()
    {
        const bool isPlain = m_at == IPV6_OCTETS && GetRest() > 0;
        if (!isPlain || !IsNeighborDiscovery(m_octets[m_at]))
        {
            return Allow();
        }
        m_verdict.reasons = FindDiscoveryFaults(m_octets);
        m_verdict.mayBeValid = m_verdict.reasons.empty();
        m_isJudged = true;
    }

    void JudgeMobility()
    {
        m_isJudged = true;
        const PseudoHeader pseudoHeader{m_source, m_destination, NEXT_HEADER_MOBILITY};
        if (ComputeChecksum(pseudoHeader, m_octets.data() + m_at, GetRest()) != 0)
        {
            m_verdict.reasons.insert(Mip6DropReason::BAD_CHECKSUM);
        }
        if (GetRest() < 8)
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        const uint8_t type = m_octets[m_at + 2];
        if (type >= MOBILITY_FIXED_OCTETS.size())
        {
            return Drop(Mip6DropReason::UNKNOWN_MESSAGE);
        }
        // RFC 6275 sections 6.1.1 and 9.2: Payload Proto 59, and a Header Len that fits.
        const std::size_t size = GetStep();
        const std::size_t fixed = MOBILITY_FIXED_OCTETS[type];
        if (m_octets[m_at] != NEXT_HEADER_NONE || size < fixed || size > GetRest() ||
            !AreMobilityOptionsSound(m_octets, m_at + fixed, m_at + size))
        {
            return Drop(Mip6DropReason::MALFORMED);
        }
        if (m_verdict.reasons.empty())
        {
            JudgeMessage(static_cast<MobilityType>(type));
        }
    }

    /// A message with nothing wrong in its form. @param type of it
    void JudgeMessage(MobilityType type)
    {
        const bool isMobileNode = m_target == Target::MOBILE_NODE;
        if (type == MobilityType::BINDING_UPDATE && !isMobileNode)
        {
            return JudgeUpdate();
        }
        if (type == MobilityType::BINDING_ACKNOWLEDGEMENT && isMobileNode)
        {
            return JudgeAcknowledgement();
        }
        // A node may answer a test as correspondent, and a mobile node heed these two.
        const bool isTestInit =
            type == MobilityType::HOME_TEST_INIT || type == MobilityType::CARE_OF_TEST_INIT;
        const bool isHeeded =
            type == MobilityType::BINDING_REFRESH_REQUEST || type == MobilityType::BINDING_ERROR;
        if (isTestInit || (isMobileNode && isHeeded))
        {
            return Allow();
        }
        Drop(Mip6DropReason::UNEXPECTED_MESSAGE);
    }

    void JudgeUpdate()
    {
        const bool isHome = (ReadU16(m_octets, m_at + 8) & BU_FLAG_HOME_REGISTRATION) != 0;
        if (!isHome)
        {
            // RFC 6275 section 9.5.1: nothing authorizes it. The sound ones carry no such options.
            return Drop(Mip6DropReason::UNEXPECTED_MESSAGE);
        }
        const bool isKnownSource = m_wireSource == m_registration.careOfAddress ||
                                   m_wireSource == m_registration.correspondent;
        // While the mobile node waits, a refusal with status 135 would count.
        if (!isKnownSource || !m_registration.outstanding.empty())
        {
            return Allow();
        }
        const uint16_t sequence = ReadU16(m_octets, m_at + 6);
        const auto& bound = m_registration.boundSequence;
        // RFC 6275 section 9.5.1: greater modulo 2^16 than the sequence number of the binding.
        const bool isStale = bound && m_source == m_registration.homeAddress &&
                             static_cast<uint16_t>(*bound - sequence) < 0x8000;
        // RFC 6275 section 10.3.1: of the home subnet.
        const Ipv6Prefix subnet(64);
        const bool isForeign = !subnet.IsMatch(m_source, m_registration.homeAgent);
        if (!isStale && !isForeign)
        {
            return Allow();
        }
        m_verdict.refusal = true;
    }

    void JudgeAcknowledgement()
    {
        const uint16_t sequence = ReadU16(m_octets, m_at + 8);
        const bool isOutOfWindow =
            m_octets[m_at + 6] ==
            static_cast<uint8_t>(BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
        const bool isWaiting = !m_registration.outstanding.empty();
        // RFC 6275 section 11.7.3: from the home agent, for the home address, and an answer.
        const bool isAnswer =
            isWaiting && (isOutOfWindow || m_registration.outstanding.count(sequence) > 0);
        if (isAnswer && m_source == m_registration.homeAgent &&
            m_destination == m_registration.homeAddress)
        {
            return Allow();
        }
        Drop(Mip6DropReason::UNEXPECTED_MESSAGE);
    }

    Target m_target;                    //!< who gets the packets
    const Registration& m_registration; //!< what has happened before
    Bytes m_octets;                     //!< of the packet
    std::size_t m_at{0};                //!< header at hand
    std::size_t m_start{0};             //!< first header since the packet was delivered anew
    std::size_t m_end{0};               //!< of the packet
    uint8_t m_next{0};                  //!< kind of the header at hand
    Ipv6Address m_wireSource;           //!< of the IPv6 header
    Ipv6Address m_source;               //!< with the Home Address option applied
    Ipv6Address m_destination;          //!< with the routing header applied
    Verdict m_verdict;                  //!< so far
    bool m_isJudged{false};             //!< whether it stands
};

} // namespace ns3::mip6::tests

#endif /* MIP6_PACKET_ORACLE_H */
