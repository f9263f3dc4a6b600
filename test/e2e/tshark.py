# SPDX-License-Identifier: GPL-2.0-only
"""What tshark, which shares no code with the module, says about captures."""

import subprocess

# Severity of an expert item from which on something is wrong.
WARNING = 0x600000

# Verdict of tshark on a checksum.
GOOD = "1"

CHECKSUMS = ("udp.checksum.status", "tcp.checksum.status", "icmpv6.checksum.status")

# Checksums of the layers above IPv6 are verified. The analysis of TCP streams is off, because it
# reports losses and retransmissions, which a handover is expected to cause, and not the form of the
# packets.
JUDGE_OPTIONS = (
    "udp.check_checksum:TRUE",
    "tcp.check_checksum:TRUE",
    "tcp.analyze_sequence_numbers:FALSE",
)


def dissect(capture, fields, options=()):
    """Returns for each frame of a capture the list of occurrences of each field.

    The fields of expert items, which find_warnings() reads, are always among them.
    """
    fields = ("_ws.expert.severity", "_ws.expert.message", "frame.protocols", *fields)
    command = ["tshark", "-n", "-r", str(capture), "-T", "fields", "-E", "occurrence=a"]
    for option in options:
        command += ["-o", option]
    for field in fields:
        command += ["-e", field]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        {field: [value for value in values.split(",") if value] for field, values in zip(fields, line.split("\t"))}
        for line in answer.stdout.splitlines()
    ]


def find_warnings(frame):
    """Returns what tshark finds wrong with a frame, nothing if it is well-formed."""
    is_malformed = "_ws.malformed" in ",".join(frame["frame.protocols"])
    is_warned = any(int(severity) >= WARNING for severity in frame["_ws.expert.severity"])
    if not is_malformed and not is_warned:
        return []
    return [f"{','.join(frame['_ws.expert.message'])} in {','.join(frame['frame.protocols'])}"]


def judge(capture):
    """Returns the frames of a capture, with the verdicts on their checksums."""
    return dissect(capture, CHECKSUMS, JUDGE_OPTIONS)


def find_problems(frames):
    """Returns a line of text for everything that is wrong with frames that judge() has returned."""
    problems = []
    for number, frame in enumerate(frames, start=1):
        problems += [f"frame {number}: {warning}" for warning in find_warnings(frame)]
        for field in CHECKSUMS:
            if any(status != GOOD for status in frame[field]):
                problems.append(f"frame {number}: {field} {frame[field]}")
    return problems
