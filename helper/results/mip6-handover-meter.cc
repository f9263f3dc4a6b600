/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-handover-meter.h"

#include "ns3/callback.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3::mip6
{

namespace
{

/// Name of the home link in movements.
constexpr const char* HOME_LINK = "home";

/**
 * Note an instant unless it is known already: the first one counts.
 * @param instant to set
 * @param now current time
 * @return whether it was set
 */
bool
NoteFirst(std::optional<Time>& instant, Time now)
{
    if (instant)
    {
        return false;
    }
    instant = now;
    return true;
}

/**
 * @param row a handover
 * @return how it ends if nothing else happens
 */
HandoverResult
GetSuccess(const HandoverRow& row)
{
    return row.to == HOME_LINK ? HandoverResult::RETURNED : HandoverResult::REGISTERED;
}

/**
 * @param row changed if needed
 * @param address of a correspondent
 * @return its part of the row
 */
CorrespondentRow&
GetCorrespondent(HandoverRow& row, Ipv6Address address)
{
    const auto known = std::find_if(
        row.correspondents.begin(),
        row.correspondents.end(),
        [&address](const CorrespondentRow& entry) { return entry.address == address; });
    return known == row.correspondents.end()
               ? row.correspondents.emplace_back(CorrespondentRow{address, {}, {}})
               : *known;
}

/**
 * Note a phase of route optimization in the row of its handover. Before the home agent has
 * acknowledged the new link, it belongs to the old one.
 * @param row changed
 * @param now current time
 * @param phase what was reached
 */
void
NoteOptimization(HandoverRow& row, Time now, const HandoverMeter::Phase& phase)
{
    if (!row.acknowledgedAt)
    {
        return;
    }
    CorrespondentRow& correspondent = GetCorrespondent(row, phase.address);
    if (phase.phase == Mip6HandoverPhase::ROUTABLE)
    {
        NoteFirst(row.returnRoutabilityAt, now);
        NoteFirst(correspondent.routableAt, now);
        return;
    }
    NoteFirst(row.correspondentBoundAt, now);
    NoteFirst(correspondent.boundAt, now);
}

/**
 * Note a phase in the row of its handover.
 * @param row changed
 * @param now current time
 * @param phase what was reached
 */
void
NotePhase(HandoverRow& row, Time now, const HandoverMeter::Phase& phase)
{
    switch (phase.phase)
    {
    case Mip6HandoverPhase::SOLICITED:
        NoteFirst(row.solicitedAt, now);
        return;
    case Mip6HandoverPhase::ADVERTISED:
        if (NoteFirst(row.advertisedAt, now))
        {
            row.router = phase.address;
        }
        return;
    case Mip6HandoverPhase::ADDRESS_TENTATIVE:
        NoteFirst(row.tentativeAt, now);
        return;
    case Mip6HandoverPhase::ADDRESS_READY:
        if (NoteFirst(row.readyAt, now))
        {
            row.address = phase.address;
        }
        return;
    case Mip6HandoverPhase::UPDATE_SENT:
        // Before the new link is known, updates are repetitions for the old one.
        if (row.advertisedAt)
        {
            NoteFirst(row.updateAt, now);
        }
        return;
    case Mip6HandoverPhase::ACKNOWLEDGED:
        if (row.updateAt && NoteFirst(row.acknowledgedAt, now))
        {
            row.result = GetSuccess(row);
        }
        return;
    case Mip6HandoverPhase::REFUSED:
        if (row.updateAt && !row.acknowledgedAt)
        {
            row.result = HandoverResult::REFUSED;
        }
        return;
    case Mip6HandoverPhase::ROUTABLE:
    case Mip6HandoverPhase::OPTIMIZED:
        NoteOptimization(row, now, phase);
        return;
    case Mip6HandoverPhase::LINK_UP:
    case Mip6HandoverPhase::ADDRESS_DUPLICATE:
        return;
    }
}

} // namespace

HandoverMeter::HandoverMeter(const std::vector<std::string>& mobiles)
    : m_handovers(mobiles.size())
{
    for (std::size_t i = 0; i < mobiles.size(); i++)
    {
        m_indices[mobiles[i]] = i;
    }
}

void
HandoverMeter::Connect(const ScenarioNetwork& network)
{
    network.movement->TraceConnectWithoutContext("LinkDown",
                                                 MakeCallback(&HandoverMeter::OnLinkDown, this));
    network.movement->TraceConnectWithoutContext("LinkUp",
                                                 MakeCallback(&HandoverMeter::OnLinkUp, this));
    for (const auto& mobile : network.mobiles)
    {
        mobile.role->TraceConnectWithoutContext(
            "HandoverPhase",
            MakeCallback(&HandoverMeter::OnPhase, this).Bind(mobile.name));
    }
}

void
HandoverMeter::HandleLinkDown(Time now, const Movement& movement)
{
    const auto index = m_indices.find(movement.mobile);
    if (index == m_indices.end())
    {
        return;
    }
    auto& handovers = m_handovers[index->second];
    if (!handovers.empty() && handovers.back().result == HandoverResult::INCOMPLETE)
    {
        handovers.back().result = HandoverResult::SUPERSEDED;
    }
    HandoverRow row;
    row.mobile = movement.mobile;
    row.number = static_cast<uint32_t>(handovers.size() + 1);
    row.from = movement.from;
    row.to = movement.to;
    row.linkDownAt = now;
    handovers.push_back(row);
}

void
HandoverMeter::HandleLinkUp(Time now, const std::string& mobile)
{
    if (HandoverRow* row = GetCurrent(mobile))
    {
        NoteFirst(row->linkUpAt, now);
    }
}

void
HandoverMeter::HandlePhase(Time now, const Phase& phase)
{
    // The mobile node may hear of its new link before the script says so, at the same instant.
    if (phase.phase == Mip6HandoverPhase::LINK_UP)
    {
        HandleLinkUp(now, phase.mobile);
        return;
    }
    HandoverRow* row = GetCurrent(phase.mobile);
    if (row && row->linkUpAt)
    {
        NotePhase(*row, now, phase);
    }
}

std::vector<HandoverRow>
HandoverMeter::GetTable() const
{
    std::vector<HandoverRow> table;
    for (const auto& handovers : m_handovers)
    {
        table.insert(table.end(), handovers.begin(), handovers.end());
    }
    return table;
}

void
HandoverMeter::OnLinkDown(const std::string& mobile, const std::string& from, const std::string& to)
{
    HandleLinkDown(Simulator::Now(), {mobile, from, to});
}

void
HandoverMeter::OnLinkUp(const std::string& mobile, const std::string& /* link */)
{
    HandleLinkUp(Simulator::Now(), mobile);
}

void
HandoverMeter::OnPhase(std::string mobile, Mip6HandoverPhase phase, Ipv6Address address)
{
    HandlePhase(Simulator::Now(), {std::move(mobile), phase, address});
}

HandoverRow*
HandoverMeter::GetCurrent(const std::string& mobile)
{
    const auto index = m_indices.find(mobile);
    if (index == m_indices.end() || m_handovers[index->second].empty())
    {
        return nullptr;
    }
    return &m_handovers[index->second].back();
}

} // namespace ns3::mip6
