#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Measures how many lines of the wire room the unit tests reach, and fails below 95 %.

Usage: wire-coverage.py PROGRAM OBJECTS GCOV

PROGRAM holds the unit tests and a wire room compiled with --coverage, whose object files are below
the folder OBJECTS. GCOV belongs to the same compiler. Every line that is not reached is printed.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent / "model" / "wire"
LEAST_PERCENT = 95.0

# Tests that try octets at random or in bulk reach lines without a word about what they shall do.
LEFT_OUT = "-*Mutation*"


def run_tests(program, objects):
    """Runs the unit tests with fresh counters and returns whether they pass."""
    for counters in objects.rglob("*.gcda"):
        counters.unlink()
    command = [program, "--gtest_brief=1", f"--gtest_filter={LEFT_OUT}"]
    return subprocess.run(command, check=False).returncode == 0


def read_counters(objects, gcov):
    """Returns {path: {line: count}} of the files of the room."""
    counters = sorted(str(path) for path in objects.rglob("*.gcda"))
    command = [gcov, "--json-format", "--stdout", *counters]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    lines = defaultdict(lambda: defaultdict(int))
    for document in answer.splitlines():
        report = json.loads(document)
        for file in report["files"]:
            path = (Path(report["current_working_directory"]) / file["file"]).resolve()
            if path.parent == ROOM:
                for line in file["lines"]:
                    lines[path][line["line_number"]] += line["count"]
    return lines


def print_table(lines):
    """Prints lines, lines reached and those missing of every file; returns the percentage."""
    total = reached = 0
    for path, counts in sorted(lines.items()):
        missing = sorted(number for number, count in counts.items() if count == 0)
        total += len(counts)
        reached += len(counts) - len(missing)
        numbers = ", ".join(map(str, missing))
        print(f"{path.name:36} {len(counts) - len(missing):4} of {len(counts):4}  {numbers}")
    percent = 100.0 * reached / total if total else 0.0
    print(f"{'all':36} {reached:4} of {total:4}  {percent:.1f} %, wanted {LEAST_PERCENT:.1f} %")
    return percent


def main():
    """Runs the tests and judges the counters."""
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, objects, gcov = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if not run_tests(program, objects):
        sys.exit("the unit tests failed")
    return 0 if print_table(read_counters(objects, gcov)) >= LEAST_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
