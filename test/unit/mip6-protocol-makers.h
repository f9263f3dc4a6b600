/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PROTOCOL_MAKERS_H
#define MIP6_PROTOCOL_MAKERS_H

#include "mip6-hex.h"

#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-mobile-node-machine.h"

#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Inputs of the protocol room with the usual values, and its answers as text.
 */

namespace ns3::mip6::tests
{

/// Of the mobile node.
inline const Ipv6Address HOME_ADDRESS("2001:db8::10");
/// Its home agent.
inline const Ipv6Address HOME_AGENT("2001:db8::1");
/// Of the home link.
inline const Ipv6Address HOME_PREFIX("2001:db8::");
/// Of the first foreign link.
inline const Ipv6Address PREFIX_A("2001:db8:a::");
/// On the first foreign link.
inline const Ipv6Address CARE_OF_A("2001:db8:a::10");
/// Of the second foreign link.
inline const Ipv6Address PREFIX_B("2001:db8:b::");
/// On the second foreign link.
inline const Ipv6Address CARE_OF_B("2001:db8:b::10");
/// The home agent as a router.
inline const Ipv6Address ROUTER_HOME("fe80::1");
/// Of the first foreign link.
inline const Ipv6Address ROUTER_A("fe80::a");
/// Of the second foreign link.
inline const Ipv6Address ROUTER_B("fe80::b");

/// What the random source yields, so that the first Sequence # is 101.
constexpr uint64_t RANDOM_BITS = 100;

/// @return a source that always yields RANDOM_BITS
inline RandomSource
MakeRandom()
{
    return [] { return RANDOM_BITS; };
}

/// @return no direct path was ever used
inline LastUse
MakeLastUse()
{
    return [](const Ipv6Address&) { return std::optional<Time>(); };
}

/// @return the usual mobile node
inline MobileNodeConfig
MakeMobileNodeConfig()
{
    MobileNodeConfig config;
    config.homeAddress = HOME_ADDRESS;
    config.homeAgent = HOME_AGENT;
    return config;
}

/// @return the usual home agent
inline HomeAgentConfig
MakeHomeAgentConfig()
{
    HomeAgentConfig config;
    config.homePrefix = HOME_PREFIX;
    return config;
}

/**
 * @param sequence number
 * @return a home registration as a mobile node on the first foreign link sends it
 */
inline BindingUpdate
MakeBindingUpdate(uint16_t sequence)
{
    BindingUpdate update;
    update.sequence = sequence;
    update.acknowledge = true;
    update.homeRegistration = true;
    update.lifetime = Seconds(420);
    update.options.emplace_back(AlternateCareOfAddress{CARE_OF_A});
    return update;
}

/**
 * @param sequence number
 * @return the Binding Update above as the home agent receives it
 */
inline BindingUpdateInput
MakeUpdateInput(uint16_t sequence)
{
    return {CARE_OF_A, HOME_ADDRESS, HOME_AGENT, MakeBindingUpdate(sequence)};
}

/**
 * @param sequence number
 * @return a deletion as a mobile node at home sends it
 */
inline BindingUpdateInput
MakeDeletionInput(uint16_t sequence)
{
    BindingUpdateInput input{HOME_ADDRESS, HOME_ADDRESS, HOME_AGENT, MakeBindingUpdate(sequence)};
    input.message.lifetime = Time();
    input.message.options = {AlternateCareOfAddress{HOME_ADDRESS}};
    return input;
}

/**
 * @param sequence number
 * @param lifetime granted
 * @param status verdict
 * @return an acknowledgement
 */
inline BindingAcknowledgement
MakeAcknowledgement(uint16_t sequence,
                    Time lifetime = Seconds(420),
                    BindingStatus status = BindingStatus::ACCEPTED)
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.sequence = sequence;
    acknowledgement.lifetime = lifetime;
    return acknowledgement;
}

/**
 * @param sequence number
 * @param status verdict
 * @return an acknowledgement without a lifetime
 */
inline BindingAcknowledgement
MakeRefusal(uint16_t sequence, BindingStatus status)
{
    return MakeAcknowledgement(sequence, Time(), status);
}

/**
 * @param message content
 * @return the acknowledgement as the mobile node receives it
 */
inline BindingAcknowledgementInput
MakeAcknowledgementInput(const BindingAcknowledgement& message)
{
    return {HOME_AGENT, HOME_ADDRESS, message};
}

/**
 * @tparam T kind of action
 * @param actions of a machine
 * @return those of the kind
 */
template <typename T>
std::vector<T>
FindActions(const Actions& actions)
{
    std::vector<T> found;
    for (const Action& action : actions)
    {
        if (const T* match = std::get_if<T>(&action))
        {
            found.push_back(*match);
        }
    }
    return found;
}

/**
 * @tparam T kind of action
 * @param actions of a machine
 * @return how many are of the kind
 */
template <typename T>
std::size_t
CountActions(const Actions& actions)
{
    return FindActions<T>(actions).size();
}

/**
 * @tparam T kind of action
 * @param actions of a machine, exactly one of which is of the kind
 * @return that one
 */
template <typename T>
T
FindAction(const Actions& actions)
{
    const auto found = FindActions<T>(actions);
    if (found.size() != 1)
    {
        throw std::logic_error("expected one action, found " + std::to_string(found.size()));
    }
    return found.front();
}

/**
 * @param actions of a mobile node, exactly one of which sends a Binding Update
 * @return the message
 */
inline BindingUpdate
FindUpdate(const Actions& actions)
{
    return std::get<BindingUpdate>(FindAction<SendMessage>(actions).message);
}

/**
 * @param actions of a home agent, exactly one of which sends a Binding Acknowledgement
 * @return the message
 */
inline BindingAcknowledgement
FindAcknowledgement(const Actions& actions)
{
    return std::get<BindingAcknowledgement>(FindAction<SendMessage>(actions).message);
}

/// Writes actions as text, with every member, so that tests compare whole values.
class ActionWriter
{
  public:
    /// @param send to describe
    void operator()(const SendMessage& send)
    {
        m_text << "Send " << send.source << " > " << send.destination;
        if (send.homeAddressOption)
        {
            m_text << " option " << *send.homeAddressOption;
        }
        if (send.type2HomeAddress)
        {
            m_text << " type2 " << *send.type2HomeAddress;
        }
        std::visit([this](const auto& message) { WriteMessage(message); }, send.message);
    }

    /// @param open to describe
    void operator()(const OpenTunnel& open)
    {
        m_text << "OpenTunnel " << open.homeAddress << ": " << open.local << " > " << open.remote;
    }

    /// @param close to describe
    void operator()(const CloseTunnel& close)
    {
        m_text << "CloseTunnel " << close.homeAddress;
    }

    /// @param open to describe
    void operator()(const OpenDirectPath& open)
    {
        m_text << "OpenPath " << open.peer << ": " << open.local << " > " << open.remote;
    }

    /// @param close to describe
    void operator()(const CloseDirectPath& close)
    {
        m_text << "ClosePath " << close.peer;
    }

    /// @param start to describe
    void operator()(const StartDad& start)
    {
        m_text << "StartDad " << start.homeAddress;
    }

    /// @param defend to describe
    void operator()(const DefendAddress& defend)
    {
        m_text << "Defend " << defend.homeAddress;
    }

    /// @param release to describe
    void operator()(const ReleaseAddress& release)
    {
        m_text << "Release " << release.homeAddress;
    }

    /// Describe.
    void operator()(const SolicitRouter&)
    {
        m_text << "SolicitRouter";
    }

    /// @param configure to describe
    void operator()(const ConfigureLink& configure)
    {
        const Attachment& link = configure.attachment;
        m_text << "ConfigureLink " << link.prefix << '/' << static_cast<int>(link.prefixLength)
               << " via " << link.router << (link.home ? " home" : "")
               << (link.onLink ? "" : " off-link") << (link.defaultRouter ? "" : " no-default");
    }

    /// Describe.
    void operator()(const LeaveLink&)
    {
        m_text << "LeaveLink";
    }

    /// @param place to describe
    void operator()(const PlaceHomeAddress& place)
    {
        m_text << "PlaceHomeAddress "
               << (place.place == HomeAddressPlace::TUNNEL ? "tunnel" : "link")
               << (place.detectDuplicates ? " detect" : "");
    }

    /// Describe.
    void operator()(const ReleaseHeldPackets&)
    {
        m_text << "ReleaseHeldPackets";
    }

    /// Describe.
    void operator()(const AnnounceHomeAddress&)
    {
        m_text << "AnnounceHomeAddress";
    }

    /// @param report to describe
    void operator()(const ReportBinding& report)
    {
        const Mip6BindingRecord& record = report.record;
        const bool cache = record.table == Mip6BindingTable::BINDING_CACHE;
        m_text << (cache ? "Cache " : "List ") << GetName(record.event) << ' ' << record.homeAddress
               << " at " << record.careOfAddress << ' ' << record.lifetime.GetSeconds();
    }

    /// @param report to describe
    void operator()(const ReportPhase& report)
    {
        m_text << "Phase " << GetName(report.phase) << ' ' << report.address;
    }

    /// @param report to describe
    void operator()(const ReportState& report)
    {
        m_text << "State " << GetName(report.before) << " > " << GetName(report.after);
    }

    /// @param report to describe
    void operator()(const ReportDrop& report)
    {
        m_text << "Drop " << GetName(report.reason);
    }

    /// @return what was written
    std::string GetText() const
    {
        return m_text.str();
    }

  private:
    /// @param update to describe
    void WriteMessage(const BindingUpdate& update)
    {
        m_text << " BU " << update.sequence << ' ' << (update.acknowledge ? "A" : "")
               << (update.homeRegistration ? "H" : "") << (update.linkLocal ? "L" : "")
               << (update.keyManagement ? "K" : "") << ' ' << update.lifetime.GetSeconds();
        WriteOptions(update.options);
    }

    /// @param acknowledgement to describe
    void WriteMessage(const BindingAcknowledgement& acknowledgement)
    {
        m_text << " BA " << acknowledgement.sequence << " status "
               << static_cast<int>(acknowledgement.status) << ' '
               << acknowledgement.lifetime.GetSeconds();
        WriteOptions(acknowledgement.options);
    }

    /**
     * Messages that no machine sends yet.
     * @tparam Message type of the message
     * @param message to describe
     */
    template <typename Message>
    void WriteMessage(const Message& message)
    {
        m_text << " message " << ToHex(EncodeMobilityMessage(message));
    }

    /// @param advice to describe
    void WriteOption(const BindingRefreshAdvice& advice)
    {
        m_text << " advice " << advice.refreshInterval.GetSeconds();
    }

    /// @param alternate to describe
    void WriteOption(const AlternateCareOfAddress& alternate)
    {
        m_text << " alternate " << alternate.careOfAddress;
    }

    /// Describe without the authenticator, which has tests of its own.
    void WriteOption(const BindingAuthorizationData&)
    {
        m_text << " authorized";
    }

    /**
     * Options that no machine sends yet.
     * @tparam Option type of the option
     * @param option to describe
     */
    template <typename Option>
    void WriteOption(const Option& option)
    {
        ByteWriter writer;
        EncodeMobilityOptions(writer, {option});
        m_text << " option " << ToHex(writer.Take());
    }

    /// @param options to describe
    void WriteOptions(const MobilityOptions& options)
    {
        for (const MobilityOption& option : options)
        {
            std::visit([this](const auto& value) { WriteOption(value); }, option);
        }
    }

    std::ostringstream m_text; //!< grows
};

/// One line for each action.
using Lines = std::vector<std::string>;

/**
 * @param actions of a machine
 * @return one line for each
 */
inline Lines
Describe(const Actions& actions)
{
    Lines lines;
    for (const Action& action : actions)
    {
        ActionWriter writer;
        std::visit([&writer](const auto& value) { writer(value); }, action);
        lines.push_back(writer.GetText());
    }
    return lines;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_PROTOCOL_MAKERS_H */
