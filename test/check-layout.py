#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Checks the layout of the sources: who includes what, names, lengths and lists of files.

Usage: check-layout.py [ROOT]

Every violation is printed as "file:line: rule: explanation". The exit code is 1 if there is one.
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

MAX_LINES = 500

# Vocabulary types of the pure rooms: they work without a simulation.
VOCABULARY = {"ns3/ipv4-address.h", "ns3/ipv6-address.h", "ns3/nstime.h"}

# Clock, randomness and output come into the pure rooms as arguments or not at all.
IMPURE_STANDARD = {"chrono", "ctime", "fstream", "iostream", "mutex", "random", "thread"}


@dataclass(frozen=True)
class Room:
    """A folder and what its files may include."""

    folder: str
    own: tuple  # folders whose mip6- and nemo- headers it may include
    pure: bool = False  # only the vocabulary of ns-3, no clock, randomness or output
    system: str = r"$^"  # other headers in angle brackets that it may include


MODEL = ("model", "model/wire", "model/protocol", "model/stack")
HELPER = ("helper", "helper/topology", "helper/scenario", "helper/results")
POSIX = r"(arpa|netinet|sys)/\w+\.h|(fcntl|unistd)\.h"

ROOMS = {
    room.folder: room
    for room in (
        Room("model", ("model",), pure=True),
        Room("model/wire", ("model/wire",), pure=True),
        Room("model/protocol", ("model", "model/wire", "model/protocol"), pure=True),
        Room("model/stack", MODEL, system=r"google/dense_hash_map"),
        Room("helper", ("model", "model/stack", "helper")),
        Room("helper/topology", ("model", "model/stack", *HELPER), system=r"boost/.*"),
        Room("helper/scenario", ("model", "model/stack", *HELPER), system=rf"toml\+\+/.*|{POSIX}"),
        Room("helper/results", ("model", "model/stack", *HELPER), system=rf"nlohmann/.*|gcrypt\.h|{POSIX}"),
        Room("examples", ("model", "model/stack", *HELPER, "examples"), system=POSIX),
        Room(
            "test/unit",
            ("model", "model/wire", "model/protocol", "test/unit"),
            system=r"(gtest|gmock)/.*",
        ),
        Room("test", (*MODEL, *HELPER, "test"), system=rf"nlohmann/.*|{POSIX}"),
        Room("test/benchmark", (*MODEL, *HELPER, "test/benchmark"), system=r"benchmark/.*|malloc\.h"),
        Room("test/fuzz", ("model/wire", "test/fuzz")),
    )
}

# The one file that keeps a library behind its header.
WRAPPERS = {"model/protocol/mip6-return-routability-keys.cc": "gcrypt.h"}

# A node may have any combination of roles, so no role builds on another one's files. The first
# that a name fits counts.
ROLES = {
    "mobile node": (
        "mip6-home-agent-discovery",
        "mip6-home-agent-resolution",
        "mip6-home-agent-selection",
        "mip6-mobile-node",
    ),
    "home agent": ("mip6-home-agent",),
    "correspondent": ("mip6-correspondent-node", "mip6-correspondent-machine"),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
LISTED = re.compile(r"(?<![\w./}-])(?:examples|helper|model|test)/[\w./-]+\.(?:h|cc)\b")
CXX = (".h", ".cc")
ASSIGNED = re.compile(
    r"\bconstexpr uint(?:8|16)_t"
    r" (\w*(?:_TYPE|_STATUS)|\w*FLAG_\w+|(?:ICMPV6|NEXT_HEADER)_\w+)\s*[={]\s*\d"
)


class Report:
    """Collects violations."""

    def __init__(self):
        self.lines = []

    def add(self, path, line, rule, explanation):
        """Records one violation."""
        self.lines.append(f"{path}:{line}: {rule}: {explanation}")


@dataclass
class Source:
    """A file of the project, its path relative to the root."""

    path: Path
    lines: list

    @property
    def folder(self):
        """The folder with forward slashes."""
        return self.path.parent.as_posix()

    def includes(self):
        """Yields line number, bracket and name of every include."""
        for number, line in enumerate(self.lines, start=1):
            match = INCLUDE.match(line)
            if match:
                yield number, match.group(1), match.group(2)


def read_sources(root):
    """Returns every file that the checks look at."""
    patterns = ["*.cmake", "*.py", "*.sh", "*.toml", "CMakeLists.txt", "*.h", "*.cc"]
    folders = [".ci", "bindings", ".support", "examples", "helper", "model", "test"]
    paths = {path for folder in folders for p in patterns for path in (root / folder).rglob(p)}
    paths |= {root / name for name in ("CMakeLists.txt", "mip6", "wscript", ".ci/run")}
    return [
        Source(path.relative_to(root), path.read_text(encoding="utf-8").splitlines())
        for path in sorted(paths)
        if path.is_file()
    ]


def check_length(source, report):
    """No file is longer than a reader's patience."""
    # The list of files has one line for each, and grows with the project.
    if source.path.name != "CMakeLists.txt" and len(source.lines) > MAX_LINES:
        report.add(source.path, MAX_LINES + 1, "length", f"more than {MAX_LINES} lines")


def check_licence(source, report):
    """The licence identifier stands at the top."""
    if not any("SPDX-License-Identifier: GPL-2.0-only" in line for line in source.lines[:3]):
        report.add(source.path, 1, "licence", "no SPDX-License-Identifier: GPL-2.0-only at the top")


def check_ascii(source, report):
    """Sources are plain ASCII."""
    for number, line in enumerate(source.lines, start=1):
        if not line.isascii():
            report.add(source.path, number, "ascii", "a character outside ASCII")


def check_name(source, report):
    """Base names are published flat in ns-3, so they carry the prefix of the module."""
    if not re.fullmatch(r"(mip6|nemo)-[a-z0-9-]+\.(h|cc)", source.path.name):
        report.add(source.path, 1, "name", "not mip6- or nemo- in kebab case")
    if source.folder == "test/unit" and source.path.suffix == ".cc":
        if not source.path.name.endswith("-test.cc"):
            report.add(source.path, 1, "name", "a unit test file ends in -test.cc")


def check_guard(source, report):
    """The include guard is derived from the file name."""
    if source.path.suffix != ".h":
        return
    guard = source.path.name.upper().replace("-", "_").replace(".", "_")
    directives = [line.split() for line in source.lines if line.startswith("#")]
    if directives[:2] != [["#ifndef", guard], ["#define", guard]]:
        report.add(source.path, 1, "guard", f"does not start with the include guard {guard}")


def check_version(source, report):
    """Differences between ns-3 releases stay in one file."""
    if source.path.name == "mip6-compat.h":
        return
    for number, line in enumerate(source.lines, start=1):
        if re.match(r"\s*#\s*(if|elif)\b.*MIP6_NS3_VERSION", line):
            report.add(source.path, number, "version", "ns-3 version tested outside mip6-compat.h")


def check_number(source, report):
    """Assigned numbers and flag bits are defined in one file."""
    if not source.folder.startswith("model") or source.path.name == "mip6-numbers.h":
        return
    for number, line in enumerate(source.lines, start=1):
        match = ASSIGNED.search(line)
        if match:
            report.add(source.path, number, "number", f"{match.group(1)} outside mip6-numbers.h")


def check_room(source, report):
    """Every C++ file is in a room of the plan."""
    if source.folder not in ROOMS:
        report.add(source.path, 1, "room", f"folder {source.folder} is not in the room plan")


def check_unique(sources, report):
    """The first of two headers with one base name would silently win."""
    seen = {}
    for source in sources:
        first = seen.setdefault(source.path.name, source.path)
        if first != source.path:
            report.add(source.path, 1, "unique", f"same base name as {first}")


def is_published(source):
    """Returns whether a file is a header that ns-3 publishes flat."""
    return source.path.suffix == ".h" and source.folder.startswith(("model", "helper"))


def check_form(source, line, bracket, name, report):
    """Headers are found the same way in the source tree and once installed flat."""
    base = name.rsplit("/", 1)[-1]
    ours = base.startswith(("mip6-", "nemo-"))
    if ".." in name.split("/") or (ours and name not in (base, f"ns3/{base}")):
        report.add(source.path, line, "relative", f'"{name}"; write "ns3/{base}"')
    elif ours and bracket == "<":
        report.add(source.path, line, "form", f'<{name}>; write "{name}"')
    elif bracket == '"' and is_published(source) and not name.startswith("ns3/"):
        report.add(source.path, line, "form", f'"{name}" in a header; write "ns3/{name}"')


def check_own(source, line, name, folders, report):
    """Includes of the module's own headers stay inside the borders of the room."""
    base = name.rsplit("/", 1)[-1]
    folder = folders.get(base)
    if folder is None:
        report.add(source.path, line, "missing", f"{base} does not exist in this module")
        return
    if name == base and folder != source.folder:
        report.add(source.path, line, "form", f'{base} is in {folder}; write "ns3/{base}"')
    if folder not in ROOMS[source.folder].own:
        report.add(source.path, line, "border", f"{source.folder} may not include {folder}/{base}")
    if source.path.name.startswith("mip6-") and base.startswith("nemo-"):
        report.add(source.path, line, "nemo", f"a mip6- file may not include {base}")


def role_of(name):
    """Returns the role that a file of the model belongs to, or None."""
    stem = name.rsplit(".", 1)[0]
    for role, prefixes in ROLES.items():
        if any(stem == prefix or stem.startswith(prefix + "-") for prefix in prefixes):
            return role
    return None


def check_role(source, line, name, report):
    """Roles share tables and the base class, nothing else."""
    mine = role_of(source.path.name)
    other = role_of(name.rsplit("/", 1)[-1])
    if source.folder.startswith("model/") and mine and other and mine != other:
        report.add(source.path, line, "role", f"a file of the {mine} may not include {name}")


def check_foreign(source, line, bracket, name, report):
    """Includes of ns-3, the standard library and others."""
    room = ROOMS[source.folder]
    if name.startswith("ns3/"):
        if (room.pure or room.folder == "test/unit") and name not in VOCABULARY:
            report.add(source.path, line, "border", f"{room.folder} may not include {name}")
    elif bracket == '"':
        report.add(source.path, line, "form", f'"{name}" is not a header of this module')
    elif re.fullmatch(r"[a-z0-9_]+", name):
        if room.pure and name in IMPURE_STANDARD:
            report.add(source.path, line, "border", f"{room.folder} may not include <{name}>")
    elif not re.fullmatch(room.system, name) and WRAPPERS.get(source.path.as_posix()) != name:
        report.add(source.path, line, "border", f"{room.folder} may not include <{name}>")


def check_includes(source, folders, report):
    """Applies the include rules to one C++ file."""
    if source.folder not in ROOMS:
        return
    for line, bracket, name in source.includes():
        check_form(source, line, bracket, name, report)
        if name.rsplit("/", 1)[-1].startswith(("mip6-", "nemo-")):
            check_own(source, line, name, folders, report)
            check_role(source, line, name, report)
        else:
            check_foreign(source, line, bracket, name, report)


def listed_files(source):
    """Returns {path: line} of the C++ files that a build file names."""
    listed = {}
    for number, line in enumerate(source.lines, start=1):
        for name in LISTED.findall(line.split("#")[0]):
            listed.setdefault(name, number)
    return listed


def check_listed(cxx, builds, report):
    """Build files name every C++ file they need, and no file that does not exist."""
    everything = {source.path.as_posix() for source in cxx}
    module = {p for p in everything if p.startswith(("model/", "helper/"))}
    module |= {p for p in everything if p.endswith("-test-suite.cc")}
    expected = {"CMakeLists.txt": everything, "wscript": module}
    for name, wanted in expected.items():
        listed = {}
        for build in builds[name]:
            files = listed_files(build)
            listed.update(files)
            for path in sorted(files.keys() - everything):
                report.add(build.path, files[path], "list", f"{path} does not exist")
        for path in sorted(wanted - listed.keys()):
            report.add(path, 1, "list", f"not listed in {name}")


def check_sorted(source, report):
    """Lists of files are sorted, so that a name has one place."""
    previous = ""
    for number, line in enumerate(source.lines, start=1):
        match = re.fullmatch(r"\s+[\"']?([\w./-]+\.(?:h|cc))[\"']?,?", line)
        name = match.group(1) if match else ""
        if name and previous and name <= previous:
            report.add(source.path, number, "sorted", f"{name} comes after {previous}")
        previous = name


def check(root):
    """Returns the violations below a folder as lines of text."""
    report = Report()
    sources = read_sources(root)
    cxx = [source for source in sources if source.path.suffix in CXX]
    builds = defaultdict(list)
    for source in sources:
        check_length(source, report)
        check_licence(source, report)
        check_ascii(source, report)
        if source.path.suffix == ".cmake" or source.path.name == "CMakeLists.txt":
            builds["CMakeLists.txt"].append(source)
        elif source.path.name == "wscript":
            builds["wscript"].append(source)
    folders = {source.path.name: source.folder for source in cxx if source.path.suffix == ".h"}
    for source in cxx:
        check_room(source, report)
        check_name(source, report)
        check_guard(source, report)
        check_version(source, report)
        check_number(source, report)
        check_includes(source, folders, report)
    check_unique(cxx, report)
    check_listed(cxx, builds, report)
    for build in builds["CMakeLists.txt"] + builds["wscript"]:
        check_sorted(build, report)
    return report.lines


def main():
    """Checks the tree that this file belongs to, or the one that was named."""
    default = Path(__file__).resolve().parent.parent
    violations = check(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    print("\n".join(violations) if violations else "layout: no violation")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
