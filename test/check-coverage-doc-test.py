#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Proves that check-coverage-doc.py finds what it is meant to find.

A small tree with a page without violations is written to a temporary folder. Each test spoils one
thing and expects exactly that finding.
"""

import importlib.util
import tempfile
import unittest
from pathlib import Path


def load_check():
    """Loads check-coverage-doc.py, whose name is no module name."""
    path = Path(__file__).resolve().parent / "check-coverage-doc.py"
    spec = importlib.util.spec_from_file_location("check_coverage_doc", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.check


CHECK = load_check()

FILES = (
    "model/wire/mip6-numbers.h",
    "model/stack/mip6-actions.cc",
    "test/unit/mip6-numbers-test.cc",
    "test/mip6-errors-test-suite.cc",
    "test/unit/nemo-pairs-test.cc",
    "model/protocol/nemo-tables.h",
    "test/e2e/messages-test.py",
)

# The requirements begin in line 3, the other table in line 17.
PAGE = r"""
========= =============== ======== ================ ==========================
Section   Requirement     State    Files            Tests
========= =============== ======== ================ ==========================
6.1       MUST be small   done     wire/numbers     unit/numbers, suite/errors
6.1       MUST NOT be     done     wire/numbers,    \-
          big             [D1]     stock ns-3
6.10      SHOULD be right partly   stack/actions    e2e/messages
          (it is left)
10.3.1    MUST be secret  not
          (IPsec)
========= =============== ======== ================ ==========================

========= =============== ======================== ===========================
Section   What            Files                    Tests
========= =============== ======================== ===========================
2, 3      All of it       stack/actions [D2]       suite/errors
4         Nothing         not there
========= =============== ======================== ===========================

==== ====
one  word
==== ====

D1
  Not quite.

D2
  Not at all.
"""


def findings(page):
    """Returns what the check says about a page, as pairs of line number and rule."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in ("doc/rfc-coverage.rst", *FILES):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(page if path.startswith("doc/") else "", encoding="utf-8")
        lines = CHECK(root)
    return [(int(line.split(":")[1]), line.split(": ")[1]) for line in lines]


class CoverageCheck(unittest.TestCase):
    """One test per rule."""

    def expect(self, before, after, *expected):
        """Checks what is found once a part of the page is replaced."""
        self.assertEqual(PAGE.count(before), 1, "the test spoils one place")
        self.assertEqual(findings(PAGE.replace(before, after)), list(expected))

    def test_a_page_without_violations_passes(self):
        self.assertEqual(findings(PAGE), [])

    def test_files_must_exist(self):
        self.expect("wire/numbers     unit", "wire/number      unit", (5, "missing"))
        self.expect("stack/actions [D2]", "stack/traction [D2]", (17, "missing"))
        self.expect("stack/actions [D2]", "also stack/act- [D2]", (17, "missing"))
        self.expect("not there", "not room/x", (18, "name"))

    def test_tests_must_exist(self):
        self.expect("unit/numbers, suite", "unit/words, suite", (5, "missing"))
        self.expect("suite/errors\n6.1", "suite/terrors\n6.1", (5, "missing"))
        self.expect("e2e/messages", "e2e/passages", (8, "missing"))

    def test_names_must_be_short_names(self):
        self.expect("stack/actions    e2e", "actions          e2e", (8, "name"))
        self.expect("e2e/messages", "end2end/messages", (8, "column"))
        self.expect("e2e/messages", "by hand", (8, "name"))

    def test_files_and_tests_have_columns_of_their_own(self):
        self.expect("stack/actions    e2e", "suite/errors     e2e", (8, "column"))
        self.expect("e2e/messages", "stack/actions", (8, "column"))

    def test_names_of_nemo_stand_for_themselves(self):
        self.expect("suite/errors\n4", "unit/nemo-pairs\n4")
        self.expect("suite/errors\n4", "unit/nemo-pair\n4", (17, "missing"))
        self.expect("stack/actions [D2]", "protocol/nemo-tables [D2]")
        self.expect("stack/actions [D2]", "protocol/nemo-tale [D2]", (17, "missing"))

    def test_each_document_has_an_order_of_its_own(self):
        document = PAGE[: PAGE.index("\n\n", 10)]
        page = document + "\n\nAnother document\n----------------\n" + PAGE
        self.assertEqual(findings(page), [])
        self.assertIn((17, "order"), findings(document + "\n" + PAGE))

    def test_states_are_three(self):
        self.expect("partly ", "nearly ", (8, "state"))

    def test_what_is_done_has_a_file_and_a_test(self):
        self.expect("unit/numbers, suite/errors", "", (5, "proof"))
        self.expect("wire/numbers     unit", "                 unit", (5, "proof"))

    def test_what_is_partly_done_has_a_file_and_a_test(self):
        self.expect("e2e/messages", "", (8, "proof"))

    def test_what_is_not_done_has_no_test(self):
        spoilt = "MUST be secret  not      stack/actions    unit/numbers"
        self.expect("MUST be secret  not", spoilt, (10, "state"))

    def test_what_is_not_done_has_a_reason(self):
        self.expect("(IPsec)", "or not ", (10, "reason"))
        self.expect("(it is left)", "it is left", (8, "reason"))

    def test_a_deviation_is_a_reason(self):
        self.expect("          (IPsec)", "                          [D2]")

    def test_deviations_are_defined(self):
        self.expect("[D1] ", "[D3] ", (6, "deviation"), (25, "deviation"))

    def test_deviations_are_in_order(self):
        self.expect("D2\n  Not", "D1\n  Not", (25, "deviation"), (17, "deviation"))

    def test_requirements_are_in_order(self):
        self.expect("6.10 ", "6.0  ", (8, "order"))
        self.expect("6.10 ", "six  ", (8, "section"))

    def test_a_page_without_requirements_is_noticed(self):
        self.expect("State    Files ", "Status   Files ", (1, "state"))


if __name__ == "__main__":
    unittest.main()
