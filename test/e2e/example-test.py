#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The example of route optimization: its round-trip times are twice the delays of its links.

The build names the program in the environment variable MIP6_EXAMPLE.
"""

import os
import re
import subprocess
import unittest

# Milliseconds, by where the mobile node is and how it is reached.
CN = {"home": 110, "tunnel": 210, "direct": 10}
PLAIN = {"home": 116, "tunnel": 216}

OPTIMIZED = "correspondent binding accepted"


def run_example(*arguments):
    """Returns the lines that the example prints."""
    process = subprocess.run(
        [os.environ["MIP6_EXAMPLE"], *arguments], capture_output=True, text=True, check=True
    )
    return process.stdout.splitlines()


def round_trips(lines, node):
    """Returns the printed times of a node; the first one includes the resolution of addresses."""
    found = (re.search(rf" {node}: round trip (\d+) ms$", line) for line in lines)
    return [int(match[1]) for match in found if match][1:]


class Example(unittest.TestCase):
    """What the comment at the top of the example says."""

    def test_one_path_is_optimized_and_one_stays_in_the_tunnel(self):
        lines = run_example()
        self.assertEqual(
            round_trips(lines, "cn"), [CN["home"], CN["tunnel"], CN["direct"], CN["home"]]
        )
        self.assertEqual(
            round_trips(lines, "plain"), [PLAIN["home"], PLAIN["tunnel"], PLAIN["home"]]
        )
        self.assertEqual(sum(OPTIMIZED in line for line in lines), 2)

    def test_without_route_optimization_both_stay_in_the_tunnel(self):
        lines = run_example("--ns3::Mip6MobileNode::RouteOptimization=false")
        self.assertEqual(round_trips(lines, "cn"), [CN["home"], CN["tunnel"], CN["home"]])
        self.assertEqual(
            round_trips(lines, "plain"), [PLAIN["home"], PLAIN["tunnel"], PLAIN["home"]]
        )
        self.assertEqual(sum(OPTIMIZED in line for line in lines), 0)


if __name__ == "__main__":
    unittest.main()
