#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Write golden bytes made by scapy, an encoder that shares no code with this module.

Writes scapy.txt beside this script: one vector per line, as name, hexadecimal octets and meaning,
separated by tabs. Names that begin with "option-" are single options or extension headers, all
others are complete IPv6 packets. Needs the Debian package python3-scapy.
"""

import pathlib

import scapy
from scapy.layers.inet import UDP
from scapy.layers.inet6 import (
    HAO,
    HBHOptUnknown,
    ICMPv6HAADReply,
    ICMPv6HAADRequest,
    ICMPv6MLDone,
    ICMPv6MLQuery,
    ICMPv6MLReport,
    ICMPv6MPAdv,
    ICMPv6MPSol,
    ICMPv6ND_NA,
    ICMPv6ND_NS,
    ICMPv6ND_RA,
    ICMPv6ND_RS,
    ICMPv6NDOptAdvInterval,
    ICMPv6NDOptDstLLAddr,
    ICMPv6NDOptHAInfo,
    ICMPv6NDOptMTU,
    ICMPv6NDOptPrefixInfo,
    ICMPv6NDOptRDNSS,
    ICMPv6NDOptRouteInfo,
    ICMPv6NDOptSrcLLAddr,
    IPv6,
    IPv6ExtHdrDestOpt,
    IPv6ExtHdrHopByHop,
    IPv6ExtHdrRouting,
    MIP6MH_BA,
    MIP6MH_BE,
    MIP6MH_BRR,
    MIP6MH_BU,
    MIP6MH_CoT,
    MIP6MH_CoTI,
    MIP6MH_HoT,
    MIP6MH_HoTI,
    MIP6OptAltCoA,
    MIP6OptBindingAuthData,
    MIP6OptBRAdvice,
    MIP6OptCareOfTest,
    MIP6OptCareOfTestInit,
    MIP6OptCGAParams,
    MIP6OptCGAParamsReq,
    MIP6OptHomeKeygenToken,
    MIP6OptLLAddr,
    MIP6OptMNID,
    MIP6OptMobNetPrefix,
    MIP6OptMsgAuth,
    MIP6OptNonceIndices,
    MIP6OptReplayProtection,
    MIP6OptSignature,
    MIP6OptUnknown,
    RouterAlert,
)

HOME_ADDRESS = "2001:db8:1::10"
HOME_AGENT = "2001:db8:1::1"
CARE_OF_ADDRESS = "2001:db8:2::10"
CORRESPONDENT = "2001:db8:9::99"
HOME_AGENTS_ANYCAST = "2001:db8:1:0:fdff:ffff:ffff:fffe"
ROUTER_LINK_LOCAL = "fe80::1"
ALL_NODES = "ff02::1"
LINK_LAYER = "02:00:00:00:00:01"
HOME_COOKIE = bytes(range(0x01, 0x09))
CARE_OF_COOKIE = bytes(range(0x11, 0x19))
HOME_TOKEN = bytes(range(0x21, 0x29))
CARE_OF_TOKEN = bytes(range(0x31, 0x39))
AUTHENTICATOR = int.from_bytes(range(0x41, 0x4D), "big")


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


def to_correspondent(message, source=CARE_OF_ADDRESS):
    """A message to the correspondent without extension headers."""
    return IPv6(src=source, dst=CORRESPONDENT, hlim=64) / message


def from_correspondent(message, destination=CARE_OF_ADDRESS):
    """A message of the correspondent without extension headers."""
    return IPv6(src=CORRESPONDENT, dst=destination, hlim=64) / message


def registration_vectors():
    """Binding Updates and Acknowledgements of home registrations."""
    alternate = MIP6OptAltCoA(acoa=CARE_OF_ADDRESS)
    advice = MIP6OptBRAdvice(rinter=50)
    prefixes = [
        MIP6OptMobNetPrefix(plen=64, prefix="2001:db8:a1::"),
        MIP6OptMobNetPrefix(plen=48, prefix="2001:db8:a2::"),
    ]
    many = [MIP6OptMNID(id=b"node"), advice, MIP6OptUnknown(otype=200, odata=b"abc"), alternate]
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
            "bu-router",
            update(seq=11, flags="AHR", mhtime=105, options=[alternate, *prefixes]),
            "A, H, R, Alternate Care-of Address, two mobile network prefixes",
        ),
        (
            "bu-many-options",
            update(seq=13, flags="AH", mhtime=15, options=many),
            "identifier, Binding Refresh Advice, unassigned type 200, Alternate Care-of Address",
        ),
        ("bu-other-flags", update(seq=12, flags="MP", mhtime=1), "M, P, which have no member"),
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
        (
            "ba-router",
            acknowledgement(status=0, flags="KR", seq=11, mhtime=105, options=[advice]),
            "K, R, lifetime 420 s, Binding Refresh Advice 200 s",
        ),
    ]


def correspondent_vectors():
    """Return routability, correspondent registrations, requests and errors."""
    both_nonces = MIP6OptNonceIndices(olen=4, hni=7, coni=9)
    home_nonce = MIP6OptNonceIndices(olen=4, hni=7, coni=0)
    authorization = MIP6OptBindingAuthData(olen=12, authenticator=AUTHENTICATOR)
    routed = IPv6(src=CORRESPONDENT, dst=CARE_OF_ADDRESS, hlim=64) / type2_routing()
    to_home = {"source": HOME_ADDRESS}
    return [
        ("brr", routed / MIP6MH_BRR(), "no option"),
        (
            "hoti",
            to_correspondent(MIP6MH_HoTI(cookie=HOME_COOKIE), **to_home),
            "from the home address",
        ),
        ("coti", to_correspondent(MIP6MH_CoTI(cookie=CARE_OF_COOKIE)), "from the care-of address"),
        (
            "hot",
            from_correspondent(
                MIP6MH_HoT(index=7, cookie=HOME_COOKIE, token=HOME_TOKEN), HOME_ADDRESS
            ),
            "nonce index 7",
        ),
        (
            "cot",
            from_correspondent(MIP6MH_CoT(index=9, cookie=CARE_OF_COOKIE, token=CARE_OF_TOKEN)),
            "nonce index 9",
        ),
        (
            "bu-correspondent",
            IPv6(src=CARE_OF_ADDRESS, dst=CORRESPONDENT, hlim=64)
            / home_address_header()
            / MIP6MH_BU(seq=1000, flags="A", mhtime=105, options=[both_nonces, authorization]),
            "A, Nonce Indices, Binding Authorization Data",
        ),
        (
            "bu-correspondent-deregister",
            to_correspondent(
                MIP6MH_BU(seq=1001, flags="A", mhtime=0, options=[home_nonce, authorization]),
                **to_home,
            ),
            "lifetime 0, home nonce only",
        ),
        (
            "ba-correspondent",
            routed / MIP6MH_BA(status=0, flags=0, seq=1000, mhtime=105, options=[authorization]),
            "Binding Authorization Data",
        ),
        (
            "be-unknown-binding",
            from_correspondent(MIP6MH_BE(status=1, ha=HOME_ADDRESS)),
            "Home Address option without a binding",
        ),
        ("be-unknown-type", from_correspondent(MIP6MH_BE(status=2, ha="::")), "unknown MH Type"),
    ]


def mobility_option_vectors():
    """Mobility options alone. Lengths that scapy has wrong by default are given."""
    options = [
        ("alternate", MIP6OptAltCoA(acoa=CARE_OF_ADDRESS), "Alternate Care-of Address"),
        ("advice", MIP6OptBRAdvice(rinter=50), "Binding Refresh Advice 200 s"),
        ("nonce-indices", MIP6OptNonceIndices(olen=4, hni=7, coni=9), "Nonce Indices 7 and 9"),
        (
            "authorization-data",
            MIP6OptBindingAuthData(olen=12, authenticator=AUTHENTICATOR),
            "Binding Authorization Data",
        ),
        (
            "network-prefix",
            MIP6OptMobNetPrefix(plen=64, prefix="2001:db8:a1::"),
            "Mobile Network Prefix",
        ),
        (
            "link-layer-address",
            MIP6OptLLAddr(olen=8, ocode=2, lla=LINK_LAYER),
            "MH link-layer address",
        ),
        ("node-identifier", MIP6OptMNID(subtype=1, id=b"node@example.org"), "MN identifier"),
        (
            "message-authentication",
            MIP6OptMsgAuth(subtype=1, mspi=256, authdata=b"A" * 12),
            "mobility message authentication",
        ),
        ("replay-protection", MIP6OptReplayProtection(timestamp=0), "timestamp 0"),
        ("cga-parameters-request", MIP6OptCGAParamsReq(), "CGA parameters request"),
        ("cga-parameters", MIP6OptCGAParams(cgaparams=b"parameters"), "CGA parameters"),
        ("signature", MIP6OptSignature(sig=b"signature"), "signature"),
        ("home-keygen-token", MIP6OptHomeKeygenToken(hkt=b"token"), "permanent home keygen token"),
        ("care-of-test-init", MIP6OptCareOfTestInit(), "care-of test init"),
        ("care-of-test", MIP6OptCareOfTest(cokt=b"8 octets"), "care-of test"),
        ("unknown", MIP6OptUnknown(otype=200, odata=b"unknown"), "unassigned type 200"),
    ]
    return [(f"option-{name}", option, f"{meaning} alone") for name, option, meaning in options]


def extension_vectors():
    """Extension headers alone, Next Header 135."""
    home_address = IPv6ExtHdrDestOpt(nh=135, options=[HAO(hoa=HOME_ADDRESS)])
    routing = IPv6ExtHdrRouting(nh=135, type=2, segleft=1, addresses=[HOME_ADDRESS])
    return [
        ("option-home-address", home_address, "Destination Options header, Home Address option"),
        ("option-type2-routing", routing, "type 2 routing header"),
    ]


def neighbor_vectors():
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


def lossless_vectors():
    """Router Advertisement with bits and options that a home agent has no use for."""
    prefix = ICMPv6NDOptPrefixInfo(
        prefixlen=64, L=1, A=0, R=0, validlifetime=0, preferredlifetime=0, prefix="2001:db8:8::"
    )
    packet = advertisement(
        ICMPv6ND_RA(chlim=255, M=0, O=1, H=0, prf=3, P=1, res=2, routerlifetime=9000),
        ICMPv6NDOptRDNSS(lifetime=60, dns=["2001:db8:9::53"]),
        prefix,
        ICMPv6NDOptRouteInfo(plen=48, prf=1, rtlifetime=60, prefix="2001:db8:7::"),
        ICMPv6NDOptMTU(mtu=1500),
    )
    return [("ra-other-options", packet, "low preference, P, a reserved bit, other options")]


def discovery_vectors():
    """Home agent address discovery and mobile prefix discovery."""
    to_agents = IPv6(src=CARE_OF_ADDRESS, dst=HOME_AGENTS_ANYCAST, hlim=64)
    from_agent = IPv6(src=HOME_AGENT, dst=CARE_OF_ADDRESS, hlim=64)
    agents = [HOME_AGENT, "2001:db8:1::2", "2001:db8:1::3"]
    prefix = ICMPv6NDOptPrefixInfo(
        prefixlen=64, L=1, A=1, R=1, validlifetime=600, preferredlifetime=300, prefix=HOME_AGENT
    )
    return [
        (
            "dhaad-request",
            to_agents / ICMPv6HAADRequest(id=0x1234, R=0),
            "to the anycast address of home agents",
        ),
        (
            "dhaad-request-router",
            to_agents / ICMPv6HAADRequest(id=0x1235, R=1),
            "of a mobile router",
        ),
        (
            "dhaad-reply",
            from_agent / ICMPv6HAADReply(id=0x1234, R=0, addresses=agents),
            "three home agents",
        ),
        (
            "dhaad-reply-router",
            from_agent / ICMPv6HAADReply(id=0x1235, R=1, addresses=agents[:1]),
            "one home agent that serves mobile routers",
        ),
        (
            "mps",
            IPv6(src=CARE_OF_ADDRESS, dst=HOME_AGENT, hlim=64)
            / home_address_header()
            / ICMPv6MPSol(id=0x4321),
            "Mobile Prefix Solicitation",
        ),
        (
            "mpa",
            from_agent / type2_routing() / ICMPv6MPAdv(id=0x4321, flags=1) / prefix,
            "Mobile Prefix Advertisement, O, one prefix",
        ),
    ]


def multicast_vectors():
    """Multicast Listener Discovery, and the Router Alert that goes in front of it."""
    group = "ff0e::1234"
    alert = IPv6ExtHdrHopByHop(nh=58, options=[RouterAlert(value=0)])
    to_group = IPv6(src=HOME_ADDRESS, dst=group, hlim=1)
    return [
        ("option-router-alert", alert, "Hop-by-Hop Options with Router Alert, value 0"),
        (
            "mld-general-query",
            IPv6(src=ROUTER_LINK_LOCAL, dst=ALL_NODES, hlim=1) / ICMPv6MLQuery(mrd=10000),
            "Multicast Listener Query for all groups, 10 s",
        ),
        (
            "mld-specific-query",
            IPv6(src=ROUTER_LINK_LOCAL, dst=group, hlim=1)
            / ICMPv6MLQuery(mrd=1000, mladdr=group),
            "Multicast Listener Query for one group, 1 s",
        ),
        ("mld-report", to_group / ICMPv6MLReport(mladdr=group), "Multicast Listener Report"),
        (
            "mld-done",
            IPv6(src=HOME_ADDRESS, dst="ff02::2", hlim=1) / ICMPv6MLDone(mladdr=group),
            "Multicast Listener Done",
        ),
    ]


def tunnel_vectors():
    """The Tunnel Encapsulation Limit, alone and between the headers of two tunnels."""
    limit = IPv6ExtHdrDestOpt(nh=41, options=[HBHOptUnknown(otype=4, optdata=bytes([5]))])
    inner = IPv6(src=CORRESPONDENT, dst=HOME_ADDRESS) / UDP(sport=1, dport=2)
    tunnel = IPv6(src=HOME_AGENT, dst=CARE_OF_ADDRESS)
    return [
        ("option-encapsulation-limit", limit, "Destination Options with limit 5"),
        ("tunnel-plain", tunnel / inner, "UDP in a tunnel"),
        ("tunnel-limit", tunnel / limit / tunnel / inner, "UDP in two tunnels, limit 5"),
    ]


def main():
    """Write all vectors."""
    makers = (
        registration_vectors,
        correspondent_vectors,
        mobility_option_vectors,
        extension_vectors,
        neighbor_vectors,
        lossless_vectors,
        discovery_vectors,
        multicast_vectors,
        tunnel_vectors,
    )
    vectors = [vector for make in makers for vector in make()]
    lines = [f"# Written by make-vectors.py with scapy {scapy.__version__}: name, octets, meaning"]
    lines += [f"{name}\t{bytes(packet).hex()}\t{meaning}" for name, packet, meaning in vectors]
    target = pathlib.Path(__file__).resolve().parent / "scapy.txt"
    target.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
