#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Bad input ends with one clear line, exit code 2 and no results."""

import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from program import HANDOVER, run_program  # noqa: E402

BAD_INPUT = 2
LINK_TO_AR2 = 'between = ["r1", "ar2"]'

# Changes of the bundled scenario, and what is said about the line that was changed.
CHANGES = {
    "unknown key": ("handover_delay =", "handover_delaay =", r"unknown key .*did you mean"),
    "wrong unit": ('"10 us"', '"10 kg"', r"access\.delay = \"10 kg\" is not a time"),
    "missing unit": ('delay          = "10 us"', "delay          = 10", r"has no unit"),
    "unknown node in a move": ('to = "ar2"}', 'to = "zz"}', r"\"zz\" is not a link .*ar2"),
    "documentation prefix": ('"2001:1:0:3::/64"', '"2001:db8:0:3::/64"', r"2001:db8::/32"),
    "not TOML": ("[access]", "[access", r"."),
}


class BadInput(unittest.TestCase):
    """Each test runs the program in an empty folder."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def check_refused(self, *arguments):
        """Checks that the program refuses its arguments; returns the line that it says."""
        before = self.list_files()
        process = run_program(*arguments, folder=self.folder)
        self.assertEqual(process.returncode, BAD_INPUT, process.stderr)
        self.assertEqual(len(process.stderr.splitlines()), 1, process.stderr)
        self.assertEqual(self.list_files(), before)
        return process.stderr.rstrip("\n")

    def list_files(self):
        """Returns every file and folder with its content."""
        return {p: p.read_bytes() if p.is_file() else None for p in self.folder.rglob("*")}

    def write(self, text):
        """Writes a scenario file."""
        (self.folder / "my.toml").write_text(text, encoding="utf-8")

    def test_the_bundled_scenario_itself_is_fine(self):
        self.write(HANDOVER.read_text(encoding="utf-8"))
        process = run_program("--scenario=my.toml", "--check", folder=self.folder)
        self.assertEqual((process.returncode, process.stderr), (0, ""))

    def test_a_wrong_line_is_named(self):
        original = HANDOVER.read_text(encoding="utf-8")
        for name, (old, new, message) in CHANGES.items():
            with self.subTest(name):
                self.assertEqual(original.count(old), 1)
                self.write(original.replace(old, new))
                line = original[: original.index(old)].count("\n") + 1
                said = self.check_refused("--scenario=my.toml", "--out=results/mine")
                number = re.match(r"my\.toml:(\d+): ", said)
                self.assertTrue(number, said)
                # What follows an unclosed bracket is the first wrong character, one line later.
                self.assertLessEqual(abs(int(number.group(1)) - line), int(name == "not TOML"), said)
                self.assertRegex(said, message)

    def test_a_node_that_cannot_be_reached_is_named(self):
        original = HANDOVER.read_text(encoding="utf-8")
        block = next(part for part in original.split("\n\n") if LINK_TO_AR2 in part)
        self.write(original.replace(block, ""))
        said = self.check_refused("--scenario=my.toml", "--out=results/mine")
        self.assertRegex(said, r'^my\.toml:\d+: .*cannot reach "ar2"')

    def test_an_empty_file_is_refused(self):
        self.write("")
        self.assertRegex(self.check_refused("--scenario=my.toml"), r"^my\.toml:1: .*empty")

    def test_what_cannot_be_read_is_refused(self):
        self.assertRegex(self.check_refused("--scenario=none.toml"), r"^none\.toml: ")
        (self.folder / "folder.toml").mkdir()
        self.assertRegex(self.check_refused("--scenario=folder.toml"), r"^folder\.toml: ")

    def test_bad_options_are_refused(self):
        for options, message in (
            (("--set", "protocol.dat=off"), r"protocol\.dat.*did you mean"),
            (("--set", "stop=5"), r"unit"),
            (("--set", "stop"), r"key=value"),
            (("--outputs=csv,foo",), r"\"foo\".*csv, pcap"),
            (("--run=one",), r"whole number"),
            (("--seed=0",), r"whole number"),
            (("--sead=1",), r"--sead.*did you mean"),
        ):
            with self.subTest(options):
                self.assertRegex(self.check_refused("--scenario=handover", *options), message)

    def test_an_unknown_scenario_is_refused_with_the_known_ones(self):
        self.assertRegex(self.check_refused("--scenario=handovr"), r"handover")

    def test_a_folder_of_something_else_is_not_replaced(self):
        (self.folder / "thesis").mkdir()
        (self.folder / "thesis" / "chapter.txt").write_text("text", encoding="ascii")
        said = self.check_refused("--scenario=handover", "--out=thesis")
        self.assertRegex(said, r"thesis exists")

    def test_results_survive_bad_input(self):
        options = ("--scenario=handover", "--outputs=csv", "--out=mine")
        process = run_program(*options, "--set", "stop=5 s", "--set", "mobile.attach=[]", folder=self.folder)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.check_refused(*options, "--set", "protocol.dad=fast")


if __name__ == "__main__":
    unittest.main()
