#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A run beside what real nodes did in the same network: the same messages, lengths and headers.

The captures test/vectors/linux-ro-*.pcap are of a Linux mobile node, home agent and correspondent;
the scenario "linux-reference" has their network and their moves. Those called linux-nemo-*.pcap are
of a mobile router with a fixed node behind it, as in the scenario "linux-nemo-reference".
doc/rfc-coverage.rst lists the differences that the RFCs allow, which are the ones that simplify()
takes out.
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

ROLES = {
    "2001:1:0:1::100": "home address",
    "2001:1:0:1::300": "home address",  # of mobile routers in our scenarios
    "2001:1:0:1::1": "home agent",
    "2001:1:0:1:fdff:ffff:ffff:fffe": "home agents",
    "2001:1:0:9::2": "correspondent",
    "2001:1:0:100::2": "fixed node",
}
LINKS = {"2001:1:0:2::/64": "care-of address on ar1", "2001:1:0:3::/64": "care-of address on ar2"}

MESSAGES = {1: "HoTI", 2: "CoTI", 3: "HoT", 4: "CoT", 5: "BU", 6: "BA"}
ROUTABILITY = ("HoTI", "CoTI", "HoT", "CoT")
ECHO = {128: "echo request", 129: "echo reply"}
DISCOVERY = {144: "discovery request", 145: "discovery reply"}
SIGNALLING = (*MESSAGES.values(), *DISCOVERY.values())

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
    """Yields signalling and echoes between the named nodes, in their order."""
    for frame in tshark.dissect(capture, FIELDS):
        types = frame["mip6.mhtype"] or frame["icmpv6.type"]
        names = MESSAGES if frame["mip6.mhtype"] else {**ECHO, **DISCOVERY}
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


class Beside(unittest.TestCase):
    """A scenario and captures, seen from the same interfaces."""

    def run_beside(self, scenario, captures):
        """Runs a scenario; sets the packets of both sides by the node of the captures."""
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        process = run_program(
            f"--scenario={scenario}", "--out=ours", "--outputs=pcap", folder=temporary.name
        )
        self.assertEqual(process.returncode, 0, process.stderr)
        ours = Path(temporary.name) / "ours" / "pcap"
        self.ours = {name: list(read_packets(ours / f"{own}.pcap")) for name, own in captures.items()}
        linux = ROOT / "test" / "vectors"
        self.linux = {name: list(read_packets(linux / f"{name}.pcap")) for name in captures}

    def messages(self, packets):
        """Returns the signalling among packets."""
        return [packet for packet in packets if packet.name in SIGNALLING]

    def echoes(self, packets):
        """Returns the headers and lengths of each kind of echo that is not plain."""
        echoes = (packet for packet in packets if packet.name in ECHO.values())
        return sorted({(e.name, e.chain, e.lengths) for e in echoes if e.chain[1] != "icmpv6"})

    def expect_same(self, name, count):
        """The messages at a node are those of Linux."""
        expected = simplify(self.messages(self.linux[name]))
        self.assertEqual(len(expected), count)
        self.assertEqual(simplify(self.messages(self.ours[name])), expected)

    def expect_no_repetition(self):
        """Linux repeats Binding Updates while the home agent detects duplicates; we need not."""
        for packets in self.ours.values():
            messages = self.messages(packets)
            self.assertEqual(len(messages), len(set(messages)))

    def expect_same_echoes(self, name):
        """The echoes at a node have the headers and lengths of Linux."""
        expected = self.echoes(self.linux[name])
        self.assertTrue(expected)
        self.assertEqual(self.echoes(self.ours[name]), expected)


class MobileNode(Beside):
    """A mobile node that pings."""

    def setUp(self):
        self.run_beside("linux-reference", {"linux-ro-mn": "mn", "linux-ro-cn": "cn"})

    def test_messages_and_echoes_are_those_of_linux(self):
        self.expect_same("linux-ro-mn", 18)
        self.expect_same("linux-ro-cn", 12)
        self.expect_no_repetition()
        self.expect_same_echoes("linux-ro-mn")
        self.expect_same_echoes("linux-ro-cn")


class MobileRouter(Beside):
    """A mobile router with a fixed node that pings."""

    def setUp(self):
        captures = {"linux-nemo-mn": "mr", "linux-nemo-cn": "cn", "linux-nemo-lfn": "mr-node1"}
        self.run_beside("linux-nemo-reference", captures)

    def test_messages_and_echoes_are_those_of_linux(self):
        # Discovery, two registrations, a deletion.
        self.expect_same("linux-nemo-mn", 8)
        self.expect_no_repetition()
        self.expect_same_echoes("linux-nemo-mn")

    def test_nobody_else_sees_a_message(self):
        for name in ("linux-nemo-cn", "linux-nemo-lfn"):
            for packets in (self.linux[name], self.ours[name]):
                self.assertEqual(self.messages(packets), [])
                self.assertEqual(self.echoes(packets), [])
            self.assertGreater(len(self.ours[name]), 500)


if __name__ == "__main__":
    unittest.main()
