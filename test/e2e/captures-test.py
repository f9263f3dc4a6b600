#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""tshark, which shares no code with the program, finds nothing wrong in any capture of a run."""

import struct
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import RunTestCase, read_frames  # noqa: E402
from tshark import CHECKSUMS, GOOD, find_problems, judge  # noqa: E402

ETHERNET_OCTETS = 14
IPV6_OCTETS = 40
UDP, TCP, ICMPV6 = 17, 6, 58
ROUTER_ADVERTISEMENT = 134


class Captures(RunTestCase):
    """The captures of one run, and spoilt copies of some frames."""

    arguments = ("--outputs=csv,pcap",)

    def test_every_node_has_a_capture(self):
        names = {node["name"] for node in self.results.scenario["topology"]["node"]} | {"mn"}
        self.assertEqual({path.stem for path in self.results.captures()}, names)

    def test_no_frame_is_malformed_or_has_a_bad_checksum(self):
        for capture in self.results.captures():
            with self.subTest(capture=capture.name):
                frames = judge(capture)
                for field in CHECKSUMS:
                    self.assertTrue(any(GOOD in frame[field] for frame in frames), field)
                self.assertEqual(find_problems(frames), [])

    def test_a_spoilt_octet_is_reported(self):
        for protocol, field in zip((UDP, TCP, ICMPV6), CHECKSUMS):
            with self.subTest(protocol=protocol):
                frame = self.find_frame(lambda octets, wanted=protocol: octets[20] == wanted)
                self.assertEqual(self.judge(frame), [])
                frame[-1] ^= 0x01
                self.assertIn(field, "\n".join(self.judge(frame)))

    def test_a_spoilt_length_is_reported(self):
        frame = self.find_frame(
            lambda octets: octets[20] == ICMPV6
            and octets[ETHERNET_OCTETS + IPV6_OCTETS] == ROUTER_ADVERTISEMENT
        )
        first_option = ETHERNET_OCTETS + IPV6_OCTETS + 16
        frame[first_option + 1] = 0xFF
        self.assertIn("Malformed Packet", "\n".join(self.judge(frame)))

    def find_frame(self, predicate):
        """Returns the first frame of the mobile node that a predicate picks, to be changed."""
        frames = read_frames(self.results.folder / "pcap" / "mn.pcap")
        return bytearray(next(octets for _, octets in frames if predicate(octets)))

    def judge(self, frame):
        """Returns the problems of a capture that consists of one frame."""
        header = (self.results.folder / "pcap" / "mn.pcap").read_bytes()[:24]
        path = self.run_folder / "one.pcap"
        path.write_bytes(header + struct.pack("<IIII", 0, 0, len(frame), len(frame)) + frame)
        return find_problems(judge(path))


if __name__ == "__main__":
    unittest.main()
