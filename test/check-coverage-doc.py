#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Checks doc/rfc-coverage.rst: what it names exists, and every row says what it has to.

Usage: check-coverage-doc.py [ROOT]

Every violation is printed as "file:line: rule: explanation". The exit code is 1 if there is one.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

PAGE = "doc/rfc-coverage.rst"
ROOMS = ("wire", "protocol", "stack")

# Short names of the page and what they stand for; one of the paths must exist.
SHORT = {
    **{room: (f"model/{room}/mip6-{{}}.h", f"model/{room}/mip6-{{}}.cc") for room in ROOMS},
    "unit": ("test/unit/mip6-{}-test.cc",),
    "suite": ("test/mip6-{}-test-suite.cc",),
    "e2e": ("test/e2e/{}-test.py",),
}
TESTS = ("unit", "suite", "e2e")

# What stands in place of a name: files of ns-3 or of the helper, and tests where the code has no
# way to break the rule.
OTHER_FILES = {"helper", "stock ns-3"}
NO_TEST = {r"\-"}

STATES = {"done", "partly", "not"}

BAR = re.compile(r"=+( =+)+")
DEVIATION = re.compile(r"\[(D\d+)\]")
NAME = re.compile(r"(\w+)/([a-z0-9-]+)")
WORD = re.compile(r"[\w-]+/[\w.-]+")
REASON = re.compile(r"\(.+\)$")


@dataclass
class Row:
    """A row of a table."""

    line: int
    cells: dict  # text of each column by its head

    def names(self, column):
        """Returns what a column lists, without its deviations."""
        text = DEVIATION.sub("", self.cells.get(column, ""))
        return [name.strip() for name in text.split(",") if name.strip()]


class Report:
    """Collects violations."""

    def __init__(self):
        self.lines = []

    def add(self, line, rule, explanation):
        """Records one violation."""
        self.lines.append(f"{PAGE}:{line}: {rule}: {explanation}")


def split(bar, line):
    """Returns the cells of a line below a bar; the last one has no end."""
    starts = [match.start() for match in re.finditer(r"=+", bar)]
    ends = [*starts[1:], len(line) + 1]
    return [line[start:end].strip() for start, end in zip(starts, ends)]


def read_rows(bar, body):
    """Yields the rows of a table, given as pairs of line number and text."""
    head, rows = None, []
    for number, line in body:
        cells = split(bar, line)
        if head is None:
            head = cells
        elif cells[0]:
            rows.append((number, [[cell] for cell in cells]))
        elif rows:
            for parts, cell in zip(rows[-1][1], cells):
                parts.append(cell)
    for number, columns in rows:
        texts = [" ".join(part for part in parts if part) for parts in columns]
        yield Row(number, dict(zip(head, texts)))


def read_tables(lines):
    """Returns the tables of a page that have a head, each as a list of rows."""
    tables, bar, body, bars = [], "", [], 0
    for number, line in enumerate(lines, start=1):
        if BAR.fullmatch(line):
            bar, bars = line, bars + 1
        elif not line.strip() and bars:
            if bars == 3:
                tables.append(list(read_rows(bar, body)))
            body, bars = [], 0
        elif bars:
            body.append((number, line))
    return tables


def check_name(root, row, name, report):
    """A short name stands for a file that exists."""
    match = NAME.fullmatch(name)
    if not match or match.group(1) not in SHORT:
        report.add(row.line, "name", f"{name} is no short name of this page")
        return
    kind, base = match.groups()
    paths = [pattern.format(base) for pattern in SHORT[kind]]
    if base.startswith("nemo-"):
        paths = [path.replace("mip6-", "") for path in paths]
    if not any((root / path).is_file() for path in paths):
        report.add(row.line, "missing", f"{name}: there is no {' or '.join(paths)}")


def check_names(root, row, report):
    """Files are files and tests are tests, all of which exist."""
    files = row.names("Files")
    if "State" not in row.cells:
        files = WORD.findall(row.cells.get("Files", ""))  # there may be prose between them
    for name in files:
        if name.split("/")[0] in TESTS:
            report.add(row.line, "column", f"{name} is a test, not a file")
        elif name not in OTHER_FILES:
            check_name(root, row, name, report)
    for name in row.names("Tests"):
        if NAME.fullmatch(name) and name.split("/")[0] not in TESTS:
            report.add(row.line, "column", f"{name} is no test")
        elif name not in NO_TEST:
            check_name(root, row, name, report)


def check_state(row, report):
    """A requirement has a state; what is not done has a reason, and what is done has a proof."""
    word, _, deviations = row.cells["State"].partition(" ")
    if word not in STATES:
        report.add(row.line, "state", f"{word or 'nothing'} is none of {', '.join(sorted(STATES))}")
        return
    if word == "not" and row.names("Tests"):
        report.add(row.line, "state", "a test of what is not done")
    if word != "not" and not (row.names("Files") and row.names("Tests")):
        report.add(row.line, "proof", f"{word}, but no file or no test")
    if word != "done" and not deviations and not REASON.search(row.cells["Requirement"]):
        report.add(row.line, "reason", f"{word}, but neither a deviation nor a reason in parentheses")


def check_deviations(lines, rows, report):
    """What rows point to is defined once, in order, and pointed to."""
    defined = [(n, line) for n, line in enumerate(lines, start=1) if re.fullmatch(r"D\d+", line)]
    labels = [label for _, label in defined]
    numbers = [int(label[1:]) for label in labels]
    if numbers != sorted(set(numbers)):
        report.add(defined[0][0], "deviation", "deviations are not in order, each once")
    cited = set()
    for row in rows:
        for label in DEVIATION.findall(" ".join(row.cells.values())):
            cited.add(label)
            if label not in labels:
                report.add(row.line, "deviation", f"{label} is not defined")
    for number, label in defined:
        if label not in cited:
            report.add(number, "deviation", f"no row points to {label}")


def key(section):
    """Returns the order of a section number."""
    return [int(part) for part in section.split(".")]


def check_order(lines, rows, report):
    """Requirements are in the order of their document; each has a heading of the page."""
    headings = [number for number, line in enumerate(lines, start=1) if re.fullmatch("-{4,}", line)]
    previous, document = None, 0
    for row in rows:
        section = row.cells["Section"]
        above = sum(heading < row.line for heading in headings)
        if above != document:
            previous, document = None, above
        if not re.fullmatch(r"\d+(\.\d+)*", section):
            report.add(row.line, "section", f"{section} is no section number")
        elif previous and key(section) < key(previous):
            report.add(row.line, "order", f"{section} comes after {previous}")
        else:
            previous = section


def check(root):
    """Returns the violations of the page below a folder as lines of text."""
    report = Report()
    lines = (root / PAGE).read_text(encoding="utf-8").splitlines()
    rows = [row for table in read_tables(lines) for row in table]
    requirements = [row for row in rows if "State" in row.cells]
    if not requirements:
        report.add(1, "state", "no table of requirements")
    for row in rows:
        check_names(root, row, report)
    for row in requirements:
        check_state(row, report)
    check_order(lines, requirements, report)
    check_deviations(lines, rows, report)
    return report.lines


def main():
    """Checks the tree that this file belongs to, or the one that was named."""
    default = Path(__file__).resolve().parent.parent
    violations = check(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    print("\n".join(violations) if violations else "coverage: no violation")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
