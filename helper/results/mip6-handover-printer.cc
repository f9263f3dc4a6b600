/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-handover-printer.h"

#include "ns3/mip6-quantity.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <optional>

namespace ns3::mip6
{

namespace
{

constexpr std::size_t PRINTED_EVENTS = 12; //!< handovers whose events are printed
constexpr std::size_t PRINTED_ROWS = 24;   //!< handovers that are printed

/// Name of the home link in movements.
constexpr const char* HOME_LINK = "home";

/// Name of the message that answers a Binding Update.
constexpr const char* ACKNOWLEDGEMENT = "Binding Acknowledgement";

/// Collects the events of a handover.
class EventCollector
{
  public:
    /// @param tables of the run @param names to use
    EventCollector(const ResultsTables& tables, const HandoverNames& names)
        : m_tables(tables),
          m_names(names)
    {
    }

    /// @param row a handover whose events to add
    void Add(const HandoverRow& row);

    /// @param others further events
    void Add(const std::vector<StoryEvent>& others);

    /// @return all events, in the order of time
    std::vector<StoryEvent> Take();

  private:
    /// @param row a handover; adds leaving and reaching a link
    void AddLinks(const HandoverRow& row);
    /// @param row a handover; adds advertisement and address
    void AddAddress(const HandoverRow& row);
    /// @param row a handover; adds the answer of the home agent
    void AddAnswer(const HandoverRow& row);
    /// @param row a handover; adds what correspondents did
    void AddCorrespondents(const HandoverRow& row);
    /// @param row a handover @param correspondent of it that is up to date
    /// @return whether it has said so
    bool IsAcknowledged(const HandoverRow& row, const CorrespondentRow& correspondent) const;
    /// @param address any @return name of the node that has it, or the address
    std::string GetNodeName(Ipv6Address address) const;
    /// @param answer of a home agent, if there is one @return name of the home agent
    std::string GetHomeAgentName(const SignallingRow* answer) const;
    /// @param row a handover @param from earliest moment
    /// @return the first acknowledgement that the mobile node received from that moment on
    const SignallingRow* FindAnswer(const HandoverRow& row, Time from) const;
    /// @param row its handover @param at when @param what happened @param detail of it
    void AddEvent(const HandoverRow& row,
                  const std::optional<Time>& at,
                  const std::string& what,
                  const std::string& detail);

    const ResultsTables& m_tables;    //!< of the run
    const HandoverNames& m_names;     //!< to use
    std::vector<StoryEvent> m_events; //!< so far
};

/// @param address any @return the subnet that it is in
std::string
FormatPrefix(Ipv6Address address)
{
    return FormatAddress(address.CombinePrefix(Ipv6Prefix(64))) + "/64";
}

void
EventCollector::AddEvent(const HandoverRow& row,
                         const std::optional<Time>& at,
                         const std::string& what,
                         const std::string& detail)
{
    if (at)
    {
        const std::string mobile = m_names.hasSeveralMobiles ? row.mobile + ": " : "";
        m_events.push_back({*at, mobile + what, detail});
    }
}

void
EventCollector::AddLinks(const HandoverRow& row)
{
    const std::string name = m_names.hasSeveralMobiles ? "" : row.mobile + " ";
    AddEvent(row, row.linkDownAt, name + "left " + row.from, "(scripted)");
    if (const auto delay = GetLayer2Delay(row))
    {
        AddEvent(row,
                 row.linkUpAt,
                 name + "attached to " + row.to,
                 "layer 2 took " + FormatTime(*delay));
    }
}

void
EventCollector::AddAddress(const HandoverRow& row)
{
    const bool isHome = row.to == HOME_LINK;
    const auto router = m_names.nodes.find(row.router);
    const std::string usual = isHome ? m_names.homeAgent : row.to;
    const std::string prefix = row.readyAt ? FormatPrefix(row.address) : FormatAddress(row.router);
    AddEvent(row,
             row.advertisedAt,
             "router advertisement from " +
                 (router == m_names.nodes.end() ? usual : router->second),
             (isHome ? "home prefix " : "new prefix ") + prefix);
    AddEvent(row,
             row.readyAt,
             row.tentativeAt ? "duplicate address detection done" : "address usable at once",
             (isHome ? "home address " : "care-of address ") + FormatAddress(row.address));
}

std::string
EventCollector::GetHomeAgentName(const SignallingRow* answer) const
{
    const auto node = answer ? m_names.nodes.find(answer->record.source) : m_names.nodes.end();
    return node == m_names.nodes.end() ? m_names.homeAgent : node->second;
}

void
EventCollector::AddAnswer(const HandoverRow& row)
{
    const auto from = row.result == HandoverResult::REFUSED ? row.updateAt : row.acknowledgedAt;
    const SignallingRow* answer = from ? FindAnswer(row, *from) : nullptr;
    const std::string homeAgent = GetHomeAgentName(answer);
    if (row.acknowledgedAt && row.to == HOME_LINK)
    {
        AddEvent(row, row.acknowledgedAt, "binding removed by " + homeAgent, "-> direct");
        return;
    }
    if (answer && row.result == HandoverResult::REFUSED)
    {
        AddEvent(row,
                 answer->at,
                 "binding refused by " + homeAgent,
                 "status " + std::to_string(answer->record.status.value_or(0)));
        return;
    }
    std::string detail = "-> tunnelled";
    if (answer && answer->record.lifetime)
    {
        char text[32];
        std::snprintf(text, sizeof(text), "%.0f s ", answer->record.lifetime->GetSeconds());
        detail = "lifetime " + std::string(text) + detail;
    }
    AddEvent(row, row.acknowledgedAt, "binding accepted by " + homeAgent, detail);
}

bool
EventCollector::IsAcknowledged(const HandoverRow& row, const CorrespondentRow& correspondent) const
{
    const auto& rows = m_tables.signalling;
    return std::any_of(rows.begin(), rows.end(), [&](const SignallingRow& candidate) {
        return candidate.at == correspondent.boundAt && candidate.node == row.mobile &&
               candidate.record.direction == Mip6Direction::RECEIVED &&
               candidate.record.message == ACKNOWLEDGEMENT;
    });
}

std::string
EventCollector::GetNodeName(Ipv6Address address) const
{
    const auto node = m_names.nodes.find(address);
    return node == m_names.nodes.end() ? FormatAddress(address) : node->second;
}

void
EventCollector::AddCorrespondents(const HandoverRow& row)
{
    const bool isHome = row.to == HOME_LINK;
    for (const CorrespondentRow& correspondent : row.correspondents)
    {
        const std::string name = GetNodeName(correspondent.address);
        AddEvent(row, correspondent.routableAt, "return routability complete", "with " + name);
        const std::string what = isHome ? "binding removed by " : "binding accepted by ";
        AddEvent(row,
                 correspondent.boundAt,
                 (IsAcknowledged(row, correspondent) ? what : "binding update sent to ") + name,
                 isHome ? "-> direct" : "-> route optimized");
    }
}

const SignallingRow*
EventCollector::FindAnswer(const HandoverRow& row, Time from) const
{
    const auto& rows = m_tables.signalling;
    const auto answer = std::find_if(rows.begin(), rows.end(), [&](const SignallingRow& candidate) {
        return candidate.at >= from && candidate.node == row.mobile &&
               candidate.record.direction == Mip6Direction::RECEIVED &&
               candidate.record.message == ACKNOWLEDGEMENT;
    });
    return answer == rows.end() ? nullptr : &*answer;
}

void
EventCollector::Add(const HandoverRow& row)
{
    AddLinks(row);
    AddAddress(row);
    AddAnswer(row);
    AddCorrespondents(row);
}

void
EventCollector::Add(const std::vector<StoryEvent>& others)
{
    m_events.insert(m_events.end(), others.begin(), others.end());
}

std::vector<StoryEvent>
EventCollector::Take()
{
    std::stable_sort(m_events.begin(),
                     m_events.end(),
                     [](const StoryEvent& a, const StoryEvent& b) { return a.at < b.at; });
    return std::move(m_events);
}

/// @param span if it is known @return seconds with 3 decimals, or "-"
std::string
FormatTableSpan(const std::optional<Time>& span)
{
    if (!span)
    {
        return "-";
    }
    char text[32];
    std::snprintf(text, sizeof(text), "%.3f", span->GetSeconds());
    return text;
}

/**
 * @param row a handover
 * @param names to use
 * @return its line
 */
std::string
FormatRow(const HandoverRow& row, const HandoverNames& names)
{
    const std::string number = std::to_string(row.number);
    const std::string name = names.hasSeveralMobiles ? row.mobile + " " + number : number;
    char text[200];
    std::snprintf(text,
                  sizeof(text),
                  "%-10s %-6s %-6s %7s %7s  %7s  %8s  %8s %7s  s   %" PRIu32 " of %" PRIu32,
                  name.c_str(),
                  row.from.c_str(),
                  row.to.c_str(),
                  FormatTableSpan(GetLayer2Delay(row)).c_str(),
                  FormatTableSpan(GetDetectionDelay(row)).c_str(),
                  FormatTableSpan(GetAddressDelay(row)).c_str(),
                  FormatTableSpan(GetRegistrationDelay(row)).c_str(),
                  FormatTableSpan(GetOptimizationDelay(row)).c_str(),
                  FormatTableSpan(GetTotalDelay(row)).c_str(),
                  row.lost,
                  row.sent);
    const bool isDone =
        row.result == HandoverResult::REGISTERED || row.result == HandoverResult::RETURNED;
    return isDone ? text : text + std::string("   ") + GetName(row.result);
}

/**
 * @param out to print to
 * @param count number of all handovers
 * @param printed how many of them were printed at most
 */
void
PrintRest(std::ostream& out, std::size_t count, std::size_t printed)
{
    if (count > printed)
    {
        out << "  ... and " << count - printed << " more, see handovers.csv\n";
    }
}

} // namespace

void
PrintHandoverEvents(std::ostream& out,
                    const ResultsTables& tables,
                    const HandoverNames& names,
                    const std::vector<StoryEvent>& others)
{
    EventCollector collector(tables, names);
    collector.Add(others);
    const std::size_t count = tables.handovers.size();
    for (std::size_t i = 0; i < std::min(count, PRINTED_EVENTS); i++)
    {
        collector.Add(tables.handovers[i]);
    }
    for (const auto& event : collector.Take())
    {
        char text[300];
        std::snprintf(text,
                      sizeof(text),
                      "%8.3f s  %-33s %s",
                      event.at.GetSeconds(),
                      event.what.c_str(),
                      event.detail.c_str());
        out << text << '\n';
    }
    PrintRest(out, count, PRINTED_EVENTS);
}

void
PrintHandoverTable(std::ostream& out,
                   const std::vector<HandoverRow>& handovers,
                   const HandoverNames& names)
{
    if (handovers.empty())
    {
        return;
    }
    out << "handover   from   to      layer2  detect  address  register  optimize   total     "
           "lost\n";
    for (std::size_t i = 0; i < std::min(handovers.size(), PRINTED_ROWS); i++)
    {
        out << FormatRow(handovers[i], names) << '\n';
    }
    PrintRest(out, handovers.size(), PRINTED_ROWS);
}

} // namespace ns3::mip6
