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
from tshark import dissect, find_warnings  # noqa: E402

# Verdict of tshark on a checksum.
GOOD = "1"

CHECKSUMS = ("udp.checksum.status", "tcp.checksum.status", "icmpv6.checksum.status")

# Checksums of the layers above IPv6 are verified. The analysis of TCP streams is off, because it
# reports losses and retransmissions, which a handover is expected to cause, and not the form of the
# packets.
OPTIONS = (
    "udp.check_checksum:TRUE",
    "tcp.check_checksum:TRUE",
    "tcp.analyze_sequence_numbers:FALSE",
)

ETHERNET_OCTETS = 14
IPV6_OCTETS = 40
UDP, TCP, ICMPV6 = 17, 6, 58
ROUTER_ADVERTISEMENT = 134


def judge(capture):
    """Returns the frames of a capture, as tshark sees them."""
    return dissect(capture, CHECKSUMS, OPTIONS)


def find_problems(frames):
    """Returns a line of text for everything that is wrong with frames."""
    problems = []
    for number, frame in enumerate(frames, start=1):
        problems += [f"frame {number}: {warning}" for warning in find_warnings(frame)]
        for field in CHECKSUMS:
            if any(status != GOOD for status in frame[field]):
                problems.append(f"frame {number}: {field} {frame[field]}")
    return problems


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
