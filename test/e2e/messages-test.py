#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Mobility and neighbor discovery messages of a run, judged by scapy and by RFC 6275 and 4861."""

import sys
import unittest
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import RunTestCase, read_frames, seconds  # noqa: E402
from scapy.layers.inet6 import (  # noqa: E402
    HAO,
    ICMPv6ND_NA,
    ICMPv6ND_NS,
    ICMPv6ND_RA,
    ICMPv6NDOptAdvInterval,
    ICMPv6NDOptDstLLAddr,
    ICMPv6NDOptHAInfo,
    ICMPv6NDOptPrefixInfo,
    ICMPv6NDOptSrcLLAddr,
    IPv6,
    IPv6ExtHdrDestOpt,
    IPv6ExtHdrRouting,
    MIP6MH_BA,
    MIP6MH_BU,
    MIP6OptAltCoA,
    in6_chksum,
)
from scapy.layers.l2 import Ether  # noqa: E402

MOBILITY, ICMPV6, TUNNEL, ROUTING, DESTINATION_OPTIONS = 135, 58, 41, 43, 60
REDIRECT = 137
ALL_NODES = "ff02::1"
ETHERNET_OCTETS, IPV6_OCTETS = 14, 40


@dataclass(frozen=True)
class Frame:
    """A frame and when it was captured."""

    at: float
    octets: bytes

    def upper_layer(self):
        """Returns the innermost protocol, the octet it starts at, and the number of tunnels."""
        start, depth = ETHERNET_OCTETS + IPV6_OCTETS, 0
        protocol = self.octets[start - IPV6_OCTETS + 6]
        while protocol in (TUNNEL, ROUTING, DESTINATION_OPTIONS):
            if protocol == TUNNEL:
                protocol = self.octets[start + 6]
                start, depth = start + IPV6_OCTETS, depth + 1
            else:
                protocol, start = self.octets[start], start + 8 * (self.octets[start + 1] + 1)
        return protocol, start, depth


@lru_cache(maxsize=None)
def read_signalling(path):
    """Returns the frames of a capture that carry a Mobility Header or ICMPv6, tunnelled or not."""
    frames = (Frame(at, octets) for at, octets in read_frames(path))
    return [frame for frame in frames if frame.upper_layer()[0] in (MOBILITY, ICMPV6)]


@lru_cache(maxsize=None)
def dissect(octets):
    """Returns a packet. Router Advertisements repeat octet by octet, and scapy takes its time."""
    return Ether(octets)


class Messages(RunTestCase):
    """The messages of one run without route optimization."""

    arguments = ("--outputs=csv,pcap", "--set", "protocol.route_optimization=false")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        bindings = cls.results.table("bindings.csv")
        cls.home_address = bindings[0]["home_address"]
        updates = cls.sent_by_mobile("Binding Update")
        cls.home_agent = updates[0]["dst"]
        cls.away = [row["src"] for row in updates if row["src"] != cls.home_address]
        cls.moves = cls.results.handovers()

    @classmethod
    def sent_by_mobile(cls, message):
        """Returns the lines of signalling.csv about messages that the mobile node has sent."""
        rows = cls.results.table("signalling.csv")
        return [r for r in rows if (r["node"], r["dir"], r["message"]) == ("mn", "sent", message)]

    def frames(self, node):
        """Returns a node's frames with Mobility Header or ICMPv6."""
        return read_signalling(self.results.folder / "pcap" / f"{node}.pcap")

    def packets(self, node, layer):
        """Returns time and packet of a node's frames with a layer."""
        dissected = ((frame.at, dissect(frame.octets)) for frame in self.frames(node))
        return [(at, packet) for at, packet in dissected if layer in packet]

    def advertisements(self):
        """Returns time, router and packet of the Router Advertisements that the mobile node heard."""
        nodes = self.results.scenario["topology"]["node"]
        routers = {n["name"]: IPv6Network(n["prefix"]) for n in nodes if "prefix" in n}
        heard = []
        for at, packet in self.packets("mn", ICMPv6ND_RA):
            prefix = IPv6Address(packet[ICMPv6NDOptPrefixInfo].prefix)
            heard.append((at, next(name for name in routers if prefix in routers[name]), packet))
        return heard

    def mobile_link_address(self):
        """Returns the link-layer address of the mobile node."""
        return self.packets("mn", MIP6MH_BU)[0][1].src

    def home_link_address(self):
        """Returns the link-layer address of the home agent on the home link."""
        return next(packet.src for _, router, packet in self.advertisements() if router == "ha")


class MobilityHeaders(Messages):
    """Binding Updates and Binding Acknowledgements."""

    def test_each_move_takes_one_update_and_one_acknowledgement(self):
        for node in ("mn", "ha"):
            for layer in (MIP6MH_BU, MIP6MH_BA):
                with self.subTest(node=node, layer=layer.__name__):
                    self.assertEqual(len(self.packets(node, layer)), len(self.moves))

    def test_checksums_are_over_home_address_and_final_destination(self):
        for node in ("mn", "ha"):
            for at, packet in self.packets(node, MIP6MH_BU):
                with self.subTest(node=node, at=at):
                    self.check_checksum(packet, MIP6MH_BU, self.home_address, self.home_agent)
            for at, packet in self.packets(node, MIP6MH_BA):
                with self.subTest(node=node, at=at):
                    self.check_checksum(packet, MIP6MH_BA, self.home_agent, self.home_address)

    def check_checksum(self, packet, layer, source, destination):
        """Checks the checksum of a Mobility Header, and that a spoilt octet would change it."""
        octets = bytearray(bytes(packet[layer]))
        octets[4:6] = bytes(2)
        pseudo_header = IPv6(src=source, dst=destination)
        self.assertEqual(in6_chksum(MOBILITY, pseudo_header, bytes(octets)), packet[layer].cksum)
        octets[-1] ^= 0x01
        self.assertNotEqual(in6_chksum(MOBILITY, pseudo_header, bytes(octets)), packet[layer].cksum)

    def test_updates_away_carry_home_address_option_and_alternate_care_of_address(self):
        updates = [packet for _, packet in self.packets("mn", MIP6MH_BU)][: len(self.away)]
        for packet, care_of_address in zip(updates, self.away):
            with self.subTest(care_of_address=care_of_address):
                self.assertEqual(packet[IPv6].plen, 56)
                self.assertEqual((packet[IPv6].src, packet[IPv6].dst), (care_of_address, self.home_agent))
                self.assertEqual(packet[IPv6].nh, DESTINATION_OPTIONS)
                self.assertEqual(packet[IPv6ExtHdrDestOpt].nh, MOBILITY)
                self.assertEqual(len(bytes(packet[IPv6ExtHdrDestOpt])) - len(bytes(packet[MIP6MH_BU])), 24)
                homes = [o.hoa for o in packet[IPv6ExtHdrDestOpt].options if isinstance(o, HAO)]
                self.assertEqual(homes, [self.home_address])
                self.assertEqual(str(packet[MIP6MH_BU].flags), "HA")
                alternates = [o.acoa for o in packet[MIP6MH_BU].options if isinstance(o, MIP6OptAltCoA)]
                self.assertEqual(alternates, [care_of_address])

    def test_acknowledgements_away_carry_a_type_2_routing_header(self):
        answers = [packet for _, packet in self.packets("mn", MIP6MH_BA)][: len(self.away)]
        for packet, care_of_address in zip(answers, self.away):
            with self.subTest(care_of_address=care_of_address):
                self.assertEqual(packet[IPv6].plen, 40)
                self.assertEqual((packet[IPv6].src, packet[IPv6].dst), (self.home_agent, care_of_address))
                self.assertEqual(packet[IPv6].nh, ROUTING)
                routing = packet[IPv6ExtHdrRouting]
                self.assertEqual((routing.nh, routing.len, routing.type), (MOBILITY, 2, 2))
                self.assertEqual((routing.segleft, routing.addresses), (1, [self.home_address]))
                self.assertEqual(packet[MIP6MH_BA].status, 0)

    def test_deregistration_at_home_has_no_extension_header(self):
        update = self.packets("mn", MIP6MH_BU)[-1][1]
        answer = self.packets("mn", MIP6MH_BA)[-1][1]
        self.assertEqual((update[IPv6].nh, update[IPv6].plen), (MOBILITY, 32))
        self.assertEqual((update[IPv6].src, update[IPv6].dst), (self.home_address, self.home_agent))
        self.assertEqual(update[MIP6MH_BU].mhtime, 0)
        self.assertEqual((answer[IPv6].nh, answer[IPv6].plen), (MOBILITY, 16))
        self.assertEqual((answer[IPv6].src, answer[IPv6].dst), (self.home_agent, self.home_address))
        self.assertEqual(answer[MIP6MH_BA].mhtime, 0)

    def test_sequence_numbers_count_up_and_are_copied(self):
        updates = [packet[MIP6MH_BU].seq for _, packet in self.packets("mn", MIP6MH_BU)]
        answers = [packet[MIP6MH_BA].seq for _, packet in self.packets("mn", MIP6MH_BA)]
        self.assertEqual(updates, [(updates[0] + n) % 2**16 for n in range(len(updates))])
        self.assertEqual(answers, updates)

    def test_no_mobility_header_is_tunnelled(self):
        for node in ("mn", "ha"):
            layers = [frame.upper_layer() for frame in self.frames(node)]
            self.assertEqual([depth for protocol, _, depth in layers if protocol == MOBILITY and depth], [])


class RouterAdvertisements(Messages):
    """What the routers of the home link and the access links tell."""

    def test_every_link_is_heard_with_hop_limit_255(self):
        advertisements = self.advertisements()
        links = {"ha"} | {move["to"] for move in self.moves if move["to"] != "home"}
        self.assertEqual({router for _, router, _ in advertisements}, links)
        self.assertEqual({packet[IPv6].hlim for _, _, packet in advertisements}, {255})

    def test_only_the_home_link_has_a_home_agent(self):
        for at, router, packet in self.advertisements():
            with self.subTest(at=at, router=router):
                at_home = router == "ha"
                self.assertEqual(packet[ICMPv6ND_RA].H, int(at_home))
                self.assertEqual(ICMPv6NDOptHAInfo in packet, at_home)

    def test_only_the_home_link_tells_the_full_address_of_its_router(self):
        for at, router, packet in self.advertisements():
            with self.subTest(at=at, router=router):
                prefix = packet[ICMPv6NDOptPrefixInfo]
                told = self.home_agent if router == "ha" else self.results.prefix(router)
                self.assertEqual((prefix.R, prefix.prefix), (int(router == "ha"), told))
                self.assertEqual((prefix.prefixlen, prefix.A), (64, 1))

    def test_every_router_tells_its_link_layer_address(self):
        for at, router, packet in self.advertisements():
            with self.subTest(at=at, router=router):
                self.assertEqual(packet[ICMPv6NDOptSrcLLAddr].lladdr, packet.src)

    def test_every_link_tells_its_advertisement_interval(self):
        longest = round(1000 * seconds(self.results.scenario["protocol"]["ra_interval"][1]))
        told = {packet[ICMPv6NDOptAdvInterval].advint for _, _, packet in self.advertisements()}
        self.assertEqual(told, {longest})


class NeighborDiscovery(Messages):
    """Who claims the home address when, and to whom."""

    def advertisements_of_home_address(self, node, sender):
        """Returns unsolicited Neighbor Advertisements of the home address, with their times."""
        return [
            (at, packet)
            for at, packet in self.packets(node, ICMPv6ND_NA)
            if packet.src == sender
            and packet[ICMPv6ND_NA].tgt == self.home_address
            and not packet[ICMPv6ND_NA].S
        ]

    def check_claim(self, packet, sender):
        """Checks a Neighbor Advertisement that redirects the home address to its sender."""
        claim = packet[ICMPv6ND_NA]
        self.assertEqual((claim.O, claim.S, claim.R), (1, 0, 0))
        self.assertEqual(packet[IPv6].dst, ALL_NODES)
        self.assertEqual(packet[ICMPv6NDOptDstLLAddr].lladdr, sender)

    def test_the_home_agent_probes_and_claims_the_home_address_once_for_a_new_binding(self):
        sender = self.home_link_address()
        claims = self.advertisements_of_home_address("ha", sender)
        changes = self.results.table("bindings.csv")
        added = [float(r["t_s"]) for r in changes if (r["node"], r["event"]) == ("ha", "added")]
        self.assertEqual(len(claims), len(added))
        for (at, packet), begin in zip(claims, added):
            self.assertAlmostEqual(at, begin, delta=1e-3)
            self.check_claim(packet, sender)
        probes = [
            at
            for at, packet in self.packets("ha", ICMPv6ND_NS)
            if packet.src == sender
            and (packet[IPv6].src, packet[ICMPv6ND_NS].tgt) == ("::", self.home_address)
        ]
        self.assertEqual(len(probes), len(added))
        self.assertTrue(all(probe < begin for probe, begin in zip(probes, added)))

    def test_the_mobile_node_claims_the_home_address_once_it_is_back(self):
        sender = self.mobile_link_address()
        claims = self.advertisements_of_home_address("mn", sender)
        self.assertEqual(len(claims), 1)
        at, packet = claims[0]
        self.assertGreaterEqual(at, self.packets("mn", MIP6MH_BA)[-1][0])
        self.assertAlmostEqual(at, self.moves[-1]["ba_s"], delta=1e-3)
        self.check_claim(packet, sender)

    def test_the_home_address_is_not_used_on_the_home_link_before_deregistration(self):
        back = self.moves[-1]
        silence = 0
        for at, packet in self.packets("mn", IPv6):
            if packet.src != self.mobile_link_address() or not back["l2_up_s"] <= at < back["bu_s"]:
                continue
            silence += 1
            for layer in (ICMPv6ND_NS, ICMPv6ND_NA):
                if layer in packet:
                    self.assertNotIn(self.home_address, (packet[IPv6].src, packet[layer].tgt))
        self.assertGreater(silence, 0, "the mobile node has sent nothing at all")

    def test_messages_have_hop_limit_255(self):
        for layer in (ICMPv6ND_NS, ICMPv6ND_NA):
            packets = self.packets("mn", layer) + self.packets("ha", layer)
            self.assertEqual({packet[IPv6].hlim for _, packet in packets}, {255})

    def test_link_layer_destinations_fit(self):
        routers = {packet.src for _, _, packet in self.advertisements()}
        mobile = self.mobile_link_address()
        for _, octets in read_frames(self.results.folder / "pcap" / "mn.pcap"):
            destination, sender = octets[:6].hex(":"), octets[6:12].hex(":")
            address = octets[ETHERNET_OCTETS + 24 : ETHERNET_OCTETS + 40]
            if address[0] == 0xFF:
                self.assertEqual(destination, "33:33:" + address[-4:].hex(":"))
            elif sender == mobile:
                self.assertIn(destination, routers)
            else:
                self.assertEqual(destination, mobile)

    def test_nobody_sends_a_redirect(self):
        for capture in self.results.captures():
            for frame in self.frames(capture.stem):
                protocol, start, _ = frame.upper_layer()
                self.assertFalse(protocol == ICMPV6 and frame.octets[start] == REDIRECT, capture.name)


if __name__ == "__main__":
    unittest.main()
