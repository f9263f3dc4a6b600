#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Tests what ./mip6 installs and how it calls the program behind it.

dpkg-query and apt-get are replaced by scripts that keep the state of a system in a folder.
"""

import contextlib
import io
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / ".support"))

import launcher  # noqa: E402
import packages  # noqa: E402

DPKG_QUERY = """#!/bin/sh
for name; do
    [ -e "$STATE/installed/$name" ] && echo "$name installed"
done
exit 0
"""

# Installs a package only if it is in the package lists, which "update" fills.
APT_GET = """#!/bin/sh
echo "$*" >> "$STATE/calls"
if [ "$1" = update ]; then
    touch "$STATE/updated"
    exit 0
fi
[ -e "$STATE/updated" ] || exit 100
for name; do
    case "$name" in install|-*) ;; *) touch "$STATE/installed/$name" ;; esac
done
"""


class System(unittest.TestCase):
    """A system on which nothing is installed."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = Path(folder.name)
        (self.state / "installed").mkdir()
        for name, text in (("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET)):
            (self.state / name).write_text(text, encoding="ascii")
            (self.state / name).chmod(0o755)
        path = f"{self.state}:{os.environ['PATH']}"
        environment = mock.patch.dict(os.environ, {"PATH": path, "STATE": str(self.state)})
        environment.start()
        self.addCleanup(environment.stop)
        root = mock.patch("os.geteuid", return_value=0)
        root.start()
        self.addCleanup(root.stop)

    def calls(self):
        """Returns the arguments of every call of apt-get."""
        log = self.state / "calls"
        return log.read_text(encoding="ascii").splitlines() if log.exists() else []

    def run_launcher(self, *arguments):
        """Returns exit code, output and error output of the launcher."""
        out, err = io.StringIO(), io.StringIO()
        with mock.patch("sys.argv", ["mip6", *arguments]):
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                try:
                    code = launcher.main()
                except SystemExit as exit_request:
                    code = exit_request.code
        return code, out.getvalue(), err.getvalue()


class Installing(System):
    """What happens if packages are missing."""

    WANTED = (packages.Package("tool-a", "first"), packages.Package("tool-b", "second"))

    def ensure(self, may_install=True):
        """Runs the set-up for the wanted packages and returns what it printed."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            packages.ensure(self.WANTED, may_install)
        return out.getvalue()

    def test_missing_packages_are_named_with_their_reason_and_installed(self):
        (self.state / "updated").touch()
        printed = self.ensure()
        self.assertIn("missing: tool-a (first)", printed)
        self.assertEqual(self.calls(), ["install -y --no-install-recommends tool-a tool-b"])

    def test_only_missing_packages_are_installed(self):
        (self.state / "updated").touch()
        (self.state / "installed" / "tool-a").touch()
        self.ensure()
        self.assertEqual(self.calls(), ["install -y --no-install-recommends tool-b"])

    def test_package_lists_are_refreshed_if_installing_fails(self):
        self.ensure()
        self.assertEqual([call.split()[0] for call in self.calls()], ["install", "update", "install"])

    def test_second_set_up_prints_and_does_nothing(self):
        self.ensure()
        calls = self.calls()
        self.assertEqual(self.ensure(), "")
        self.assertEqual(self.calls(), calls)

    def test_without_permission_nothing_is_installed(self):
        with self.assertRaises(launcher.ToolMissing) as failure:
            self.ensure(may_install=False)
        expected = "apt-get install -y --no-install-recommends tool-a tool-b"
        self.assertEqual(str(failure.exception), expected)
        self.assertEqual(self.calls(), [])

    def test_without_root_and_sudo_the_command_is_named(self):
        def which(name):
            return None if name == "sudo" else f"/usr/bin/{name}"

        with mock.patch("os.geteuid", return_value=1000), mock.patch("shutil.which", which):
            with self.assertRaises(launcher.ToolMissing) as failure:
                self.ensure()
        self.assertIn("run as root: apt-get install", str(failure.exception))


class Commands(System):
    """Exit codes and the command line of mip6-run."""

    def test_no_install_prints_the_line_and_exits_with_4(self):
        for command in (["demo"], ["test"], ["list"], ["run", "handover"]):
            code, _, error = self.run_launcher(*command, "--no-install")
            self.assertEqual(code, 4, command)
            self.assertIn("apt-get install -y --no-install-recommends python3 g++ cmake", error)
        self.assertEqual(self.calls(), [])

    def test_doctor_names_what_is_missing_and_exits_with_4(self):
        with mock.patch.object(launcher, "self_test", return_value=True):
            code, out, _ = self.run_launcher("doctor")
        self.assertEqual(code, 4)
        self.assertRegex(out, r"for demo +missing, install with: apt-get install .* libns3-dev")
        self.assertRegex(out, r"for test +missing, install with: apt-get install .* tshark")
        self.assertEqual(self.calls(), [])

    def test_unknown_command_exits_with_2(self):
        self.assertEqual(self.run_launcher("fly")[0], 2)

    def arguments(self, *command_line):
        """Returns the command line of mip6-run for one of the launcher."""
        options, passed_on = launcher.make_parser().parse_known_args(command_line)
        return launcher.program_arguments(options, passed_on)

    def test_run_hands_its_options_to_the_program(self):
        found = self.arguments("run", "a/b.toml", "--seed", "3", "--run", "4", "--set", "stop=2 s",
                               "--set", "mobile.count=2", "--out", "x", "--outputs", "csv")
        wanted = ["--scenario=a/b.toml", "--out=x", "--seed=3", "--run=4", "--outputs=csv"]
        self.assertEqual(found, [*wanted, "--set=stop=2 s", "--set=mobile.count=2"])

    def test_results_are_named_after_the_scenario(self):
        self.assertIn("--out=results/handover", self.arguments("run", "handover"))
        self.assertIn("--out=results/study", self.arguments("run", "/tmp/study.toml"))

    def test_options_of_ns3_reach_the_program(self):
        option = "--ns3::Icmpv6L4Protocol::DAD=false"
        self.assertEqual(self.arguments("run", "handover", option)[-1], option)


if __name__ == "__main__":
    unittest.main()
