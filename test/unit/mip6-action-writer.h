/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ACTION_WRITER_H
#define MIP6_ACTION_WRITER_H

#include "mip6-hex.h"

#include "ns3/mip6-actions.h"

#include <sstream>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * What machines ask for, as text.
 */

namespace ns3::mip6::tests
{

/// Of the mobile node.
inline const Ipv6Address HOME_ADDRESS("2001:db8::10");

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

    /// @param send to describe
    void operator()(const SendIcmpv6& send)
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
        std::visit([this](const auto& message) { WriteIcmpv6(message); }, send.message);
    }

    /// @param open to describe
    void operator()(const OpenTunnel& open)
    {
        m_text << "OpenTunnel " << open.homeAddress << ": " << open.local << " > " << open.remote;
    }

    /// @param add to describe
    void operator()(const AddPrefixRoute& add)
    {
        m_text << "AddPrefixRoute " << add.network.network << "/"
               << static_cast<int>(add.network.prefixLength) << ": " << add.local << " > "
               << add.remote;
    }

    /// @param remove to describe
    void operator()(const RemovePrefixRoute& remove)
    {
        m_text << "RemovePrefixRoute " << remove.network.network << "/"
               << static_cast<int>(remove.network.prefixLength);
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
        m_text << "StartDad " << start.address;
    }

    /// @param defend to describe
    void operator()(const DefendAddress& defend)
    {
        m_text << "Defend " << defend.address;
    }

    /// @param release to describe
    void operator()(const ReleaseAddress& release)
    {
        m_text << "Release " << release.address;
    }

    /// Describe.
    void operator()(const SolicitRouter&)
    {
        m_text << "SolicitRouter";
    }

    /// @param probe to describe
    void operator()(const ProbeRouter& probe)
    {
        m_text << "ProbeRouter " << probe.router << " for " << probe.target;
    }

    /// @param resolve to describe
    void operator()(const ResolveHomeAgent& resolve)
    {
        m_text << "ResolveHomeAgent " << resolve.homeAgent;
        WriteOther(resolve.homeAddress);
    }

    /// @param configure to describe
    void operator()(const ConfigureLink& configure)
    {
        const Attachment& link = configure.attachment;
        m_text << "ConfigureLink " << link.prefix << '/' << static_cast<int>(link.prefixLength)
               << " via " << link.router << (link.home ? " home" : "")
               << (link.onLink ? "" : " off-link") << (link.defaultRouter ? "" : " no-default");
    }

    /// @param use to describe
    void operator()(const UseRouter& use)
    {
        m_text << "UseRouter " << use.attachment.router
               << (use.attachment.defaultRouter ? "" : " no-default");
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
        WriteOther(place.homeAddress);
    }

    /// @param remove to describe
    void operator()(const RemoveHomeAddress& remove)
    {
        m_text << "RemoveHomeAddress " << remove.homeAddress;
    }

    /// @param prefer to describe
    void operator()(const PreferHomeAddress& prefer)
    {
        m_text << "PreferHomeAddress " << prefer.homeAddress;
    }

    /// @param release to describe
    void operator()(const ReleaseHeldPackets& release)
    {
        m_text << "ReleaseHeldPackets";
        WriteOther(release.homeAddress);
    }

    /// @param announce to describe
    void operator()(const AnnounceHomeAddress& announce)
    {
        m_text << "AnnounceHomeAddress";
        WriteOther(announce.homeAddress);
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
    /// @param homeAddress written only where it is not the usual one
    void WriteOther(const Ipv6Address& homeAddress)
    {
        if (homeAddress != HOME_ADDRESS)
        {
            m_text << ' ' << homeAddress;
        }
    }

    /// @param request to describe
    void WriteIcmpv6(const HomeAgentAddressDiscoveryRequest& request)
    {
        m_text << " discovery request " << request.identifier
               << (request.mobileRouters ? " R" : "");
    }

    /// @param reply to describe
    void WriteIcmpv6(const HomeAgentAddressDiscoveryReply& reply)
    {
        m_text << " discovery reply " << reply.identifier << (reply.mobileRouters ? " R" : "");
        for (const auto& homeAgent : reply.homeAgents)
        {
            m_text << ' ' << homeAgent;
        }
    }

    /// @param solicitation to describe
    void WriteIcmpv6(const MobilePrefixSolicitation& solicitation)
    {
        m_text << " prefix solicitation " << solicitation.identifier;
    }

    /// @param advertisement to describe
    void WriteIcmpv6(const MobilePrefixAdvertisement& advertisement)
    {
        m_text << " prefix advertisement " << advertisement.identifier
               << (advertisement.managed ? " M" : "")
               << (advertisement.otherConfiguration ? " O" : "");
        for (const auto& option : advertisement.options)
        {
            if (const auto* prefix = std::get_if<PrefixInformation>(&option))
            {
                m_text << ' ' << prefix->prefix << '/' << static_cast<int>(prefix->prefixLength)
                       << (prefix->routerAddress ? " R " : " ")
                       << prefix->preferredLifetime.GetSeconds() << '/'
                       << prefix->validLifetime.GetSeconds();
            }
        }
    }

    /// Neighbor Discovery is not sent this way.
    template <typename T>
    void WriteIcmpv6(const T&)
    {
        m_text << " unexpected";
    }

    /// @param update to describe
    void WriteMessage(const BindingUpdate& update)
    {
        m_text << " BU " << update.sequence << ' ' << (update.acknowledge ? "A" : "")
               << (update.homeRegistration ? "H" : "") << (update.linkLocal ? "L" : "")
               << (update.keyManagement ? "K" : "") << (update.mobileRouter ? "R" : "") << ' '
               << update.lifetime.GetSeconds();
        WriteOptions(update.options);
    }

    /// @param acknowledgement to describe
    void WriteMessage(const BindingAcknowledgement& acknowledgement)
    {
        m_text << " BA " << acknowledgement.sequence << " status "
               << static_cast<int>(acknowledgement.status)
               << (acknowledgement.mobileRouter ? " R " : " ")
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

    /// @param network to describe
    void WriteOption(const MobileNetworkPrefix& network)
    {
        m_text << " network " << network.prefix << '/' << static_cast<int>(network.prefixLength);
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

#endif /* MIP6_ACTION_WRITER_H */
