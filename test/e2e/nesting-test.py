#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What mobile networks in mobile networks cost, down to eight levels: each level 40 octets a packet."""

import hashlib
import json
import sys
import unittest
from collections import defaultdict
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import RunTestCase, seconds  # noqa: E402

# IPv6 header and UDP header, or that of an echo request.
LEAST_HEADERS = 48
OUTER_HEADER = 40

# What serialization may add to the link delays.
TOLERANCE = 1.5e-3

# Less than the scenario's own times, for the sake of the wait.
TIMES = ("stop=45 s", "mobile_router[0].attach[1].at=37 s", "mobile_router[0].attach[2].at=42 s")


class Nesting:
    """A chain of some depth. Mixed into a class for each."""

    name = "nemo-nested"
    depth = 1

    @classmethod
    def setUpClass(cls):
        settings = (*TIMES, f"mobile_router[0].depth={cls.depth}")
        cls.arguments = ("--outputs=csv", *(word for text in settings for word in ("--set", text)))
        super().setUpClass()
        cls.packets = [row for row in cls.results.table("packets.csv") if row["fate"] == "delivered"]
        cls.nesting = cls.results.table("nesting.csv")
        cls.moves = cls.results.handovers()

    def routers(self):
        """Returns the names of the mobile routers, from the outside."""
        return ["mr"] if self.depth == 1 else [f"mr{level + 1}" for level in range(self.depth)]

    def ends(self):
        """Returns the ends of each flow."""
        return {flow["flow"]: (flow["from"], flow["to"]) for flow in self.results.summary()["flows"]}

    def level(self, flow):
        """Returns the level of the mobile network at one end of a flow: 1 for the outermost one."""
        names = [f"{router}-node1" for router in self.routers()]
        return next(names.index(end) + 1 for end in self.ends()[flow] if end in names)

    def spans(self):
        """Yields spans of time without movements, and whether the outermost router is away."""
        away = False
        start = 15.0
        for move in [*self.moves, None]:
            end = move["l2_down_s"] if move else seconds(self.results.scenario["stop"])
            yield start, end - 1, away
            if move:
                start, away = move["ba_s"] + 0.1, move["to"] != "home"

    def settled(self):
        """Yields the datagrams sent in such spans, with the tunnels that they need."""
        for start, end, away in self.spans():
            for row in self.packets:
                if start <= float(row["tx_s"]) < end:
                    yield row, self.level(row["flow"]) - (0 if away else 1)

    def test_every_level_costs_forty_octets_both_ways(self):
        counts = defaultdict(int)
        for row, tunnels in self.settled():
            overhead = int(row["wire_bytes"]) - LEAST_HEADERS - int(row["bytes"])
            self.assertEqual(overhead, OUTER_HEADER * tunnels, row)
            self.assertEqual(row["depth"], str(tunnels), row)
            self.assertEqual(row["path"], f"nemo-{tunnels}" if tunnels else "direct", row)
            counts[self.ends()[row["flow"]], tunnels] += 1
        # From and to the fixed node of every level, and echoes, which have the ends of the former.
        self.assertEqual(len({ends for ends, _ in counts}), 2 * self.depth)
        self.assertEqual({tunnels for _, tunnels in counts}, set(range(self.depth + 1)))
        self.assertGreater(min(counts.values()), 50)

    def test_every_packet_went_by_way_of_all_home_agents(self):
        measured = defaultdict(set)
        for row, tunnels in self.settled():
            if not row["flow"].startswith("ping"):
                away = tunnels == self.level(row["flow"])
                measured[away, tunnels].add((int(row["hops"]), int(row["shortest_hops"])))
        for (away, tunnels), pairs in measured.items():
            with self.subTest(away=away, tunnels=tunnels):
                # cn, r1, router of the link, link, and a link for every network.
                shortest = 3 + tunnels + (0 if away else 1)
                # Every further home agent is once more on the home link.
                detour = tunnels if not away else 2 + tunnels + 1
                self.assertEqual(pairs, {(shortest + detour, shortest)})

    def test_delay_grows_with_every_level(self):
        fastest = {}
        for row, tunnels in self.settled():
            if not row["flow"].startswith("ping"):
                key = tunnels == self.level(row["flow"]), self.ends()[row["flow"]][0] == "cn", tunnels
                fastest[key] = min(fastest.get(key, 1e9), float(row["delay_ms"]))
        access = 1000 * seconds(self.results.scenario["access"]["delay"])
        for (away, is_in, tunnels), delay in fastest.items():
            before = fastest.get((away, is_in, tunnels - 1))
            if before is not None:
                # The home link once more, and the link of another network.
                self.assertGreaterEqual(delay - before, 2 * access)
                self.assertLess(delay - before, 2 * access + 1000 * TOLERANCE)

    def test_the_table_says_the_same(self):
        groups = defaultdict(list)
        for row in self.packets:
            if not row["flow"].startswith("tcp"):
                groups[row["flow"], row["path"], row["depth"]].append(row)
        self.assertEqual({(r["flow"], r["path"], r["depth"]) for r in self.nesting}, set(groups) - self.alone(groups))
        for line in self.nesting:
            rows = groups[line["flow"], line["path"], line["depth"]]
            delays = [float(row["delay_ms"]) for row in rows]
            stretches = [int(row["hops"]) / int(row["shortest_hops"]) for row in rows]
            with self.subTest(flow=line["flow"], depth=line["depth"]):
                self.assertEqual(int(line["packets"]), len(rows))
                self.assertEqual(int(line["overhead_min_bytes"]), OUTER_HEADER * int(line["depth"]))
                self.assertEqual(int(line["overhead_max_bytes"]), OUTER_HEADER * int(line["depth"]))
                self.assertAlmostEqual(float(line["stretch_mean"]), sum(stretches) / len(rows), places=5)
                self.assertAlmostEqual(float(line["delay_mean_ms"]), sum(delays) / len(rows), places=5)
                self.assertAlmostEqual(float(line["delay_max_ms"]), max(delays), places=5)
                out = line["from"] != "cn"
                self.assertEqual(line["direction"], ("out" if out else "in") if line["depth"] != "0" else "")

    @staticmethod
    def alone(groups):
        """Returns the groups of flows that were in no tunnel."""
        nested = {flow for flow, _, depth in groups if depth != "0"}
        return {group for group in groups if group[0] not in nested}

    def test_summary_and_files_know_the_depths(self):
        nesting = self.results.summary()["nesting"]
        self.assertEqual([entry["depth"] for entry in nesting], list(range(self.depth + 1)))
        self.assertEqual([entry["overhead_bytes"] for entry in nesting], [40.0 * i for i in range(self.depth + 1)])
        manifest = json.loads(self.results.octets("manifest.json"))
        digest = hashlib.sha256(self.results.octets("nesting.csv")).hexdigest()
        self.assertIn(digest, json.dumps(manifest))
        self.assertIn(b"nesting.csv", self.results.octets("README.txt"))

    def test_only_the_outermost_router_moves_and_its_row_counts_all(self):
        self.assertEqual({move["mn"] for move in self.moves}, {self.routers()[0]})
        self.assertEqual([move["result"] for move in self.moves], ["registered", "registered", "returned"])
        lost = sum(int(move["lost"]) for move in self.moves)
        rows = self.results.table("packets.csv")
        self.assertEqual(lost, sum(1 for row in rows if row["fate"].startswith("lost")))
        self.assertGreater(lost, 100 * self.depth)


class DepthOne(Nesting, RunTestCase):
    """A mobile network alone."""

    depth = 1


class DepthEight(Nesting, RunTestCase):
    """Eight levels; the flows of the n-th one are in n tunnels."""

    depth = 8


if __name__ == "__main__":
    unittest.main()
