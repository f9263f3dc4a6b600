#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Makes the seeds of the fuzz targets from the golden vectors.

Usage: make-corpus.py OUTPUT FILE...

A FILE is a text file (name, hexadecimal octets and meaning, separated by tabs) or a capture (pcap).
IPv6 packets are taken apart: OUTPUT/mobility gets their Mobility Headers, OUTPUT/headers their
Destination Options, routing headers and ICMPv6 messages, each behind the octet that chooses its
format. Single headers and options are put where they fit. File names are hashes of the content.
"""

import hashlib
import shutil
import struct
import sys
from pathlib import Path

TARGETS = ("mobility", "headers")

# Next Header values.
HOP_BY_HOP, IPV6, ROUTING, ICMPV6, DESTINATION_OPTIONS, MOBILITY = 0, 41, 43, 58, 60, 135

# First octet of an input of mip6-fuzz-headers, by Next Header value.
FORMATS = {DESTINATION_OPTIONS: 0, ROUTING: 1, ICMPV6: 2}

IPV6_OCTETS = 40
UNIT_OCTETS = 8

# Link types of captures, with the octets before the IPv6 header: Ethernet, and none.
LINK_OCTETS = {1: 14, 101: 0}


def read_vectors(path):
    """Yields the octets of every vector of a text file."""
    for line in path.read_text(encoding="ascii").splitlines():
        fields = line.split("\t")
        if not line.startswith("#") and len(fields) == 3:
            yield bytes.fromhex(fields[1])


def read_capture(path):
    """Yields the octets of every packet of a capture, from the IPv6 header on."""
    data = path.read_bytes()
    order = "<" if data[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
    link_octets = LINK_OCTETS[struct.unpack_from(order + "I", data, 20)[0]]
    offset = 24
    while offset < len(data):
        size = struct.unpack_from(order + "I", data, offset + 8)[0]
        offset += 16
        yield data[offset + link_octets : offset + size]
        offset += size


def is_packet(octets):
    """Returns whether these are an IPv6 header and as many octets behind it as it tells."""
    if len(octets) < IPV6_OCTETS or octets[0] >> 4 != 6:
        return False
    return int.from_bytes(octets[4:6], "big") == len(octets) - IPV6_OCTETS


def take_apart(packet):
    """Yields Next Header value and octets of every header behind the IPv6 header."""
    next_header, rest = packet[6], packet[IPV6_OCTETS:]
    while next_header in (HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS) and len(rest) >= UNIT_OCTETS:
        octets = (rest[1] + 1) * UNIT_OCTETS
        yield next_header, rest[:octets]
        next_header, rest = rest[0], rest[octets:]
    if next_header == IPV6 and is_packet(rest):
        yield from take_apart(rest)
    else:
        yield next_header, rest


def mobility_with(option):
    """Returns a Binding Refresh Request with one option, and PadN up to its end."""
    message = bytes(UNIT_OCTETS) + option
    padding = -len(message) % UNIT_OCTETS
    if padding == 1:
        message += bytes(1)
    elif padding:
        message += bytes([1, padding - 2]) + bytes(padding - 2)
    return bytes([59, len(message) // UNIT_OCTETS - 1]) + message[2:]


def router_advertisement_with(option):
    """Returns a Router Advertisement with one option."""
    return bytes([134]) + bytes(15) + option


def seeds_of_packet(packet):
    """Yields target and input for every header of a packet."""
    for next_header, octets in take_apart(packet):
        if next_header == MOBILITY:
            yield "mobility", octets
        elif next_header in FORMATS:
            yield "headers", bytes([FORMATS[next_header]]) + octets


def seeds_of_fragment(octets):
    """Yields target and input for what may be any header or option; the fuzzer sorts it out."""
    yield "mobility", octets
    yield "mobility", mobility_with(octets)
    for choice in FORMATS.values():
        yield "headers", bytes([choice]) + octets
    yield "headers", bytes([FORMATS[ICMPV6]]) + router_advertisement_with(octets)


def write_seed(folder, seed):
    """Writes one seed under the hash of its content."""
    (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


def longest_headers():
    """Yields Mobility Headers of 2048 octets, which no vector has.

    They are a Binding Refresh Request, the options of which do not fit once they are aligned, and
    a message of an unknown type.
    """
    alternate = bytes([3, 16]) + bytes(16)
    options = alternate * 112 + bytes([1, 22]) + bytes(22)
    yield bytes([59, 255]) + bytes(6) + options
    yield bytes([59, 255, 200]) + bytes(2045)


def write_seeds(output, paths):
    """Writes the seeds of all files and returns how many each target got."""
    shutil.rmtree(output, ignore_errors=True)
    for target in TARGETS:
        (output / target).mkdir(parents=True)
    for path in paths:
        read = read_capture if path.suffix == ".pcap" else read_vectors
        for octets in read(path):
            seeds = seeds_of_packet if is_packet(octets) else seeds_of_fragment
            for target, seed in seeds(octets):
                write_seed(output / target, seed)
    for seed in longest_headers():
        write_seed(output / "mobility", seed)
    return {target: len(list((output / target).iterdir())) for target in TARGETS}


def main():
    """Writes the seeds; fails if a target got none."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    counts = write_seeds(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
    print(", ".join(f"{count} seeds for {target}" for target, count in counts.items()))
    return 0 if all(counts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
