/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-results-readme.h"

#include <algorithm>
#include <array>

namespace ns3::mip6
{

namespace
{

/// What there is to say about a file or about all files of a folder.
struct Explanation
{
    const char* name; //!< of the file, or of the folder with "/"
    const char* text; //!< lines, indented like the names
};

/// In the order of the text.
constexpr std::array<Explanation, 9> EXPLANATIONS = {{
    {"scenario.toml", "every parameter of the run; can be run again or changed\n"},
    {"summary.json",
     R"(the run in numbers; units are in the names, means are over what happened
    path_stretch         mean of hops divided by shortest_hops of the datagrams delivered
    overhead_bytes       mean of wire_bytes beyond IPv6 header, UDP header and data
    paths                the same for each path; of each flow, and of all flows together
    nesting              the same by depth, of the flows with datagrams in tunnels of mobile routers
)"},
    {"handovers.csv",
     R"(one line for each movement (n) of each mobile node or mobile router (mn)
    l2_down_s, l2_up_s   old link left, new link reached
    rs_s, ra_s           first Router Solicitation; the Router Advertisement that showed the new link
    coa_tentative_s      duplicate address detection of the care-of address began
    dad_done_s           the care-of address (at home: the home address) could be used
    bu_s, ba_s           first Binding Update to the home agent; its acknowledgement was processed
    rr_done_s, cn_ba_s   return routability with a correspondent done, the first time on this link;
                         the first correspondent has the binding (at home: none any more)
    last_old_s           last datagram that the mobile node, or a node in the network of the mobile
                         router, received before the movement
    first_new_s          first datagram that it received after the movement, before the next one
    l2_ms                l2_down_s to l2_up_s
    detect_ms            l2_up_s to ra_s
    address_ms           ra_s to dad_done_s
    register_ms          bu_s to ba_s
    optimize_ms          ba_s to cn_ba_s
    total_ms             l2_down_s to cn_ba_s, where it is empty to ba_s
    interruption_ms      last_old_s to first_new_s
    lost                 datagrams (and echoes) from or to the mobile node, or from or to nodes that
                         are in the network of the mobile router, that were lost from this
                         movement until the next one (or the end). The moment of the loss
                         counts; where it is not known, the moment of sending.
    duplicated           further copies of such datagrams received in that time
    reordered            such datagrams received in that time after one that was sent later
    result               registered, returned (home), refused, incomplete (not acknowledged at the
                         end), superseded (not acknowledged at the next movement)
)"},
    {"packets.csv",
     R"(one line for each datagram (UDP), each echo (ping) and each application chunk (TCP)
    bytes                of the application
    tx_s, rx_s           handed over by the sending, received by the receiving application; for
                         TCP, the time from one to the other includes waiting to be sent; for
                         ping, rx_s is the arrival of the reply, the following columns are those
                         of the request
    path                 direct, tunnel (inside another IPv6 packet on some link), optimized
                         (type 2 routing header or Home Address option), nemo-K (inside K tunnels
                         of mobile routers at once, and no other); empty for TCP
    hops                 number of links that it was sent on; empty for TCP
    wire_bytes           of the IPv6 packet, on the link where it was largest; empty for TCP
    fate                 delivered; duplicate (a further copy); lost at NODE: reason; lost (no node
                         said why); in flight (sent during the last second and not received, or TCP)
    shortest_hops        number of links between sender and receiver at the moment of sending,
                         without a detour; hops divided by it is the path stretch; empty for TCP
    depth                greatest number of tunnels of mobile routers that it was in at once, also
                         where the path is tunnel or optimized; empty for TCP
)"},
    {"nesting.csv",
     R"(datagrams delivered, one line for each flow, path and depth; flows in tunnels of mobile routers
    path, depth          as in packets.csv; depth 0 are datagrams of such a flow in no such tunnel
    direction            in: from a home agent into a mobile network, out: the other way, through:
                         out of one and into another; for ping, of the request
    overhead_*_bytes     wire_bytes beyond IPv6 header, UDP header and data
    hops_mean            of the column hops of packets.csv, for ping of the request
    stretch_*            hops divided by shortest_hops
    delay_*_ms           rx_s - tx_s: one way, for ping both
)"},
    {"signalling.csv",
     R"(one line for each signalling message sent or received by a mobile node, home agent or correspondent
    src, dst             of the IPv6 header, as on the link
    lifetime_s           requested or granted
    status               of a Binding Acknowledgement (RFC 6275 section 6.1.8)
    bytes                of the IPv6 packet
)"},
    {"bindings.csv",
     R"(one line for each change of a binding cache or binding update list
    lifetime_s           granted, from that moment
    peer                 of a binding update list: home agent or correspondent node
)"},
    {"pcap/", "NODE.pcap: all frames of a node, for Wireshark or tshark\n"},
    {"plots/", "figures; NAME.plt draws them again: cd plots; gnuplot NAME.plt\n"},
}};

/**
 * @param explanation of a file or folder
 * @param files names that there are
 * @return whether it is among them
 */
bool
IsThere(const Explanation& explanation, const std::vector<std::string>& files)
{
    const std::string name = explanation.name;
    return std::any_of(files.begin(), files.end(), [&name](const std::string& file) {
        return file.compare(0, name.size(), name) == 0;
    });
}

} // namespace

std::string
FormatReadme(const RunFacts& facts, const std::vector<std::string>& files)
{
    std::string text = "Results of scenario " + facts.scenario + ", seed " +
                       std::to_string(facts.seed) + ", run " + std::to_string(facts.run) + ".\n\n";
    text += "To repeat the run:\n\n    " + facts.command + "\n\n";
    text += "CSV files: UTF-8, comma, one header line; times are simulated time; names end in the\n"
            "unit; an empty cell means that it did not happen or is not known.\n\n";
    for (const auto& explanation : EXPLANATIONS)
    {
        if (IsThere(explanation, files))
        {
            const std::string name = explanation.name;
            text += name + std::string(name.size() < 16 ? 16 - name.size() : 1, ' ');
            text += explanation.text;
        }
    }
    text += "manifest.json   versions, command line, and SHA-256 of all other files\n";
    return text;
}

} // namespace ns3::mip6
