#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Bundled scenarios with mobile routers: what holds in every scenario, and what is told of them."""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import RunTestCase  # noqa: E402
from scenario import LONGEST_WAY, MOBILE_NETWORKS, OPTION, TUNNEL, Scenario  # noqa: E402


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
            # Each one asks its own network for listeners, by the clock.
            sent = {row["message"] for row in self.messages(f"mr{router}", 20, self.stop)}
            self.assertLessEqual(sent, {"Multicast Listener Query"})

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


class NemoMulticast(MobileNetwork, RunTestCase):
    """Groups, to and from a mobile network."""

    name = "nemo-multicast"
    ROUTER = "train"

    # Membership is reported in the tunnel after the registration.
    REPORT = 0.5

    def settled(self):
        for move, begin, end in super().settled():
            yield move, begin + self.REPORT, end

    def unsettled(self):
        """Returns the times of the movements, with the reports that follow."""
        return [(begin, end + self.REPORT) for begin, end in super().unsettled()]

    def levels(self):
        return [("train-node1", 1), ("train-node2", 1)]

    def test_fixed_nodes_have_no_part_in_it(self):
        """They listen, and send nothing but reports."""
        rows = self.results.table("signalling.csv")
        sent = {row["message"] for row in rows if "-node" in row["node"]}
        self.assertLessEqual(sent, {"Multicast Listener Report"})


class EveryMobileNetwork(unittest.TestCase):
    """This file is complete."""

    def test_every_scenario_is_here(self):
        cases = [case for case in globals().values() if isinstance(case, type)]
        names = {case.name for case in cases if issubclass(case, MobileNetwork) and issubclass(case, RunTestCase)}
        self.assertEqual(names, set(MOBILE_NETWORKS))


if __name__ == "__main__":
    unittest.main()
