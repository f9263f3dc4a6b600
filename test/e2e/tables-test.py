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
        self.assertEqual(last, sides)


class LosslessRun(Tables):
    """The scenario as it is."""

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
