#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Binding Authorization Data of a run, computed once more with Python's HMAC from what was sent.

What the mobile node heard in the Home Tests and Care-of Tests is enough (RFC 6275 section 5.2.5).
"""

import hashlib
import hmac
import sys
import unittest
from dataclasses import dataclass
from ipaddress import IPv6Address
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import RunTestCase, read_frames  # noqa: E402

TUNNEL, ROUTING, DESTINATION_OPTIONS, MOBILITY = 41, 43, 60, 135
HOME_TEST, CARE_OF_TEST, UPDATE, ACKNOWLEDGEMENT = 3, 4, 5, 6
ETHERNET_OCTETS, IPV6_OCTETS = 14, 40

# Layout of a Mobility Header (sections 6.1.1, 6.1.5 and 6.2.7).
CHECKSUM = slice(4, 6)
TOKEN = slice(16, 24)
AUTHENTICATOR_OCTETS = 12
AUTHORIZATION_DATA = bytes((5, AUTHENTICATOR_OCTETS))


@dataclass(frozen=True)
class Message:
    """A Mobility Header and the addresses of the innermost IPv6 header before it."""

    source: IPv6Address
    destination: IPv6Address
    octets: bytes

    def kind(self):
        """Returns the MH Type."""
        return self.octets[2]

    def authenticator(self):
        """Returns the Authenticator, if Binding Authorization Data is the last option."""
        start = len(self.octets) - AUTHENTICATOR_OCTETS
        return self.octets[start:] if self.octets[start - 2 : start] == AUTHORIZATION_DATA else None

    def covered(self):
        """Returns what the Authenticator covers besides the addresses."""
        octets = bytearray(self.octets[:-AUTHENTICATOR_OCTETS])
        octets[CHECKSUM] = bytes(2)
        return bytes(octets)


def read_messages(capture):
    """Yields the Mobility Header messages of a capture."""
    for _, octets in read_frames(capture):
        ipv6, protocol, start = ETHERNET_OCTETS, TUNNEL, ETHERNET_OCTETS
        while protocol in (TUNNEL, ROUTING, DESTINATION_OPTIONS):
            if protocol == TUNNEL:
                ipv6, protocol, start = start, octets[start + 6], start + IPV6_OCTETS
            else:
                protocol, start = octets[start], start + 8 * (octets[start + 1] + 1)
        if protocol == MOBILITY:
            end = start + 8 * (octets[start + 1] + 1)
            addresses = (IPv6Address(octets[ipv6 + at : ipv6 + at + 16]) for at in (8, 24))
            yield Message(*addresses, octets[start:end])


def compute(tokens, addresses, message):
    """Returns the Authenticator that belongs to a message (sections 5.2.5 and 6.2.7)."""
    key = hashlib.sha1(b"".join(tokens)).digest()
    covered = b"".join(address.packed for address in addresses) + message.covered()
    return hmac.new(key, covered, hashlib.sha1).digest()[:AUTHENTICATOR_OCTETS]


class Keys(RunTestCase):
    """Each Binding Update to the correspondent, and each of its Acknowledgements."""

    arguments = ("--outputs=csv,pcap",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The last change of all: the mobile node is home, and the correspondent knows.
        last = cls.results.table("bindings.csv")[-1]
        cls.home_address, cls.correspondent = IPv6Address(last["home_address"]), IPv6Address(last["peer"])
        cls.messages = list(read_messages(cls.results.folder / "pcap" / "mn.pcap"))

    def authorized(self):
        """Yields the messages with an Authenticator, with the tokens and addresses of each."""
        tests, update = {}, None
        for message in self.messages:
            if message.kind() in (HOME_TEST, CARE_OF_TEST) and message.source == self.correspondent:
                tests[message.destination] = message.octets[TOKEN]
            elif message.kind() == UPDATE and message.destination == self.correspondent:
                # At home the home keygen token is enough.
                tested = dict.fromkeys((self.home_address, message.source))
                update = ([tests[address] for address in tested], (message.source, self.correspondent))
                yield message, *update
            elif message.kind() == ACKNOWLEDGEMENT and message.source == self.correspondent:
                yield message, *update

    def test_authenticators_are_those_of_another_implementation(self):
        seen = []
        for message, tokens, addresses in self.authorized():
            seen.append((message.kind(), len(tokens)))
            self.assertEqual(compute(tokens, addresses, message), message.authenticator())
        # Two links abroad, then home.
        self.assertEqual(seen, [(kind, n) for n in (2, 2, 1) for kind in (UPDATE, ACKNOWLEDGEMENT)])

    def test_another_token_has_another_authenticator(self):
        for message, tokens, addresses in self.authorized():
            other = [bytes((tokens[0][0] ^ 1,)) + tokens[0][1:], *tokens[1:]]
            self.assertNotEqual(compute(other, addresses, message), message.authenticator())


if __name__ == "__main__":
    unittest.main()
