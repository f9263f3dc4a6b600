#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Write tokens, keys and authenticators made by hmac and hashlib, which share no code with this
module.

Writes keys.txt beside this script: one vector per line, separated by tabs. The first field is the
name, the part of it before the first "/" tells the quantity. Hexadecimal octets follow: the inputs
in the order of the quantity, then the result. The meaning is last. The order of the inputs is

    home-token, care-of-token: node key, address, nonce
    key:                       home keygen token, care-of keygen token
    deletion-key:              home keygen token
    authenticator:             binding management key, care-of address, correspondent, message
"""

import hashlib
import hmac
import ipaddress
import pathlib

AUTHENTICATOR_OCTETS = 12
CHECKSUM = slice(4, 6)

ADDRESSES = (
    ("2001:db8:1::10", "global address"),
    ("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "last address of a prefix"),
    ("::", "unspecified address"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "all ones"),
    ("fe80::1", "link-local address"),
    ("::ffff:192.0.2.1", "IPv4-mapped address"),
)

# Too short, ending around the Checksum field, as on the wire, around the end of a block of SHA-1,
# and the most that Header Len can tell.
MESSAGE_SIZES = (0, 11, 12, 13, 15, 16, 17, 18, 19, 24, 32, 40, 64, 43, 44, 45, 128, 2048)


def octets(label, size):
    """Octets that look random and are the same in every run."""
    blocks = (hashlib.sha256(f"{label}/{i}".encode()).digest() for i in range(size // 32 + 1))
    return b"".join(blocks)[:size]


def mac(key, data, size):
    """The first octets of an HMAC with SHA-1."""
    return hmac.new(key, data, hashlib.sha1).digest()[:size]


def token_vectors(quantity, last):
    """Keygen tokens (RFC 6275 section 5.2.5)."""
    for number, (text, meaning) in enumerate(ADDRESSES, start=1):
        name = f"{quantity}/{number}"
        key, nonce = octets(name + "/key", 20), octets(name + "/nonce", 8)
        address = ipaddress.IPv6Address(text).packed
        yield name, key, address, nonce, mac(key, address + nonce + last, 8), meaning
    zeros = bytes(20), bytes(16), bytes(8)
    yield f"{quantity}/zeros", *zeros, mac(zeros[0], zeros[1] + zeros[2] + last, 8), "zeros only"
    ones = b"\xff" * 20, b"\xff" * 16, b"\xff" * 8
    yield f"{quantity}/ones", *ones, mac(ones[0], ones[1] + ones[2] + last, 8), "ones only"


def key_vectors():
    """Binding management keys (RFC 6275 section 5.2.5)."""
    for number in range(1, 5):
        name = f"key/{number}"
        home, care_of = octets(name + "/home", 8), octets(name + "/care-of", 8)
        yield name, home, care_of, hashlib.sha1(home + care_of).digest(), "registration"
        yield (
            f"key/{number}-reversed",
            care_of,
            home,
            hashlib.sha1(care_of + home).digest(),
            "registration, tokens the other way round",
        )
        yield f"deletion-key/{number}", home, hashlib.sha1(home).digest(), "deletion"


def authenticator_vectors():
    """Authenticators (RFC 6275 section 6.2.7)."""
    for size in MESSAGE_SIZES:
        name = f"authenticator/{size}"
        key, message = octets(name + "/key", 20), octets(name + "/message", size)
        care_of, correspondent = octets(name + "/care-of", 16), octets(name + "/correspondent", 16)
        data = bytearray(message[: max(0, size - AUTHENTICATOR_OCTETS)])
        data[CHECKSUM] = bytes(len(data[CHECKSUM]))
        result = mac(key, care_of + correspondent + data, AUTHENTICATOR_OCTETS)
        yield name, key, care_of, correspondent, message, result, f"message of {size} octets"


def main():
    """Write all vectors."""
    vectors = [
        *token_vectors("home-token", b"\0"),
        *token_vectors("care-of-token", b"\1"),
        *key_vectors(),
        *authenticator_vectors(),
    ]
    lines = [
        "# Written by make-key-vectors.py with Python's hmac and hashlib: name, inputs, result, "
        "meaning"
    ]
    for name, *fields, meaning in vectors:
        lines.append("\t".join([name, *(field.hex() for field in fields), meaning]))
    target = pathlib.Path(__file__).resolve().parent / "keys.txt"
    target.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
