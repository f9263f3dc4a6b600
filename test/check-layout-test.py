#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Proves that check-layout.py finds what it is meant to find.

A small tree without violations is written to a temporary folder. Each test plants one violation in
a copy of it and expects exactly that finding.
"""

import importlib.util
import tempfile
import unittest
from pathlib import Path

SPDX = "SPDX-License-Identifier: GPL-2.0-only"


def load_check():
    """Loads check-layout.py, whose name is no module name."""
    path = Path(__file__).resolve().parent / "check-layout.py"
    spec = importlib.util.spec_from_file_location("check_layout", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.check


CHECK = load_check()


def header(name, *includes):
    """Returns the text of a header that includes some others; its first include is in line 8."""
    guard = name.upper().replace("-", "_").replace(".", "_")
    top = f"/*\n * {SPDX}\n */\n\n#ifndef {guard}\n#define {guard}\n\n"
    return top + "".join(f"#include {include}\n" for include in includes) + "\n#endif\n"


def source(*includes):
    """Returns the text of a source file that includes some headers; the first is in line 5."""
    return f"/*\n * {SPDX}\n */\n\n" + "".join(f"#include {include}\n" for include in includes)


def file_list(names):
    """Returns the text of a build file that lists some files."""
    return f"# {SPDX}\nset(files\n" + "".join(f"    {name}\n" for name in sorted(names)) + ")\n"


def clean_tree():
    """Returns {path: text} of a tree without violations."""
    tree = {
        "model/wire/mip6-numbers.h": header("mip6-numbers.h", "<cstdint>"),
        "model/wire/mip6-byte-io.cc": source('"mip6-numbers.h"', '"ns3/nstime.h"', "<vector>"),
        "model/protocol/mip6-home-agent-machine.h": header(
            "mip6-home-agent-machine.h", '"ns3/mip6-numbers.h"'
        ),
        "model/protocol/mip6-mobile-node-machine.h": header("mip6-mobile-node-machine.h"),
        "model/stack/mip6-compat.h": header("mip6-compat.h")
        + "#if MIP6_NS3_VERSION_MINOR >= 39\n#endif\n",
        "model/stack/mip6-home-agent.cc": source(
            '"ns3/mip6-home-agent-machine.h"', '"ns3/node.h"'
        ),
        "model/stack/nemo-mobile-router.h": header("nemo-mobile-router.h"),
        "helper/mip6-helper.cc": source('"ns3/mip6-compat.h"'),
        "test/unit/mip6-byte-io-test.cc": source('"ns3/mip6-numbers.h"', "<gtest/gtest.h>"),
        "test/mip6-handover-test-suite.cc": source('"ns3/test.h"'),
    }
    return tree


def write_tree(root, tree):
    """Writes a tree below a folder, with build files that list its C++ files unless it has some."""
    cxx = [path for path in tree if path.endswith((".h", ".cc"))]
    tree = {"CMakeLists.txt": file_list(cxx), "wscript": file_list(cxx), **tree}
    for path, text in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


class LayoutCheck(unittest.TestCase):
    """One test per rule."""

    def findings(self, changes):
        """Returns what the check says about the clean tree with some files added or replaced."""
        with tempfile.TemporaryDirectory() as folder:
            write_tree(Path(folder), {**clean_tree(), **changes})
            return CHECK(Path(folder))

    def expect(self, changes, *starts):
        """Expects these findings and no others, each given by its beginning "file:line: rule"."""
        found = sorted(self.findings(changes))
        self.assertEqual(len(found), len(starts), found)
        for line, start in zip(found, sorted(starts)):
            self.assertTrue(line.startswith(start + ":"), f"{line} is not {start}")

    def expect_source(self, path, include, rule):
        """Expects that a source file with one include breaks one rule in line 5."""
        self.expect({path: source(include)}, f"{path}:5: {rule}")

    def test_clean_tree_has_no_finding(self):
        self.expect({})

    def test_wire_may_not_include_protocol(self):
        self.expect_source(
            "model/wire/mip6-bad.cc", '"ns3/mip6-home-agent-machine.h"', "border"
        )

    def test_wire_may_not_include_the_simulator(self):
        self.expect_source("model/wire/mip6-bad.cc", '"ns3/simulator.h"', "border")

    def test_protocol_may_not_include_a_packet(self):
        self.expect_source("model/protocol/mip6-bad.cc", "<ns3/packet.h>", "border")

    def test_protocol_may_not_include_a_clock(self):
        self.expect_source("model/protocol/mip6-bad.cc", "<chrono>", "border")

    def test_protocol_may_not_include_stack(self):
        self.expect_source("model/protocol/mip6-bad.cc", '"ns3/mip6-compat.h"', "border")

    def test_protocol_may_not_include_system_headers(self):
        self.expect_source("model/protocol/mip6-bad.cc", "<sys/stat.h>", "border")

    def test_only_its_wrapper_may_include_a_library(self):
        self.expect({"model/protocol/mip6-return-routability-keys.cc": source("<gcrypt.h>")})
        self.expect_source("model/protocol/mip6-bad.cc", "<gcrypt.h>", "border")

    def test_helper_may_not_include_protocol(self):
        self.expect_source("helper/mip6-bad.cc", '"ns3/mip6-home-agent-machine.h"', "border")

    def test_helper_may_not_include_wire(self):
        self.expect_source("helper/results/mip6-bad.cc", '"ns3/mip6-numbers.h"', "border")

    def test_stack_may_not_include_helper(self):
        self.expect(
            {
                "helper/mip6-helper.h": header("mip6-helper.h"),
                "model/stack/mip6-bad.cc": source('"ns3/mip6-helper.h"'),
            },
            "model/stack/mip6-bad.cc:5: border",
        )

    def test_unit_test_may_not_include_a_node(self):
        self.expect_source("test/unit/mip6-bad-test.cc", '"ns3/node.h"', "border")

    def test_example_may_not_include_private_headers(self):
        self.expect_source("examples/mip6-bad.cc", '"ns3/mip6-numbers.h"', "border")

    def test_relative_include_is_found(self):
        path = "model/protocol/mip6-bad.h"
        self.expect(
            {path: header("mip6-bad.h", '"../wire/mip6-numbers.h"')}, f"{path}:8: relative"
        )

    def test_header_names_its_own_folder_through_ns3(self):
        path = "model/wire/mip6-bad.h"
        self.expect({path: header("mip6-bad.h", '"mip6-numbers.h"')}, f"{path}:8: form")

    def test_source_names_other_folders_through_ns3(self):
        self.expect_source("model/protocol/mip6-bad.cc", '"mip6-numbers.h"', "form")

    def test_include_of_an_unknown_header_is_found(self):
        self.expect_source("model/stack/mip6-bad.cc", '"ns3/mip6-nowhere.h"', "missing")

    def test_role_may_not_include_another_role(self):
        path = "model/protocol/mip6-home-agent-machine.h"
        include = '"ns3/mip6-mobile-node-machine.h"'
        self.expect({path: header("mip6-home-agent-machine.h", include)}, f"{path}:8: role")

    def test_mip6_may_not_include_nemo(self):
        self.expect_source("model/stack/mip6-bad.cc", '"nemo-mobile-router.h"', "nemo")

    def test_name_without_prefix_is_found(self):
        self.expect({"model/wire/timer.cc": source()}, "model/wire/timer.cc:1: name")

    def test_unit_test_without_its_ending_is_found(self):
        self.expect({"test/unit/mip6-bad.cc": source()}, "test/unit/mip6-bad.cc:1: name")

    def test_repeated_base_name_is_found(self):
        path = "model/wire/mip6-helper.cc"
        self.expect({path: source()}, f"{path}:1: unique")

    def test_wrong_guard_is_found(self):
        path = "model/wire/mip6-bad.h"
        self.expect({path: header("mip6-good.h")}, f"{path}:1: guard")

    def test_version_test_outside_the_compatibility_file_is_found(self):
        path = "model/stack/mip6-bad.cc"
        text = source() + "#if MIP6_NS3_VERSION_MINOR >= 39\n#endif\n"
        self.expect({path: text}, f"{path}:5: version")

    def test_assigned_number_outside_its_file_is_found(self):
        path = "model/wire/mip6-byte-io.cc"
        for name in ("PADN_TYPE", "RA_FLAG_PROXY", "ICMPV6_REDIRECT", "NEXT_HEADER_NONE"):
            text = clean_tree()[path] + f"constexpr uint8_t {name} = 0x04;\n"
            self.expect({path: text}, f"{path}:8: number")

    def test_number_that_is_not_assigned_is_no_finding(self):
        path = "model/wire/mip6-byte-io.cc"
        text = clean_tree()[path] + "constexpr std::size_t TYPE_OFFSET = 2;\n"
        text += "constexpr uint8_t NAMED_FLAGS = RA_FLAG_OTHER;\n"
        self.expect({path: text})

    def test_unknown_folder_is_found(self):
        self.expect({"model/misc/mip6-bad.cc": source()}, "model/misc/mip6-bad.cc:1: room")

    def test_missing_licence_is_found(self):
        self.expect({"model/wire/mip6-bad.cc": "\n"}, "model/wire/mip6-bad.cc:1: licence")

    def test_file_of_501_lines_is_found(self):
        path = "model/wire/mip6-bad.cc"
        self.expect({path: source() + "\n" * 496})
        self.expect({path: source() + "\n" * 497}, f"{path}:501: length")

    def test_character_outside_ascii_is_found(self):
        path = "model/wire/mip6-bad.cc"
        self.expect({path: source() + "// \u00e9\n"}, f"{path}:5: ascii")

    def test_unlisted_file_is_found(self):
        names = [path for path in clean_tree() if "compat" not in path]
        path = "model/stack/mip6-compat.h"
        self.expect({"CMakeLists.txt": file_list(names)}, f"{path}:1: list")
        self.expect({"wscript": file_list(names)}, f"{path}:1: list")

    def test_listed_file_that_does_not_exist_is_found(self):
        names = [*clean_tree(), "model/wire/mip6-gone.cc"]
        found = self.findings({"CMakeLists.txt": file_list(names)})
        self.assertEqual(len(found), 1)
        self.assertIn("list: model/wire/mip6-gone.cc does not exist", found[0])

    def test_unsorted_list_is_found(self):
        names = sorted(clean_tree())
        names.append(names.pop(0))
        text = f"# {SPDX}\nset(files\n" + "".join(f"    {name}\n" for name in names) + ")\n"
        self.expect({"CMakeLists.txt": text}, f"CMakeLists.txt:{len(names) + 2}: sorted")


if __name__ == "__main__":
    unittest.main()
