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

MOBILITY_HEADER_TYPE = "mip6.mhtype"
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

    def flow(self, name):
        """Returns the description of a flow by its name."""
        kind, number = name.split("-")
        return [t for t in self.results.scenario["traffic"] if t["kind"] == kind][int(number) - 1]

    def nodes(self, *roles):
        """Returns the names of the nodes with these roles."""
        nodes = self.results.scenario["topology"]["node"]
        return [node["name"] for node in nodes if node["role"] in roles]

    def delivered(self, **values):
        """Returns the lines of delivered datagrams that have these values."""
        rows = (row for row in self.packets if row["fate"] == "delivered")
        return [row for row in rows if all(row[key] == value for key, value in values.items())]

    def messages(self, node, direction, message):
        """Returns lines of signalling.csv."""
        rows = self.results.table("signalling.csv")
        return [r for r in rows if (r["node"], r["dir"], r["message"]) == (node, direction, message)]

    def test_tshark_finds_nothing_wrong(self):
        routers = self.nodes("router", "access_router")
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
            if row["path"]:
                more = int(row["wire_bytes"]) - int(row["bytes"]) - LEAST_HEADERS
                self.assertIn(more, self.overheads[row["path"]], row)

    def test_no_datagram_arrives_twice(self):
        self.assertNotIn("duplicate", {row["fate"] for row in self.packets})

    def test_nothing_is_lost_without_a_reason(self):
        fates = Counter(row["fate"].split(":")[0].split(" at ")[0] for row in self.packets)
        self.assertLessEqual(set(fates), {"delivered", "lost", "in flight"})
        moving = [(m["l2_down_s"], m["cn_ba_s"] or m["ba_s"]) for m in self.moves]
        for row in self.packets:
            if row["fate"].startswith("lost"):
                at = float(row["tx_s"])
                # The longest way is below half a second.
                near = [begin - 0.5 <= at <= end for begin, end in moving]
                self.assertTrue(any(near), row)

    def test_summary_agrees_with_the_packets(self):
        summary = self.results.summary()
        for path, numbers in summary["paths"].items():
            rows = self.delivered(path=path)
            self.assertEqual(numbers["delivered"], len(rows))
            if rows:
                stretch = sum(int(r["hops"]) / int(r["shortest_hops"]) for r in rows) / len(rows)
                self.assertAlmostEqual(numbers["path_stretch"], stretch, places=9)


def make_class(name, **members):
    """Returns a test case for a bundled scenario."""
    return type(name, (Scenario, RunTestCase), {"name": name, **members})


class LegacyCorrespondent(Scenario, RunTestCase):
    """Correspondents without Mobile IPv6."""

    name = "legacy-correspondent"

    def test_nothing_is_optimized(self):
        self.assertEqual(self.delivered(path="optimized"), [])
        self.assertTrue(self.delivered(path="tunnel"))
        self.assertEqual({move["cn_ba_s"] for move in self.moves}, {None})
        self.assertLessEqual({row["node"] for row in self.results.table("bindings.csv")}, {"ha", "mn"})

    def parameter_problems(self, node):
        """Returns how many Parameter Problems a node has sent."""
        frames = dissect(self.results.folder / "pcap" / f"{node}.pcap", ("icmpv6.type",))
        return sum(frame["icmpv6.type"] == [PARAMETER_PROBLEM] for frame in frames)


class FarHomeAgent(Scenario, RunTestCase):
    """Triangle routing."""

    name = "far-home-agent"

    def test_the_tunnel_makes_the_detour(self):
        for row in self.delivered(path="tunnel", flow="udp-1"):
            self.assertGreaterEqual(float(row["delay_ms"]), 200)
            self.assertEqual((int(row["hops"]), int(row["shortest_hops"])), (5, 3))


# Every other scenario, without more to say about it.
NAMES = sorted(path.stem for path in HANDOVER.parent.glob("*.toml"))
MOBILE = {"overheads": MOBILE_OVERHEADS}
for scenario in NAMES:
    # captures-test.py and tables-test.py look at "handover".
    if scenario not in ("handover", LegacyCorrespondent.name, FarHomeAgent.name):
        class_name = scenario.title().replace("-", "")
        members = {"name": scenario, **(MOBILE if scenario == "mobile-correspondent" else {})}
        globals()[class_name] = type(class_name, (Scenario, RunTestCase), members)


if __name__ == "__main__":
    unittest.main()
