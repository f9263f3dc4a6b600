#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Bundled scenarios: tshark finds nothing wrong, and packets go the ways that they should.

Those with mobile routers are in mobile-networks-test.py.
"""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import RunTestCase, seconds  # noqa: E402
from scenario import LONGEST_WAY, OPTION, OTHERS, TUNNEL, Scenario  # noqa: E402
from tshark import dissect  # noqa: E402

# What serialization, neighbor discovery and queueing may add to the link delays.
TOLERANCE = 1e-3

# Octets beyond the least headers, by way. Between two mobile nodes both ends can be optimized, or
# one of them while the packets of the other take the tunnel.
MOBILE_OVERHEADS = {
    "direct": {0},
    "tunnel": {TUNNEL, TUNNEL + OPTION},
    "optimized": {OPTION, 2 * OPTION},
}

PARAMETER_PROBLEM = "4"


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


# Every other scenario, without more to say about it.
MOBILE = {"overheads": MOBILE_OVERHEADS}
SPECIAL = (LegacyCorrespondent, FarHomeAgent, Discovery, HomeAgentFailure, Renumbering, MulticastListener)
for scenario in OTHERS:
    # captures-test.py and tables-test.py look at "handover".
    if scenario not in ("handover", *(case.name for case in SPECIAL)):
        class_name = scenario.title().replace("-", "")
        members = {"name": scenario, **(MOBILE if scenario == "mobile-correspondent" else {})}
        globals()[class_name] = type(class_name, (Scenario, RunTestCase), members)


if __name__ == "__main__":
    unittest.main()
