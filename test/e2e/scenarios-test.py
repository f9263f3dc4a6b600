#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Every bundled scenario: tshark finds nothing wrong, and packets go the ways that they should."""

import sys
import unittest
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import HANDOVER, RunTestCase, seconds  # noqa: E402
from tshark import dissect, find_problems, judge  # noqa: E402

# What serialization, neighbor discovery and queueing may add to the link delays.
TOLERANCE = 1e-3

# IPv6 header and UDP header, or that of an echo request.
LEAST_HEADERS = 48
TUNNEL, OPTION = 40, 24

# Octets beyond those, by way. Between two mobile nodes both ends can be optimized, or one of them
# while the packets of the other take the tunnel.
OVERHEADS = {"direct": {0}, "tunnel": {TUNNEL}, "optimized": {OPTION}}
MOBILE_OVERHEADS = {
    "direct": {0},
    "tunnel": {TUNNEL, TUNNEL + OPTION},
    "optimized": {OPTION, 2 * OPTION},
}

# The one from the correspondent of "far-home-agent" over the home agent, in seconds, and more.
LONGEST_WAY = 0.25

PARAMETER_PROBLEM = "4"


class Scenario:
    """What holds in every scenario. Mixed into a class for each."""

    arguments = ("--outputs=csv,pcap",)
    overheads = OVERHEADS
    optimized = True  # whether correspondents take part

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packets = [r for r in cls.results.table("packets.csv") if not r["flow"].startswith("tcp")]
        cls.moves = cls.results.handovers()
        cls.stop = seconds(cls.results.scenario["stop"])

    def nodes(self, *roles):
        """Returns the names of the nodes with these roles."""
        nodes = self.results.scenario["topology"]["node"]
        return [node["name"] for node in nodes if node["role"] in roles]

    def delivered(self, **values):
        """Returns the lines of delivered datagrams that have these values."""
        rows = (row for row in self.packets if row["fate"] == "delivered")
        return [row for row in rows if all(row[key] == value for key, value in values.items())]

    def test_tshark_finds_nothing_wrong(self):
        routers = self.nodes("router", "access_router", "home_router")
        captures = [path for path in self.results.captures() if path.stem not in routers]
        self.assertGreaterEqual(len(captures), 2)
        for capture in captures:
            with self.subTest(capture=capture.name):
                self.assertEqual(find_problems(judge(capture)), [])

    def test_every_movement_ends_well(self):
        self.assertTrue(self.moves)
        for move in self.moves:
            self.assertEqual(move["result"], "returned" if move["to"] == "home" else "registered")

    def test_every_way_costs_its_headers(self):
        for row in self.packets:
            # An error about a datagram that nobody answers for has its number, and is longer.
            if row["path"] and row["fate"] != "lost":
                more = int(row["wire_bytes"]) - int(row["bytes"]) - LEAST_HEADERS
                self.assertIn(more, self.overheads[row["path"]], row)

    def test_no_datagram_arrives_twice(self):
        self.assertNotIn("duplicate", {row["fate"] for row in self.packets})

    def unsettled(self):
        """Returns begin and end of the times in which datagrams may be lost on the way."""
        changes = self.results.table("bindings.csv")
        spans = []
        for move in self.moves:
            later = [m["l2_down_s"] for m in self.moves if m["mn"] == move["mn"] and m["n"] > move["n"]]
            end = min(later, default=self.stop)
            updates = [float(r["t_s"]) for r in changes if move["ba_s"] <= float(r["t_s"]) < end]
            # Correspondents with traffic from the start are told at once, others on demand.
            updates = [at for at in updates if at < move["ba_s"] + 1]
            spans.append((move["l2_down_s"] - LONGEST_WAY, max(updates, default=move["ba_s"])))
        return spans

    def test_datagrams_are_lost_in_handovers_only(self):
        fates = Counter(row["fate"].split(" ")[0] for row in self.packets)
        self.assertLessEqual(set(fates), {"delivered", "lost", "in"})
        spans = self.unsettled()
        for row in self.packets:
            if row["fate"].startswith("lost"):
                at = float(row["tx_s"])
                self.assertTrue(any(begin <= at <= end for begin, end in spans), row)

    def test_most_datagrams_take_the_way_that_they_should(self):
        """Away from home only what leaves before the correspondent is told takes the tunnel."""
        paths = Counter(row["path"] for row in self.delivered())
        self.assertGreater(paths["direct"], 100)
        fewer, more = ("tunnel", "optimized") if self.optimized else ("optimized", "tunnel")
        self.assertGreater(paths[more], 100)
        self.assertLess(paths[fewer], paths[more] / 10)

    def test_summary_agrees_with_the_packets(self):
        summary = self.results.summary()
        for path, numbers in summary["paths"].items():
            rows = [row for row in self.delivered() if row["path"].split("-")[0] == path]
            self.assertEqual(numbers["delivered"], len(rows))
            if rows:
                stretch = sum(int(r["hops"]) / int(r["shortest_hops"]) for r in rows) / len(rows)
                self.assertAlmostEqual(numbers["path_stretch"], stretch, places=9)


class LegacyCorrespondent(Scenario, RunTestCase):
    """Correspondents without Mobile IPv6."""

    name = "legacy-correspondent"
    optimized = False

    def test_nothing_is_optimized(self):
        self.assertEqual(self.delivered(path="optimized"), [])
        self.assertEqual({move["cn_ba_s"] for move in self.moves}, {None})
        self.assertLessEqual({row["node"] for row in self.results.table("bindings.csv")}, {"ha", "mn"})

    def test_one_is_silent_and_one_answers(self):
        self.assertEqual(self.parameter_problems("cn1"), 0)
        self.assertGreater(self.parameter_problems("cn2"), 0)

    def parameter_problems(self, node):
        """Returns how many Parameter Problems a node has sent."""
        frames = dissect(self.results.folder / "pcap" / f"{node}.pcap", ("icmpv6.type",))
        return sum(frame["icmpv6.type"] == [PARAMETER_PROBLEM] for frame in frames)


class FarHomeAgent(Scenario, RunTestCase):
    """Triangle routing."""

    name = "far-home-agent"

    def test_the_tunnel_makes_the_detour_and_optimization_saves_it(self):
        tunnelled = self.delivered(path="tunnel", flow="udp-1")
        self.assertTrue(tunnelled)
        for row in tunnelled:
            self.assertGreaterEqual(float(row["delay_ms"]), 200)
            self.assertEqual((int(row["hops"]), int(row["shortest_hops"])), (5, 3))
        for row in self.delivered(path="optimized", flow="udp-1"):
            self.assertLess(float(row["delay_ms"]), 9)
            self.assertEqual((int(row["hops"]), int(row["shortest_hops"])), (3, 3))


class HomeLink(Scenario):
    """What the scenarios about the home link share."""

    # A home agent may show the home link before its router does. Until that one advertises, nothing
    # leaves the link, also no Binding Update to a correspondent, which is repeated after a second.
    NO_ROUTER = 1.1

    def unsettled(self):
        """Returns the times of the movements, with the wait for the router of the home link."""
        spans = super().unsettled()
        homes = [move["ba_s"] for move in self.moves if move["to"] == "home"]
        return spans + [(at, at + self.NO_ROUTER) for at in homes]

    def messages(self, name, node="mn", direction="sent"):
        """Returns the lines of signalling.csv about a kind of message at a node."""
        rows = self.results.table("signalling.csv")
        return [r for r in rows if (r["message"], r["node"], r["dir"]) == (name, node, direction)]

    def registrations(self):
        """Returns the lines of bindings.csv about what the mobile node has with home agents."""
        agents = {f"2001:1:0:{prefix}::{host}" for prefix in (1, 5) for host in (1, 2, 3, 4)}
        rows = self.results.table("bindings.csv")
        return [r for r in rows if r["table"] == "binding update list" and r["peer"] in agents]


class Discovery(HomeLink, RunTestCase):
    """Three home agents, of which the second is preferred."""

    name = "discovery"
    PREFERRED, ANYCAST = "2001:1:0:1::3", "2001:1:0:1:fdff:ffff:ffff:fffe"

    def test_one_request_and_one_reply_are_enough(self):
        request, reply = "Home Agent Address Discovery Request", "Home Agent Address Discovery Reply"
        self.assertEqual([row["dst"] for row in self.messages(request)], [self.ANYCAST])
        received = self.messages(reply, direction="received")
        self.assertEqual(len(received), 1)
        sent = [row for node in ("ha1", "ha2", "ha3") for row in self.messages(reply, node)]
        self.assertEqual([row["src"] for row in sent], [received[0]["src"]])
        # There and back, and three neighbor solicitations on the home link.
        taken = float(received[0]["t_s"]) - float(self.messages(request)[0]["t_s"])
        self.assertAlmostEqual(taken, 2 * (5 + 10) / 1000, delta=TOLERANCE)

    def test_the_preferred_home_agent_is_the_only_one(self):
        self.assertEqual({row["peer"] for row in self.registrations()}, {self.PREFERRED})
        caches = {row["node"] for row in self.results.table("bindings.csv")}
        self.assertEqual(caches & {"ha1", "ha2", "ha3"}, {"ha2"})


class HomeAgentFailure(HomeLink, RunTestCase):
    """The first home agent fails while the mobile node is away."""

    name = "home-agent-failure"
    optimized = False
    FIRST, SECOND = "2001:1:0:1::2", "2001:1:0:1::3"

    # Lifetime of a binding; waits for the answers to two updates; discovery; duplicate address
    # detection of the second home agent; round trips.
    LONGEST_OUTAGE = 16 + (1 + 2) + 0.1 + 1 + 0.1

    def failure(self):
        """Returns when the home agent fails."""
        return seconds(self.results.scenario["event"][0]["at"])

    def resumption(self):
        """Returns when the second home agent has accepted."""
        return next(float(r["t_s"]) for r in self.registrations() if r["peer"] == self.SECOND)

    def unsettled(self):
        """Returns the times of the movements, and that of the failure."""
        return super().unsettled() + [(self.failure() - LONGEST_WAY, self.resumption())]

    def test_the_second_home_agent_takes_over_in_time(self):
        self.assertLess(self.resumption(), self.failure() + self.LONGEST_OUTAGE)
        later = [row for row in self.registrations() if float(row["t_s"]) > self.resumption()]
        self.assertEqual({row["peer"] for row in later} - {self.SECOND}, set())

    def test_traffic_stops_and_resumes(self):
        for flow in ("udp-1", "udp-2"):
            arrivals = [float(row["rx_s"]) for row in self.delivered(flow=flow, path="tunnel")]
            gap = [at for at in arrivals if self.failure() + LONGEST_WAY < at < self.resumption()]
            self.assertEqual(gap, [])
            self.assertGreater(sum(at > self.resumption() for at in arrivals), 100)

    def test_who_has_failed_says_nothing(self):
        rows = self.results.table("signalling.csv")
        said = [r for r in rows if r["node"] == "ha1" and float(r["t_s"]) > self.failure()]
        self.assertEqual(said, [])


class Renumbering(HomeLink, RunTestCase):
    """The home link changes its prefix."""

    name = "renumbering"
    OLD, NEW = "2001:1:0:1:", "2001:1:0:5:"

    def end_of(self, key):
        """Returns when the old prefix is not preferred or valid any more."""
        event = self.results.scenario["event"][0]
        return seconds(event["at"]) + seconds(event[key])

    def arrivals(self, flow):
        """Returns when the packets of a flow arrived."""
        rows = self.results.table("packets.csv")
        return [float(row["rx_s"]) for row in rows if row["flow"] == flow and row["rx_s"]]

    def test_both_home_addresses_are_registered_at_a_time(self):
        bound = [row for row in self.registrations() if row["event"] == "added"]
        self.assertEqual([row["home_address"][: len(self.OLD)] for row in bound], [self.OLD, self.NEW])
        self.assertLess(float(bound[1]["t_s"]), self.end_of("preferred"))

    def test_tcp_over_the_old_address_lives_until_the_address_ends(self):
        # Binding lifetimes come in steps of 4 s, and the last one ends before the address.
        last = max(self.arrivals("tcp-1"))
        self.assertGreater(last, self.end_of("valid") - 4)
        self.assertLess(last, self.end_of("valid") + LONGEST_WAY)

    def test_new_flows_use_the_new_address(self):
        for flow in ("tcp-2", "udp-2"):
            self.assertGreater(max(self.arrivals(flow)), self.stop - 1)

    def test_nothing_of_the_old_address_is_left(self):
        caches = {}
        for row in self.results.table("bindings.csv"):
            if row["table"] == "binding cache":
                caches[row["node"], row["home_address"]] = row["event"]
        for (node, address), event in caches.items():
            if address.startswith(self.OLD):
                self.assertIn(event, ("removed", "expired"), node)
        self.assertNotIn(caches["ha", next(a for n, a in caches if a.startswith(self.NEW))], ("removed", "expired"))


class MulticastListener(HomeLink, RunTestCase):
    """A group, at home and through the tunnel."""

    name = "multicast-listener"
    optimized = False

    # Membership is reported in the tunnel after the registration.
    REPORT = 0.5

    def unsettled(self):
        """Returns the times of the movements, with the reports that follow."""
        return [(begin, end + self.REPORT) for begin, end in super().unsettled()]

    def test_the_group_is_heard_at_home_and_in_the_tunnel(self):
        for move, end in zip(self.moves, [m["l2_down_s"] for m in self.moves[1:]] + [self.stop]):
            path = "direct" if move["to"] == "home" else "tunnel"
            rows = [
                row
                for row in self.packets
                if row["flow"] == "multicast-1"
                and move["ba_s"] + self.REPORT <= float(row["tx_s"]) < end - LONGEST_WAY
            ]
            self.assertGreater(len(rows), 100)
            self.assertEqual({(row["path"], row["fate"]) for row in rows}, {(path, "delivered")})


class MobileNetwork(Scenario):
    """What the scenarios with mobile routers share."""

    ROUTER = ""  # the one that moves
    depth = 1

    @property
    def overheads(self):
        """Returns the octets by way: 40 for every tunnel of a mobile router."""
        ways = {f"nemo-{depth}": {TUNNEL * depth} for depth in range(1, self.depth + 1)}
        return {"direct": {0}, **ways}

    def messages(self, node, begin, end):
        """Returns the messages that a node has sent in a span."""
        rows = self.results.table("signalling.csv")
        rows = [row for row in rows if row["node"] == node and row["dir"] == "sent"]
        return [row for row in rows if begin <= float(row["t_s"]) < end]

    def settled(self):
        """Yields every movement of the router, with begin and end of the time after it."""
        moves = [move for move in self.moves if move["mn"] == self.ROUTER]
        for move, end in zip(moves, [m["l2_down_s"] for m in moves[1:]] + [self.stop]):
            yield move, move["ba_s"], end - LONGEST_WAY

    def ways(self, flow, begin, end):
        """Returns the ways of the datagrams of a flow that are sent in a span."""
        rows = [r for r in self.packets if r["flow"] == flow and begin <= float(r["tx_s"]) < end]
        self.assertGreater(len(rows), 20)
        return {(row["path"], row["fate"]) for row in rows}

    def test_most_datagrams_take_the_way_that_they_should(self):
        for move, begin, end in self.settled():
            for node, depth in self.levels():
                depth -= move["to"] == "home"
                way = f"nemo-{depth}" if depth else "direct"
                for flow in self.flows(node):
                    self.assertEqual(self.ways(flow, begin, end), {(way, "delivered")}, (flow, move["to"]))

    def levels(self):
        """Returns fixed nodes and the number of tunnels of their packets away from home."""
        return [(f"{self.ROUTER}-node1", 1)]

    def flows(self, node):
        """Returns the names of the flows of datagrams of a node."""
        kinds = {}
        names = []
        for flow in self.results.summary()["flows"]:
            kinds[flow["kind"]] = kinds.get(flow["kind"], 0) + 1
            name = f"{flow['kind']}-{kinds[flow['kind']]}"
            if node in (flow["from"], flow["to"]) and flow["kind"] != "tcp":
                names.append(name)
        self.assertTrue(names)
        return names

    def test_a_movement_costs_one_update_of_the_router(self):
        for move, begin, end in self.settled():
            sent = [row["message"] for row in self.messages(self.ROUTER, move["l2_down_s"], end)]
            self.assertEqual(sent.count("Binding Update"), 1)

    def test_fixed_nodes_have_no_part_in_it(self):
        nodes = {row["node"] for row in self.results.table("signalling.csv")}
        self.assertEqual([node for node in nodes if "-node" in node], [])


class LinuxNemoReference(MobileNetwork, RunTestCase):
    """The network of the captures of Linux."""

    name = "linux-nemo-reference"
    ROUTER = "mr"


class NemoTrain(MobileNetwork, RunTestCase):
    """A network moves."""

    name = "nemo-train"
    ROUTER = "train"

    def test_tcp_survives_every_movement(self):
        rows = [row for row in self.results.table("packets.csv") if row["flow"] == "tcp-1"]
        arrivals = [float(row["rx_s"]) for row in rows if row["rx_s"]]
        for _, begin, end in self.settled():
            self.assertGreater(sum(begin <= at < end for at in arrivals), 1000)

    def test_the_update_names_the_network(self):
        update = self.messages("train", 10, 13)[-1]
        # Destination options 24, Mobility Header 56, as Linux has it.
        self.assertEqual((update["message"], int(update["bytes"])), ("Binding Update", 40 + 80))


class NemoNested(MobileNetwork, RunTestCase):
    """Mobile routers inside of each other."""

    name = "nemo-nested"
    ROUTER = "mr1"
    depth = 3

    def levels(self):
        return [(f"mr{level}-node1", level) for level in range(1, self.depth + 1)]

    def test_inner_routers_do_not_notice_that_the_outer_one_moves(self):
        for router in range(2, self.depth + 1):
            self.assertEqual(self.messages(f"mr{router}", 20, self.stop), [])

    def test_every_level_costs_the_same(self):
        begin, end = [(begin, end) for move, begin, end in self.settled() if move["to"] == "ar2"][0]
        hops = {}
        for node, level in self.levels():
            flow = self.flows(node)[0]
            rows = [r for r in self.delivered(flow=flow) if begin <= float(r["tx_s"]) < end]
            hops[level] = {int(row["hops"]) for row in rows}
        # A mobile network and another home agent more at every level.
        self.assertEqual(hops, {level: {6 + 2 * level} for level in hops})


class NemoNestedDeeper(NemoNested):
    """The same, as deep as figures go."""

    depth = 8
    arguments = ("--outputs=csv,pcap", "--set=mobile_router[0].depth=8")


class NemoMultihomed(MobileNetwork, RunTestCase):
    """One interface loses its link, another one takes over."""

    name = "nemo-multihomed"
    ROUTER = "bus"

    def test_the_other_interface_takes_over(self):
        self.assertEqual([move["to"] for move in self.moves], ["ar1", "ar2", "home"])
        # Missing advertisements, a solicitation and duplicate address detection.
        self.assertLess(self.moves[1]["ba_s"] - self.moves[1]["l2_down_s"], 1 + 1)
        self.assertEqual(self.moves[1]["l2_up_s"], self.moves[1]["l2_down_s"])


class NemoVisiting(MobileNetwork, RunTestCase):
    """A mobile node in a mobile network."""

    name = "nemo-visiting"
    ROUTER = "train"

    @property
    def overheads(self):
        """The tunnel of the mobile node, or its option, and the tunnel of the mobile router."""
        own = {"tunnel": {TUNNEL, 2 * TUNNEL}, "optimized": {OPTION, OPTION + TUNNEL}}
        return {**super().overheads, **own}

    def levels(self):
        return [("train-node1", 1)]

    def test_the_mobile_node_does_not_notice_that_the_network_moves(self):
        arrival, departure = (move for move in self.moves if move["mn"] == "mn")
        self.assertEqual(self.messages("mn", arrival["cn_ba_s"] + 1, departure["l2_down_s"]), [])

    def test_its_path_stays_optimized(self):
        for move, begin, end in self.settled():
            end = min(end, self.moves[1]["l2_down_s"] - LONGEST_WAY)
            for flow in self.flows("mn"):
                self.assertEqual(self.ways(flow, begin, end), {("optimized", "delivered")}, move["to"])


# Every other scenario, without more to say about it.
NAMES = sorted(path.stem for path in HANDOVER.parent.glob("*.toml"))
MOBILE = {"overheads": MOBILE_OVERHEADS}
SPECIAL = (
    LegacyCorrespondent,
    FarHomeAgent,
    Discovery,
    HomeAgentFailure,
    Renumbering,
    MulticastListener,
    LinuxNemoReference,
    NemoTrain,
    NemoNested,
    NemoMultihomed,
    NemoVisiting,
)
for scenario in NAMES:
    # captures-test.py and tables-test.py look at "handover".
    if scenario not in ("handover", *(case.name for case in SPECIAL)):
        class_name = scenario.title().replace("-", "")
        members = {"name": scenario, **(MOBILE if scenario == "mobile-correspondent" else {})}
        globals()[class_name] = type(class_name, (Scenario, RunTestCase), members)


if __name__ == "__main__":
    unittest.main()
