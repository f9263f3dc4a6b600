/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-shortest-links.h"

#include "mip6-mobile-places.h"

#include <algorithm>
#include <limits>

namespace ns3::mip6
{

void
AddShortestLinks(ResultsTables& tables, const Scenario& scenario)
{
    const MobilePlaces places(scenario, tables.handovers);
    for (FlowRecord& flow : tables.packets.flows)
    {
        if (!IsDatagrams(flow.traffic.kind))
        {
            continue;
        }
        uint32_t links = 0;
        int64_t changeNs = std::numeric_limits<int64_t>::min();
        for (PacketRecord& packet : flow.packets)
        {
            if (packet.sentNs >= changeNs)
            {
                links = places.CountLinks(flow.traffic.from, flow.traffic.to, packet.sentNs);
                changeNs = places.GetNextChange(packet.sentNs);
            }
            packet.shortestLinks = static_cast<uint8_t>(std::min(links, 255U));
        }
    }
}

} // namespace ns3::mip6
