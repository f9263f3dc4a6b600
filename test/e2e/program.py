# SPDX-License-Identifier: GPL-2.0-only
"""What the end-to-end tests share: running the program and reading what it wrote.

The build names the program in the environment variable MIP6_RUN.
"""

import csv
import heapq
import json
import os
import struct
import subprocess
import tempfile
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANDOVER = ROOT / "examples" / "scenarios" / "handover.toml"
TABLES = ("handovers.csv", "packets.csv", "signalling.csv", "bindings.csv")

# Seconds per unit of the quantities that the tests read from scenario files.
UNITS = {"s": 1.0, "ms": 1e-3, "us": 1e-6}


def run_program(*arguments, folder):
    """Runs the program in a folder; returns its exit code and what it printed."""
    return subprocess.run(
        [os.environ["MIP6_RUN"], *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def seconds(quantity):
    """Returns a quantity like "20 ms" in seconds."""
    number, unit = quantity.split()
    return float(number) * UNITS[unit]


def read_frames(capture):
    """Yields the time in seconds and the octets of every frame of a capture with nanoseconds."""
    content = Path(capture).read_bytes()
    if struct.unpack_from("<I", content)[0] != 0xA1B23C4D:
        raise ValueError(f"{capture} is no capture with nanoseconds")
    position = 24
    while position < len(content):
        whole, nanoseconds, size, _ = struct.unpack_from("<IIII", content, position)
        position += 16
        yield whole + nanoseconds / 1e9, content[position : position + size]
        position += size


class Results:
    """The folder that a run has written."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.scenario = tomllib.loads((self.folder / "scenario.toml").read_text(encoding="utf-8"))

    def table(self, name):
        """Returns the lines of a CSV file as dictionaries."""
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def summary(self):
        """Returns the content of summary.json."""
        return json.loads((self.folder / "summary.json").read_text(encoding="utf-8"))

    def octets(self, name):
        """Returns the content of a file."""
        return (self.folder / name).read_bytes()

    def captures(self):
        """Returns the capture files."""
        return sorted((self.folder / "pcap").glob("*.pcap"))

    def handovers(self):
        """Returns the movements with their times as numbers, None where nothing happened."""
        text = ("mn", "from", "to", "trigger", "result")
        return [
            {key: value if key in text else (float(value) if value else None) for key, value in row.items()}
            for row in self.table("handovers.csv")
        ]

    def home_agent(self):
        """Returns the name of the home agent."""
        return next(n["name"] for n in self.scenario["topology"]["node"] if n["role"] == "home_agent")

    def prefix(self, name):
        """Returns the prefix of a node's link, without its length."""
        nodes = self.scenario["topology"]["node"]
        return next(node["prefix"] for node in nodes if node["name"] == name).split("/")[0]

    def wired_delay(self, start, end):
        """Returns the seconds that the links between two nodes take, along the shortest path."""
        heap = [(0.0, start)]
        done = set()
        while heap:
            delay, node = heapq.heappop(heap)
            if node == end:
                return delay
            if node in done:
                continue
            done.add(node)
            for link in self.scenario["topology"]["link"]:
                if node in link["between"]:
                    other = next(name for name in link["between"] if name != node)
                    heapq.heappush(heap, (delay + seconds(link["delay"]), other))
        raise ValueError(f"no path from {start} to {end}")

    def delay_to_home_agent(self, link):
        """Returns the seconds from a mobile node on a link ("home" or a router) to the home agent."""
        access = seconds(self.scenario["access"]["delay"])
        router = self.home_agent() if link == "home" else link
        return access + self.wired_delay(router, self.home_agent())


class RunTestCase(unittest.TestCase):
    """Tests of what one run has written."""

    arguments = ()
    name = "handover"  # of the bundled scenario

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.run_folder = Path(cls.temporary.name)
        cls.results = cls.run_once("first", *cls.arguments)

    @classmethod
    def run_once(cls, name, *arguments):
        """Runs the scenario into a folder of this name; returns its results."""
        process = run_program(f"--scenario={cls.name}", f"--out={name}", *arguments, folder=cls.run_folder)
        if process.returncode != 0:
            raise AssertionError(f"exit code {process.returncode}: {process.stderr}")
        return Results(cls.run_folder / name)
