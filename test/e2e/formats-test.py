#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""tshark, which shares no code with the module, knows every message and option that it writes.

The build names the program that writes the packets in the environment variable MIP6_WRITE_SAMPLES.
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tshark import dissect, find_warnings  # noqa: E402

# What the capture holds: Mobility Header types, mobility options, ICMPv6 types, and options of
# Neighbor Discovery.
MOBILITY_TYPES = set(range(8))
# tshark has a field for each mobility option.
MOBILITY_OPTIONS = [
    f"mip6.options.{name}" for name in ("pad1", "padn", "bra", "acoa", "ni", "bad_auth", "mnp", "mnid", "bi")
]
ICMPV6_TYPES = {133, 134, 135, 136, 144, 145, 146, 147}
ND_OPTIONS = {1, 2, 3, 5, 7, 8}

# In the order of the capture.
NAMES = (
    "Binding Refresh Request",
    "Home Test Init",
    "Care-of Test Init",
    "Home Test",
    "Care-of Test",
    "Binding Update",
    "Binding Acknowledgement",
    "Binding Error",
    "Router Solicitation",
    "Router Advertisement",
    "Neighbor Solicitation",
    "Neighbor Advertisement",
    "Home Agent Address Discovery Request",
    "Home Agent Address Discovery Reply",
    "Mobile Prefix Solicitation",
    "Mobile Prefix Advertisement",
)

FIELDS = [
    "mip6.mhtype",
    "icmpv6.type",
    "icmpv6.opt.type",
    "icmpv6.checksum.status",
    *MOBILITY_OPTIONS,
]


def find_problems(packets):
    """Returns a line of text for every packet that tshark warns of."""
    return [
        f"packet {number}: {warning}"
        for number, packet in enumerate(packets, start=1)
        for warning in find_warnings(packet)
    ]


class Formats(unittest.TestCase):
    """One capture with every format."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.capture = Path(cls.temporary.name) / "samples.pcap"
        program = [os.environ["MIP6_WRITE_SAMPLES"], cls.capture]
        cls.printed = subprocess.run(program, capture_output=True, text=True, check=True).stdout.splitlines()
        cls.packets = dissect(cls.capture, FIELDS)

    def numbers(self, field):
        """Returns all values of a field in the capture."""
        return {int(value, 0) for packet in self.packets for value in packet[field]}

    def test_nothing_is_wrong(self):
        self.assertEqual(find_problems(self.packets), [])

    def test_every_message_is_there(self):
        self.assertEqual(len(self.packets), len(MOBILITY_TYPES) + len(ICMPV6_TYPES))
        self.assertEqual(self.numbers("mip6.mhtype"), MOBILITY_TYPES)
        self.assertEqual(self.numbers("icmpv6.type"), ICMPV6_TYPES)

    def test_every_option_is_there(self):
        for field in MOBILITY_OPTIONS:
            self.assertTrue(any(packet[field] for packet in self.packets), field)
        self.assertEqual(self.numbers("icmpv6.opt.type"), ND_OPTIONS)

    def test_checksums_of_icmpv6_are_right(self):
        status = [packet["icmpv6.checksum.status"] for packet in self.packets if packet["icmpv6.type"]]
        self.assertEqual(status, [["1"]] * len(ICMPV6_TYPES))

    def test_packet_metadata_prints_every_message(self):
        self.assertEqual(len(self.printed), len(NAMES))
        for line, name in zip(self.printed, NAMES):
            self.assertRegex(line, rf"^ns3::Ipv6Header \(.*\) .*ns3::Mip6\w+Header \({name}.*\)$")

    def test_packet_metadata_prints_options(self):
        update = next(line for line in self.printed if "Binding Update" in line)
        self.assertIn("ns3::Mip6HomeAddressHeader (home address 2001:db8:1::10", update)
        self.assertIn("seq=7 flags=AHR lifetime=+420s options=[Alternate Care-of Address 2001:db8:2::10; ", update)
        self.assertIn("Mobile Network Prefix 2001:db8:a1::/64; ", update)
        self.assertIn("Binding Authorization Data 0102030405060708090a0b0c])", update)

    def test_a_spoilt_option_length_is_reported(self):
        octets = bytearray(self.capture.read_bytes())
        # Alternate Care-of Address behind its padding in the Binding Update.
        position = octets.index(bytes.fromhex("0310 20010db80002"))
        octets[position + 1] = 200
        spoilt = self.capture.with_name("spoilt.pcap")
        spoilt.write_bytes(octets)
        self.assertNotEqual(find_problems(dissect(spoilt, FIELDS)), [])


if __name__ == "__main__":
    unittest.main()
