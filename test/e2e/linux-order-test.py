#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A run beside what real nodes did in the same network: the same messages, lengths and headers.

The captures test/vectors/linux-ro-*.pcap are of a Linux mobile node, home agent and correspondent;
the scenario "linux-reference" has their network and their moves. doc/rfc-coverage.rst lists the
differences that the RFC allows, which are the ones that simplify() takes out.
"""

import sys
import tempfile
import unittest
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network
from itertools import groupby
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tshark  # noqa: E402
from program import ROOT, run_program  # noqa: E402

HOME_ADDRESS, HOME_AGENT, CORRESPONDENT = "2001:1:0:1::100", "2001:1:0:1::1", "2001:1:0:9::2"
ROLES = {HOME_ADDRESS: "home address", HOME_AGENT: "home agent", CORRESPONDENT: "correspondent"}
LINKS = {"2001:1:0:2::/64": "care-of address on ar1", "2001:1:0:3::/64": "care-of address on ar2"}

MESSAGES = {1: "HoTI", 2: "CoTI", 3: "HoT", 4: "CoT", 5: "BU", 6: "BA"}
ROUTABILITY = ("HoTI", "CoTI", "HoT", "CoT")
ECHO = {128: "echo request", 129: "echo reply"}

FIELDS = ("ipv6.src", "ipv6.dst", "ipv6.plen", "mip6.mhtype", "icmpv6.type")


@dataclass(frozen=True, order=True)
class Packet:
    """What two implementations must agree on."""

    name: str
    ends: tuple
    chain: tuple
    lengths: tuple


def name_address(text):
    """Returns the role of an address in the common network."""
    if text in ROLES:
        return ROLES[text]
    address = IPv6Address(text)
    return next((role for link, role in LINKS.items() if address in IPv6Network(link)), "another")


def read_packets(capture):
    """Yields the Mobility Header messages and echoes between the named nodes, in their order."""
    for frame in tshark.dissect(capture, FIELDS):
        types = frame["mip6.mhtype"] or frame["icmpv6.type"]
        names = MESSAGES if frame["mip6.mhtype"] else ECHO
        if len(types) != 1 or int(types[0]) not in names:
            continue
        ends = tuple(map(name_address, (*frame["ipv6.src"], *frame["ipv6.dst"])))
        if "another" not in ends:
            chain = tuple(frame["frame.protocols"][0].split(":")[2:])
            lengths = tuple(map(int, frame["ipv6.plen"]))
            yield Packet(names[int(types[0])], ends, chain, lengths)


def simplify(messages):
    """Returns messages without repetitions, and the tests of return routability in one order."""
    once = [message for message, _ in groupby(messages)]
    simple = []
    for is_test, run in groupby(once, key=lambda message: message.name in ROUTABILITY):
        run = list(run)
        simple += sorted(run, key=lambda m: ROUTABILITY.index(m.name)) if is_test else run
    return simple


class LinuxOrder(unittest.TestCase):
    """The scenario and the captures, seen from the same interfaces."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        process = run_program(
            "--scenario=linux-reference", "--out=ours", "--outputs=pcap", folder=cls.temporary.name
        )
        if process.returncode != 0:
            raise AssertionError(f"exit code {process.returncode}: {process.stderr}")
        ours = Path(cls.temporary.name) / "ours" / "pcap"
        linux = ROOT / "test" / "vectors"
        cls.ours = {node: list(read_packets(ours / f"{node}.pcap")) for node in ("mn", "cn")}
        cls.linux = {node: list(read_packets(linux / f"linux-ro-{node}.pcap")) for node in ("mn", "cn")}

    def messages(self, packets):
        """Returns the Mobility Header messages among packets."""
        return [packet for packet in packets if packet.name in MESSAGES.values()]

    def echoes(self, packets):
        """Returns the headers and lengths of each kind of echo that is not plain."""
        echoes = (packet for packet in packets if packet.name in ECHO.values())
        return sorted({(e.name, e.chain, e.lengths) for e in echoes if e.chain[1] != "icmpv6"})

    def test_messages_at_the_mobile_node_are_those_of_linux(self):
        expected = simplify(self.messages(self.linux["mn"]))
        self.assertEqual(len(expected), 18)
        self.assertEqual(simplify(self.messages(self.ours["mn"])), expected)

    def test_messages_at_the_correspondent_are_those_of_linux(self):
        expected = simplify(self.messages(self.linux["cn"]))
        self.assertEqual(len(expected), 12)
        self.assertEqual(simplify(self.messages(self.ours["cn"])), expected)

    def test_nothing_is_repeated(self):
        """Linux repeats Binding Updates while the home agent detects duplicates; we need not."""
        for packets in self.ours.values():
            messages = self.messages(packets)
            self.assertEqual(len(messages), len(set(messages)))

    def test_echoes_have_the_headers_and_lengths_of_linux(self):
        for node in ("mn", "cn"):
            expected = self.echoes(self.linux[node])
            self.assertTrue(expected)
            self.assertEqual(self.echoes(self.ours[node]), expected)


if __name__ == "__main__":
    unittest.main()
