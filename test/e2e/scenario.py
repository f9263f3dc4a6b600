# SPDX-License-Identifier: GPL-2.0-only
"""What the end-to-end tests expect of every scenario."""

from collections import Counter

from program import HANDOVER, seconds
from tshark import find_problems, judge

# IPv6 header and UDP header, or that of an echo request.
LEAST_HEADERS = 48
TUNNEL, OPTION = 40, 24

# Octets beyond those, by way.
OVERHEADS = {"direct": {0}, "tunnel": {TUNNEL}, "optimized": {OPTION}}

# The one from the correspondent of "far-home-agent" over the home agent, in seconds, and more.
LONGEST_WAY = 0.25

# Of the bundled scenarios, those with mobile routers and the others.
FILES = sorted(HANDOVER.parent.glob("*.toml"))
MOBILE_NETWORKS = [path.stem for path in FILES if "[[mobile_router]]" in path.read_text(encoding="utf-8")]
OTHERS = [path.stem for path in FILES if path.stem not in MOBILE_NETWORKS]


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
