#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Write the packets of real nodes that hold a format of this module.

Usage: extract-captures.py FOLDER

FOLDER holds the folders linux-ro and linux-nemo with whole captures (Ethernet, pcap): Linux 6.1
with the UMIP 0.4 daemon as mobile node, home agent and correspondent, radvd 2.19 for router
advertisements, in network namespaces of one machine, without IPsec. In linux-ro a mobile node
pings a correspondent while it moves from home to a first access link, to a second one, and home;
it uses route optimization. In linux-nemo the mobile node is a mobile router in explicit mode that
finds its home agent by discovery, and a node behind it (lfn) pings the correspondent. Bytes and
order are those of the capture, times are not to be relied on.

Writes linux-ro-INTERFACE.pcap and linux-nemo-INTERFACE.pcap beside this script. A packet is kept
if it holds, inner packets included, a Mobility Header, a Home Address option, a type 2 routing
header, a packet in a packet, or ICMPv6 of types 133 to 137 or 144 to 147. An IPv6 packet that was
kept before, for this interface or an earlier one of the same folder, is left out; one that was
forwarded differs in its hop limit.
"""

import pathlib
import struct
import sys

INTERFACES = {
    "linux-ro": ("mn", "cn", "ha-home", "ha-up"),
    "linux-nemo": ("mn", "cn", "ha-home", "ha-up", "lfn"),
}

FILE_HEADER_OCTETS = 24
RECORD_HEADER_OCTETS = 16
ETHERNET_OCTETS = 14
IPV6_OCTETS = 40
ETHERTYPE_IPV6 = b"\x86\xdd"

HOP_BY_HOP, IN_IPV6, ROUTING, ICMPV6, DESTINATION_OPTIONS, MOBILITY = 0, 41, 43, 58, 60, 135
HOME_ADDRESS_OPTION = 0xC9
ICMPV6_TYPES = (*range(133, 138), *range(144, 148))


def read_frames(path):
    """Return the file header and the records, each as header and frame."""
    octets = path.read_bytes()
    order = "<" if octets[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
    frames = []
    at = FILE_HEADER_OCTETS
    while at < len(octets):
        header = octets[at : at + RECORD_HEADER_OCTETS]
        size = struct.unpack(order + "4I", header)[2]
        at += RECORD_HEADER_OCTETS
        frames.append((header, octets[at : at + size]))
        at += size
    return octets[:FILE_HEADER_OCTETS], frames


def has_home_address(header):
    """Tell whether a Destination Options header holds a Home Address option."""
    at = 2
    while at + 1 < len(header):
        if header[at] == HOME_ADDRESS_OPTION:
            return True
        at += 1 if header[at] == 0 else 2 + header[at + 1]
    return False


def is_ours(packet):
    """Tell whether an IPv6 packet holds a format of this module."""
    next_header, rest = packet[6], packet[IPV6_OCTETS:]
    while next_header in (HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS):
        header, rest = rest[: 8 * (rest[1] + 1)], rest[8 * (rest[1] + 1) :]
        if next_header == ROUTING and header[2] == 2:
            return True
        if next_header == DESTINATION_OPTIONS and has_home_address(header):
            return True
        next_header = header[0]
    if next_header == ICMPV6:
        return rest[0] in ICMPV6_TYPES
    return next_header in (MOBILITY, IN_IPV6)


def extract(source, interfaces, target):
    """Write the packets of one folder."""
    seen = set()
    for interface in interfaces:
        file_header, frames = read_frames(source / f"{interface}.pcap")
        kept = [file_header]
        for header, frame in frames:
            packet = frame[ETHERNET_OCTETS:]
            if frame[12:ETHERNET_OCTETS] != ETHERTYPE_IPV6 or not is_ours(packet):
                continue
            if packet not in seen:
                seen.add(packet)
                kept += [header, frame]
        path = target / f"{source.name}-{interface}.pcap"
        path.write_bytes(b"".join(kept))
        print(f"{path.name}: {(len(kept) - 1) // 2} of {len(frames)} packets")


def main():
    """Write all files."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for folder, interfaces in INTERFACES.items():
        extract(pathlib.Path(sys.argv[1]) / folder, interfaces, pathlib.Path(__file__).parent)


if __name__ == "__main__":
    main()
