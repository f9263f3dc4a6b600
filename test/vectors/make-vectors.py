#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Write golden bytes made by scapy, an encoder that shares no code with this module.

Writes scapy.txt beside this script: one vector per line, as name, hexadecimal octets and meaning,
separated by tabs. Names that begin with "option-" are single options or extension headers, all
others are complete IPv6 packets. Needs the Debian package python3-scapy.
"""

import pathlib

import scapy
from scapy.layers.inet6 import (
    HAO,
    ICMPv6ND_NA,
    ICMPv6ND_NS,
    ICMPv6ND_RA,
    ICMPv6ND_RS,
    ICMPv6NDOptAdvInterval,
    ICMPv6NDOptDstLLAddr,
    ICMPv6NDOptHAInfo,
    ICMPv6NDOptMTU,
    ICMPv6NDOptPrefixInfo,
    ICMPv6NDOptSrcLLAddr,
    IPv6,
    IPv6ExtHdrDestOpt,
    IPv6ExtHdrRouting,
    MIP6MH_BA,
    MIP6MH_BU,
    MIP6OptAltCoA,
    MIP6OptBRAdvice,
)

HOME_ADDRESS = "2001:db8:1::10"
HOME_AGENT = "2001:db8:1::1"
CARE_OF_ADDRESS = "2001:db8:2::10"
ROUTER_LINK_LOCAL = "fe80::1"
ALL_NODES = "ff02::1"
LINK_LAYER = "02:00:00:00:00:01"


def home_address_header():
    """Destination Options header with nothing but the Home Address option."""
    return IPv6ExtHdrDestOpt(options=[HAO(hoa=HOME_ADDRESS)])


def type2_routing():
    """Type 2 routing header; scapy takes its address into the checksum."""
    return IPv6ExtHdrRouting(type=2, segleft=1, addresses=[HOME_ADDRESS])


def update(**fields):
    """Binding Update from the care-of address to the home agent."""
    packet = IPv6(src=CARE_OF_ADDRESS, dst=HOME_AGENT, hlim=64)
    return packet / home_address_header() / MIP6MH_BU(**fields)


def acknowledgement(**fields):
    """Binding Acknowledgement from the home agent to the care-of address."""
    packet = IPv6(src=HOME_AGENT, dst=CARE_OF_ADDRESS, hlim=64)
    return packet / type2_routing() / MIP6MH_BA(**fields)


def advertisement(header, *options):
    """Router Advertisement to all nodes."""
    packet = IPv6(src=ROUTER_LINK_LOCAL, dst=ALL_NODES, hlim=255) / header
    for option in options:
        packet = packet / option
    return packet


def mobility_vectors():
    """Binding Updates and Acknowledgements, and their options alone."""
    alternate = MIP6OptAltCoA(acoa=CARE_OF_ADDRESS)
    advice = MIP6OptBRAdvice(rinter=50)
    return [
        ("bu-plain", update(seq=7, flags="AH", mhtime=15), "A, H, lifetime 60 s, no option"),
        (
            "bu-alternate",
            update(seq=65535, flags="AHLK", mhtime=65535, options=[alternate]),
            "A, H, L, K, longest lifetime, Alternate Care-of Address",
        ),
        (
            "bu-deregister",
            IPv6(src=HOME_ADDRESS, dst=HOME_AGENT, hlim=64)
            / MIP6MH_BU(seq=9, flags="AH", mhtime=0, options=[MIP6OptAltCoA(acoa=HOME_ADDRESS)]),
            "from home, lifetime 0, Alternate Care-of Address is the home address",
        ),
        (
            "ba-plain",
            acknowledgement(status=0, flags=0, seq=7, mhtime=15),
            "accepted, lifetime 60 s, no option",
        ),
        (
            "ba-advice",
            acknowledgement(status=1, flags="K", seq=7, mhtime=105, options=[advice]),
            "status 1, K, lifetime 420 s, Binding Refresh Advice 200 s",
        ),
        (
            "ba-refused",
            acknowledgement(status=135, flags=0, seq=1024, mhtime=0),
            "sequence number out of window",
        ),
        ("option-alternate", alternate, "Alternate Care-of Address alone"),
        ("option-advice", advice, "Binding Refresh Advice 200 s alone"),
    ]


def extension_vectors():
    """Extension headers alone, Next Header 135."""
    home_address = IPv6ExtHdrDestOpt(nh=135, options=[HAO(hoa=HOME_ADDRESS)])
    routing = IPv6ExtHdrRouting(nh=135, type=2, segleft=1, addresses=[HOME_ADDRESS])
    return [
        ("option-home-address", home_address, "Destination Options header, Home Address option"),
        ("option-type2-routing", routing, "type 2 routing header"),
    ]


def discovery_vectors():
    """Neighbor Discovery messages."""
    router_prefix = ICMPv6NDOptPrefixInfo(
        prefixlen=64,
        L=1,
        A=1,
        R=1,
        validlifetime=86400,
        preferredlifetime=14400,
        prefix=HOME_AGENT,
    )
    endless_prefix = ICMPv6NDOptPrefixInfo(
        prefixlen=48, L=0, A=0, R=0, validlifetime=0xFFFFFFFF, preferredlifetime=0xFFFFFFFF,
        prefix="2001:db8:7::",
    )
    home_agent = ICMPv6ND_RA(chlim=64, M=0, O=0, H=1, prf=0, routerlifetime=1800)
    visited = ICMPv6ND_RA(
        chlim=0, M=1, O=1, H=0, prf=0, routerlifetime=0, reachabletime=30000, retranstimer=1000
    )
    address = ICMPv6NDOptSrcLLAddr(lladdr=LINK_LAYER)
    solicited_node = "ff02::1:ff00:10"
    return [
        (
            "ra-home-agent",
            advertisement(
                home_agent,
                router_prefix,
                ICMPv6NDOptMTU(mtu=1280),
                address,
                ICMPv6NDOptAdvInterval(advint=70),
                ICMPv6NDOptHAInfo(pref=10, lifetime=1800),
            ),
            "H, prefix with R, MTU, link-layer address, interval 70 ms, home agent information",
        ),
        (
            "ra-visited",
            advertisement(visited, endless_prefix),
            "M, O, not a default router, prefix without flags and without end",
        ),
        (
            "rs",
            IPv6(src="fe80::10", dst="ff02::2", hlim=255) / ICMPv6ND_RS() / address,
            "Router Solicitation with source link-layer address",
        ),
        (
            "ns-duplicate-detection",
            IPv6(src="::", dst=solicited_node, hlim=255) / ICMPv6ND_NS(tgt=HOME_ADDRESS),
            "Neighbor Solicitation of duplicate address detection",
        ),
        (
            "na-proxy",
            IPv6(src=ROUTER_LINK_LOCAL, dst=ALL_NODES, hlim=255)
            / ICMPv6ND_NA(R=0, S=0, O=1, tgt=HOME_ADDRESS)
            / ICMPv6NDOptDstLLAddr(lladdr=LINK_LAYER),
            "Neighbor Advertisement of a home agent for a home address",
        ),
    ]


def main():
    """Write all vectors."""
    vectors = mobility_vectors() + extension_vectors() + discovery_vectors()
    lines = [f"# Written by make-vectors.py with scapy {scapy.__version__}: name, octets, meaning"]
    lines += [f"{name}\t{bytes(packet).hex()}\t{meaning}" for name, packet, meaning in vectors]
    target = pathlib.Path(__file__).resolve().parent / "scapy.txt"
    target.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
