/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-signalling-meter.h"

#include "ns3/callback.h"
#include "ns3/mip6-home-agent.h"
#include "ns3/mip6-mobile-node.h"
#include "ns3/mip6-scenario-network.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3::mip6
{

void
SignallingMeter::Connect(const ScenarioNetwork& network)
{
    std::vector<std::pair<std::string, Ptr<Object>>> roles;
    for (const auto& mobile : network.mobiles)
    {
        roles.emplace_back(mobile.name, mobile.role);
    }
    for (const auto& [name, homeAgent] : network.homeAgents)
    {
        roles.emplace_back(name, homeAgent);
    }
    for (const auto& [name, correspondent] : network.correspondents)
    {
        roles.emplace_back(name, correspondent);
    }
    for (const auto& [name, role] : roles)
    {
        role->TraceConnectWithoutContext("Signalling",
                                         MakeCallback(&SignallingMeter::OnSignalling, this, name));
        role->TraceConnectWithoutContext("Binding",
                                         MakeCallback(&SignallingMeter::OnBinding, this, name));
    }
}

void
SignallingMeter::HandleSignalling(SignallingRow row)
{
    m_signalling.push_back(std::move(row));
}

void
SignallingMeter::HandleBinding(BindingRow row)
{
    m_bindings.push_back(std::move(row));
}

std::vector<SignallingRow>
SignallingMeter::TakeSignalling()
{
    return std::exchange(m_signalling, {});
}

std::vector<BindingRow>
SignallingMeter::TakeBindings()
{
    return std::exchange(m_bindings, {});
}

void
SignallingMeter::OnSignalling(std::string node, const Mip6SignallingRecord& record)
{
    HandleSignalling({Simulator::Now(), std::move(node), record});
}

void
SignallingMeter::OnBinding(std::string node, const Mip6BindingRecord& record)
{
    HandleBinding({Simulator::Now(), std::move(node), record});
}

} // namespace ns3::mip6
