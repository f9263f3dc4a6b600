# SPDX-License-Identifier: GPL-2.0-only
"""The Debian packages that mip6 needs, and how the launcher gets them."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from console import ToolMissing, run_with_progress, say


@dataclass(frozen=True)
class Package:
    """A Debian package and why it is needed."""

    name: str
    why: str


# To build and run a scenario.
RUN = (
    Package("python3", "launcher"),
    Package("g++", "compiler"),
    Package("cmake", "configures the build"),
    Package("ninja-build", "runs the build"),
    Package("libns3-dev", "the simulator"),
    Package("ns3", "programs that the CMake files of libns3-dev name"),
    Package("libgsl-dev", "library that the CMake files of libns3-dev name"),
    Package("libsqlite3-dev", "library that the CMake files of libns3-dev name"),
    Package("libxml2-dev", "headers that the CMake files of libns3-dev name"),
    Package("python3-dev", "headers that the CMake files of libns3-dev name"),
    Package("libboost-graph-dev", "shortest paths over a topology"),
    Package("libtomlplusplus-dev", "scenario files"),
    Package("nlohmann-json3-dev", "summary and manifest of a run"),
    Package("libsparsehash-dev", "compact table of the home agent's tunnels"),
    Package("libgcrypt20-dev", "keys of return routability; manifest of a run"),
    Package("gnuplot-nox", "figures of a run"),
)

# To build and run the tests, on top of those above.
TEST = (
    Package("libgtest-dev", "unit tests"),
    Package("libgmock-dev", "unit tests"),
    Package("libbenchmark-dev", "benchmarks"),
    Package("tshark", "checks the packets of a run"),
    Package("python3-scapy", "checks the checksums of a run"),
    Package("valgrind", "looks for memory errors"),
    Package("clang-format", "checks the format of the sources"),
)


def find_missing(packages):
    """Returns those packages that are not installed; none where there is no dpkg to ask."""
    if not shutil.which("dpkg-query"):
        return []
    names = [package.name for package in packages]
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *names],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    installed = {line.split()[0] for line in answer.stdout.splitlines() if "installed" in line.split()}
    return [package for package in packages if package.name not in installed]


def apt_line(packages):
    """Returns the command that installs packages."""
    names = " ".join(package.name for package in packages)
    return f"apt-get install -y --no-install-recommends {names}"


def as_root(command):
    """Returns a command as root would run it, without questions."""
    command = ["env", "DEBIAN_FRONTEND=noninteractive", *command]
    if os.geteuid() == 0:
        return command
    if shutil.which("sudo"):
        return ["sudo", *command]
    return None


def install(packages):
    """Installs packages. The package lists are refreshed only if it does not work without."""
    command = as_root(apt_line(packages).split())
    if not command or not shutil.which("apt-get"):
        raise ToolMissing(f"run as root: {apt_line(packages)}")
    if run_with_progress("install", command, show_failure=False) == 0:
        return
    say("set-up", "refreshing the package lists")
    run_with_progress("update", as_root(["apt-get", "update"]))
    if run_with_progress("install", command) != 0:
        raise ToolMissing(f"installing failed; run as root: {apt_line(packages)}")


def ensure(packages, may_install):
    """Makes sure that packages are installed, or says which are not."""
    missing = find_missing(packages)
    if not missing:
        return
    for package in missing:
        say("set-up", f"missing: {package.name} ({package.why})")
    if not may_install:
        raise ToolMissing(apt_line(missing))
    say("set-up", apt_line(missing))
    install(missing)
    still_missing = find_missing(packages)
    if still_missing:
        raise ToolMissing(f"still missing after installing: {apt_line(still_missing)}")
