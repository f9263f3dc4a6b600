#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What the tables of a run without loss on the links must say, and that runs repeat."""

import sys
import unittest
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import TABLES, RunTestCase, seconds  # noqa: E402

# What serialization, neighbor discovery and queueing behind TCP may add to the link delays.
TOLERANCE = 1e-3

# The home agent's duplicate address detection (RFC 4862: RetransTimer of one second).
HOME_AGENT_DAD = 1.0


class Tables(RunTestCase):
    """The tables of one run."""

    arguments = ("--outputs=csv",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moves = cls.results.handovers()
        cls.stop = seconds(cls.results.scenario["stop"])

    def ends(self):
        """Returns for each movement when the next one begins, or the run ends."""
        return [move["l2_down_s"] for move in self.moves[1:]] + [self.stop]

    def check_movements(self):
        """Checks that every movement of the scenario ended with a registration."""
        wanted = self.results.scenario["mobile"]["attach"]
        self.assertEqual([move["to"] for move in self.moves], [step["to"] for step in wanted])
        for move, step in zip(self.moves, wanted):
            self.assertAlmostEqual(move["l2_down_s"], seconds(step["at"]), places=9)
            self.assertEqual(move["result"], "returned" if move["to"] == "home" else "registered")

    def check_removal(self):
        """Checks that each side holds no binding at the end."""
        last = {(r["node"], r["table"]): r["event"] for r in self.results.table("bindings.csv")}
        sides = {("ha", "binding cache"): "removed", ("mn", "binding update list"): "removed"}
        if self.results.scenario["protocol"]["route_optimization"]:
            sides["cn", "binding cache"] = "removed"
        self.assertEqual(last, sides)

    def count_messages(self, begin, end, message, node="mn", direction="sent"):
        """Returns how many messages there are in signalling.csv in some time, by destination."""
        rows = self.results.table("signalling.csv")
        return Counter(
            row["dst"]
            for row in rows
            if begin <= float(row["t_s"]) < end
            and (row["node"], row["dir"], row["message"]) == (node, direction, message)
        )


class TunnelledRun(Tables):
    """The scenario without route optimization."""

    arguments = ("--outputs=csv", "--set", "protocol.route_optimization=false")

    def test_every_movement_ends_registered(self):
        self.check_movements()

    def test_each_movement_takes_one_update_and_one_acknowledgement(self):
        rows = self.results.table("signalling.csv")
        for move, end in zip(self.moves, self.ends()):
            kinds = Counter(
                (row["node"], row["dir"], row["message"])
                for row in rows
                if move["l2_down_s"] <= float(row["t_s"]) < end and row["message"].startswith("Binding")
            )
            with self.subTest(to=move["to"]):
                update, answer = "Binding Update", "Binding Acknowledgement"
                self.assertEqual(
                    kinds,
                    {
                        ("mn", "sent", update): 1,
                        ("ha", "received", update): 1,
                        ("ha", "sent", answer): 1,
                        ("mn", "received", answer): 1,
                    },
                )

    def test_registration_takes_the_round_trip_and_first_the_probing_of_the_home_agent(self):
        for number, move in enumerate(self.moves):
            round_trip = 2 * self.results.delay_to_home_agent(move["to"])
            expected = round_trip + (HOME_AGENT_DAD if number == 0 else 0)
            measured = move["register_ms"] / 1000
            with self.subTest(to=move["to"]):
                self.assertGreaterEqual(measured, expected)
                self.assertLessEqual(measured, expected + TOLERANCE)

    def longest_path(self, flow, link):
        """Returns the seconds that a datagram of a UDP flow takes at most on the wires."""
        traffic = [t for t in self.results.scenario["traffic"] if t["kind"] == "udp"]
        ends = traffic[int(flow.split("-")[1]) - 1]
        other = ends["from"] if ends["to"] == "mn" else ends["to"]
        detour = self.results.wired_delay(other, self.results.home_agent())
        return detour + self.results.delay_to_home_agent(link)

    def test_no_datagram_is_lost_while_registered(self):
        rows = [row for row in self.results.table("packets.csv") if row["flow"].startswith("udp")]
        for move, end in zip(self.moves, self.ends()):
            path = "direct" if move["to"] == "home" else "tunnel"
            fates = Counter()
            for row in rows:
                # A datagram that is still under way at the next movement is lost by that one.
                arrival = float(row["tx_s"]) + self.longest_path(row["flow"], move["to"]) + TOLERANCE
                if float(row["tx_s"]) >= move["ba_s"] and arrival < end:
                    fates[row["flow"], row["path"], row["fate"]] += 1
            with self.subTest(to=move["to"]):
                wanted = {(flow, path, "delivered") for flow in ("udp-1", "udp-2")}
                self.assertEqual(set(fates), wanted)
                self.assertGreater(min(fates.values()), 100)

    def test_no_datagram_arrives_twice(self):
        rows = self.results.table("packets.csv")
        copies = Counter((row["flow"], row["seq"]) for row in rows)
        self.assertEqual(max(copies.values()), 1)
        self.assertNotIn("duplicate", {row["fate"] for row in rows})

    def test_tcp_delivers_everything_and_survives_every_movement(self):
        rows = [row for row in self.results.table("packets.csv") if row["flow"] == "tcp-1"]
        self.assertLessEqual({row["fate"] for row in rows}, {"delivered", "in flight"})
        arrivals = [float(row["rx_s"]) for row in rows if row["rx_s"]]
        for move, end in zip(self.moves, self.ends()):
            self.assertTrue(any(move["ba_s"] < at < end for at in arrivals), move["to"])

    def test_no_binding_is_left(self):
        self.check_removal()


class OptimizedRun(Tables):
    """The scenario as it is."""

    HOME_AGENT, CORRESPONDENT = "2001:1:0:1::1", "2001:1:0:9::2"

    # Messages of return routability on each link: the home test holds for the second one, and at
    # home its key is enough (RFC 6275 sections 5.2.7 and 5.2.6).
    TESTS = {"ar1": (1, 1), "ar2": (0, 1), "home": (0, 0)}

    def delay_to_correspondent(self, link):
        """Returns the seconds from the mobile node on a link to the correspondent."""
        router = self.results.home_agent() if link == "home" else link
        return seconds(self.results.scenario["access"]["delay"]) + self.results.wired_delay(router, "cn")

    def delay_of_test(self, link):
        """Returns the seconds that return routability takes on a link, at least."""
        home_test, care_of_test = self.TESTS[link]
        detour = self.results.delay_to_home_agent(link) + self.results.wired_delay("ha", "cn")
        return max(2 * detour * home_test, 2 * self.delay_to_correspondent(link) * care_of_test)

    def test_every_movement_ends_registered(self):
        self.check_movements()

    def test_each_movement_takes_the_messages_that_it_needs(self):
        for move, end in zip(self.moves, self.ends()):
            home_test, care_of_test = self.TESTS[move["to"]]
            wanted = {
                "Binding Update": {self.HOME_AGENT: 1, self.CORRESPONDENT: 1},
                "Home Test Init": {self.CORRESPONDENT: home_test} if home_test else {},
                "Care-of Test Init": {self.CORRESPONDENT: care_of_test} if care_of_test else {},
            }
            for message, counts in wanted.items():
                with self.subTest(to=move["to"], message=message):
                    self.assertEqual(self.count_messages(move["l2_down_s"], end, message), counts)

    def test_every_acknowledgement_accepts(self):
        rows = self.results.table("signalling.csv")
        status = Counter(
            row["status"] for row in rows if row["node"] == "mn" and row["message"] == "Binding Acknowledgement"
        )
        self.assertEqual(status, {"0": 2 * len(self.moves)})

    def test_optimization_takes_the_round_trips(self):
        for move in self.moves:
            test = self.delay_of_test(move["to"])
            update = 2 * self.delay_to_correspondent(move["to"])
            with self.subTest(to=move["to"]):
                self.assertGreaterEqual(move["optimize_ms"] / 1000, test + update)
                self.assertLessEqual(move["optimize_ms"] / 1000, test + update + TOLERANCE)
                total = move["cn_ba_s"] - move["l2_down_s"]
                self.assertAlmostEqual(move["total_ms"] / 1000, total, places=9)
                if move["to"] != "home":
                    self.assertAlmostEqual(move["rr_done_s"] - move["ba_s"], test, delta=TOLERANCE)

    def test_optimized_datagrams_take_the_shortest_route_and_none_is_lost(self):
        rows = [row for row in self.results.table("packets.csv") if row["flow"].startswith("udp")]
        for move, end in zip(self.moves, self.ends()):
            path = "direct" if move["to"] == "home" else "optimized"
            delay = self.delay_to_correspondent(move["to"])
            fates = Counter()
            for row in rows:
                at = float(row["tx_s"])
                # A datagram that is still under way at the next movement is lost by that one.
                if at < move["cn_ba_s"] or at + delay + TOLERANCE >= end:
                    continue
                fates[row["flow"], row["path"], row["fate"], row["hops"] == row["shortest_hops"]] += 1
                self.assertAlmostEqual(float(row["delay_ms"]) / 1000, delay, delta=TOLERANCE)
            with self.subTest(to=move["to"]):
                wanted = {(flow, path, "delivered", True) for flow in ("udp-1", "udp-2")}
                self.assertEqual(set(fates), wanted)
                self.assertGreater(min(fates.values()), 100)

    def test_no_binding_is_left(self):
        self.check_removal()


class RepeatedRun(Tables):
    """The same again."""

    def test_same_seed_and_run_give_the_same_octets(self):
        again = self.run_once("again", "--outputs=csv", "--seed=1", "--run=1")
        for name in TABLES:
            with self.subTest(table=name):
                self.assertEqual(again.octets(name), self.results.octets(name))

    def test_another_run_or_seed_gives_other_octets(self):
        for change in ("--run=2", "--seed=2"):
            other = self.run_once("other" + change[-5:], "--outputs=csv", change)
            for name in TABLES:
                with self.subTest(change=change, table=name):
                    self.assertNotEqual(other.octets(name), self.results.octets(name))


class LongRun(Tables):
    """The scenario at twice its length."""

    arguments = ("--outputs=csv", "--set", "stop=130 s")

    def test_it_is_twice_as_long(self):
        self.assertEqual(self.stop, 130)
        last = max(float(row["rx_s"]) for row in self.results.table("packets.csv") if row["rx_s"])
        self.assertGreater(last, self.stop - 1)

    def test_it_ends_well(self):
        self.check_movements()
        self.check_removal()
        self.assertFalse((self.run_folder / "first.part").exists())


if __name__ == "__main__":
    unittest.main()
