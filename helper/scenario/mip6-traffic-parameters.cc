/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-parameter-lists.h"

namespace ns3::mip6
{

namespace
{

using Kind = ParameterKind;

} // namespace

std::vector<Parameter>
ListTraffic() // NOLINT(readability-function-size): one entry a parameter
{
    const auto traffic = &Scenario::traffic;
    return {
        {"traffic[].kind",
         Kind::CHOICE,
         "",
         "",
         "",
         "Kind of traffic: udp sends at a constant rate, tcp as much as it can, ping requests "
         "echoes, multicast sends at a constant rate to a group that the receiver has joined.",
         Each(traffic, &Traffic::kind)},
        {"traffic[].from",
         Kind::NAME,
         "",
         "",
         "",
         "Node that sends; with a * several of them, each with a flow of its own.",
         Each(traffic, &Traffic::from)},
        {"traffic[].to",
         Kind::NAME,
         "",
         "",
         "",
         "Node that receives; with a * several of them, each with a flow of its own.",
         Each(traffic, &Traffic::to)},
        {"traffic[].rate",
         Kind::RATE,
         "1 bps",
         "",
         "",
         "Application octets sent per time (udp, multicast).",
         Each(traffic, &Traffic::rate)},
        {"traffic[].packet",
         Kind::OCTETS,
         "20",
         "1200",
         "",
         "Octets per packet: of the application, 20 of them a header with number and time (udp, "
         "multicast), or of data (ping).",
         Each(traffic, &Traffic::packet)},
        {"traffic[].interval",
         Kind::TIME,
         "1 ms",
         "",
         "",
         "From one echo request to the next (ping).",
         Each(traffic, &Traffic::interval)},
        {"traffic[].start",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When the first packet is sent.",
         Each(traffic, &Traffic::start)},
        {"traffic[].stop",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When sending ends; the end of the run if absent.",
         Each(traffic, &Traffic::stop)},
        {"traffic[].window",
         Kind::OCTETS,
         "1000",
         "1000000000",
         "",
         "Octets under way at most (tcp).",
         Each(traffic, &Traffic::window)},
        {"traffic[].group",
         Kind::ADDRESS,
         "",
         "",
         "RFC 4291 section 2.7",
         "Destination, of global scope (multicast).",
         Each(traffic, &Traffic::group)},
        {"traffic[].home_address",
         Kind::CHOICE,
         "",
         "",
         "RFC 6275 section 11.3.1",
         "Home address of its mobile nodes that the flow belongs to: their first one, or the one "
         "that new flows shall use when this one starts.",
         Each(traffic, &Traffic::homeAddress)},
    };
}

std::vector<Parameter>
ListEvents()
{
    const auto events = &Scenario::events;
    return {
        {"event[].at",
         Kind::TIME,
         "0 s",
         "",
         "",
         "When it happens.",
         Each(events, &ScenarioEvent::at)},
        {"event[].kind",
         Kind::CHOICE,
         "",
         "",
         "",
         "What happens: a home agent fails or recovers, or a prefix of the home link is new or "
         "gets other lifetimes.",
         Each(events, &ScenarioEvent::kind)},
        {"event[].node",
         Kind::NAME,
         "",
         "",
         "",
         "Home agent that fails or recovers; for a prefix the router of the home link.",
         Each(events, &ScenarioEvent::node)},
        {"event[].prefix",
         Kind::SUBNET,
         "",
         "",
         "RFC 6275 section 10.6",
         "Prefix that changes (prefix).",
         Each(events, &ScenarioEvent::prefix)},
        {"event[].preferred",
         Kind::TIME,
         "0 s",
         "",
         "RFC 4861 section 6.2.1",
         "Preferred lifetime from then on (prefix).",
         Each(events, &ScenarioEvent::preferred)},
        {"event[].valid",
         Kind::TIME,
         "0 s",
         "",
         "RFC 4861 section 6.2.1",
         "Valid lifetime from then on; 0 s withdraws the prefix (prefix).",
         Each(events, &ScenarioEvent::valid)},
        {"event[].counts_down",
         Kind::BOOLEAN,
         "",
         "",
         "RFC 4861 section 6.2.1",
         "Whether the lifetimes end at a fixed time, rather than stay the same in every "
         "advertisement (prefix).",
         Each(events, &ScenarioEvent::countsDown)},
    };
}

} // namespace ns3::mip6
