/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-home-link-story.h"

#include "ns3/mip6-quantity.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Name of the message that answers a mobile node's search for home agents.
constexpr const char* DISCOVERY_REPLY = "Home Agent Address Discovery Reply";

/// Name of the message that registers.
constexpr const char* UPDATE = "Binding Update";

/// @param event of a scenario @return the line about it
StoryEvent
DescribeEvent(const ScenarioEvent& event)
{
    switch (event.kind)
    {
    case EventKind::HOME_AGENT_FAILS:
        return {event.at, event.node + " fails", "(scripted)"};
    case EventKind::HOME_AGENT_RECOVERS:
        return {event.at, event.node + " recovers", "(scripted) without bindings"};
    case EventKind::PREFIX:
        break;
    }
    const std::string lifetimes = "preferred " + FormatTime(event.preferred) + ", valid " +
                                  FormatTime(event.valid) + (event.countsDown ? " from now" : "");
    return {event.at,
            "home prefix " + FormatSubnet(*event.prefix),
            event.valid.IsZero() ? "withdrawn" : lifetimes};
}

/// Looks for events in the tables.
class TableReader
{
  public:
    /// @param tables of the run @param names to use; both must outlive this
    TableReader(const ResultsTables& tables, const HandoverNames& names)
        : m_tables(tables),
          m_names(names)
    {
    }

    /// @param events get a line for each discovery
    void AddDiscoveries(std::vector<StoryEvent>& events) const
    {
        const auto& rows = m_tables.signalling;
        for (auto row = rows.begin(); row != rows.end(); ++row)
        {
            if (row->record.message != DISCOVERY_REPLY ||
                row->record.direction != Mip6Direction::RECEIVED)
            {
                continue;
            }
            const auto update = std::find_if(row, rows.end(), [row](const SignallingRow& next) {
                // A binding with the former home agent may be deleted first.
                return next.node == row->node && next.record.message == UPDATE &&
                       next.record.direction == Mip6Direction::SENT &&
                       next.record.lifetime.value_or(Time()).IsStrictlyPositive();
            });
            if (update != rows.end())
            {
                const Ipv6Address agent = update->record.destination;
                events.push_back(
                    {row->at,
                     Label(row->node) + "home agent " + GetNodeName(agent) + " discovered",
                     FormatAddress(agent)});
            }
        }
    }

    /// @param events get a line for each registration with a home agent outside of handovers
    void AddRegistrations(std::vector<StoryEvent>& events) const
    {
        for (const BindingRow& row : m_tables.bindings)
        {
            const std::string agent = GetNodeName(row.record.peer);
            const bool isNew = row.record.table == Mip6BindingTable::BINDING_UPDATE_LIST &&
                               row.record.event == Mip6BindingEvent::ADDED &&
                               m_names.homeAgents.count(agent) != 0;
            if (isNew && !EndsHandover(row))
            {
                events.push_back({row.at,
                                  Label(row.node) + "binding accepted by " + agent,
                                  "home address " + FormatAddress(row.record.homeAddress)});
            }
        }
    }

  private:
    /// @param row a registration @return whether it ends a handover, which has a line of its own
    bool EndsHandover(const BindingRow& row) const
    {
        const auto& handovers = m_tables.handovers;
        return std::any_of(handovers.begin(), handovers.end(), [&row](const HandoverRow& handover) {
            return handover.mobile == row.node && handover.acknowledgedAt == row.at;
        });
    }

    /// @param address any @return name of the node that has it, or the address
    std::string GetNodeName(const Ipv6Address& address) const
    {
        const auto node = m_names.nodes.find(address);
        return node == m_names.nodes.end() ? FormatAddress(address) : node->second;
    }

    /// @param mobile name of a mobile node @return start of a line about it
    std::string Label(const std::string& mobile) const
    {
        return m_names.hasSeveralMobiles ? mobile + ": " : "";
    }

    const ResultsTables& m_tables; //!< of the run
    const HandoverNames& m_names;  //!< to use
};

} // namespace

std::vector<StoryEvent>
ListHomeLinkEvents(const Scenario& scenario,
                   const ResultsTables& tables,
                   const HandoverNames& names)
{
    std::vector<StoryEvent> events;
    for (const ScenarioEvent& event : scenario.events)
    {
        events.push_back(DescribeEvent(event));
    }
    const TableReader reader(tables, names);
    reader.AddDiscoveries(events);
    reader.AddRegistrations(events);
    return events;
}

} // namespace ns3::mip6
