# SPDX-License-Identifier: GPL-2.0-only
"""The commands of ./mip6: installs what is missing, builds what is old, then runs."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import packages
from console import BadInput, LauncherError, ToolMissing, run_build, run_with_progress, say

ROOT = Path(__file__).resolve().parent.parent
BUILD_FOLDERS = {"Release": "build", "Debug": "build-debug", "Sanitize": "build-sanitize"}
SIMULATION_FAILED = 3


class Build:
    """One build folder: configures it once and brings targets up to date."""

    def __init__(self, build_type, werror=False):
        self.folder = ROOT / BUILD_FOLDERS[build_type]
        self.wanted = {"CMAKE_BUILD_TYPE": build_type}
        if werror:
            self.wanted["MIP6_WERROR"] = "ON"

    @property
    def program(self):
        """The program that runs scenarios."""
        return self.folder / "mip6-run"

    def read_cache(self):
        """Returns the variables of a configured folder; nothing if it is not configured."""
        cache = self.folder / "CMakeCache.txt"
        if not cache.exists() or not (self.folder / "build.ninja").exists():
            return {}
        lines = cache.read_text(encoding="utf-8").splitlines()
        entries = (line.partition("=") for line in lines if ":" in line.partition("=")[0])
        return {name.partition(":")[0]: value for name, _, value in entries}

    def toolchain(self):
        """Returns the versions that CMake found; nothing if the folder is not configured."""
        path = self.folder / "mip6-toolchain.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def configure(self, with_tests):
        """Configures the folder unless it already is as wanted. Tests once switched on stay on."""
        cache = self.read_cache()
        if with_tests:
            self.wanted["MIP6_TESTS"] = "ON"
        elif not cache:
            self.wanted["MIP6_TESTS"] = "OFF"
        if all(cache.get(name) == value for name, value in self.wanted.items()):
            return
        options = [f"-D{name}={value}" for name, value in self.wanted.items()]
        command = ["cmake", "-G", "Ninja", "-S", str(ROOT), "-B", str(self.folder), *options]
        if run_with_progress("configure", command) != 0:
            raise LauncherError("configuring the build failed, see above")

    def make(self, target, with_tests=False):
        """Brings a target up to date."""
        self.configure(with_tests)
        jobs = str(os.cpu_count() or 1)
        command = ["cmake", "--build", str(self.folder), "--parallel", jobs, "--target", target]
        if run_build(command) != 0:
            raise LauncherError("the build failed, see above")


def describe_toolchain(build):
    """Returns one line with the versions that matter."""
    found = build.toolchain()
    tools = [name for name in ("gnuplot", "tshark") if shutil.which(name)]
    return " | ".join(
        (
            f"ns-3 {found['ns3']} ({found['ns3_origin']}), C++{found['cxx_standard']}",
            f"{found['compiler']} {found['compiler_version']}",
            f"Python {found['python_version']}",
            f"{', '.join(tools)} found" if tools else "neither gnuplot nor tshark found",
        )
    )


def prepare_run(options):
    """Makes the program that runs scenarios."""
    packages.ensure(packages.RUN, not options.no_install)
    build = Build(options.build_type)
    build.make("mip6-run")
    return build


def run_program(build, arguments):
    """Runs a scenario or a query and returns the exit code of the launcher."""
    code = subprocess.run([str(build.program), *arguments], check=False).returncode
    if code < 0:
        print(f"mip6-run: ended by signal {-code}", file=sys.stderr)
        return SIMULATION_FAILED
    return code


def program_arguments(options, passed_on):
    """Returns the command line of mip6-run for the options of "run"."""
    out = options.out or f"results/{Path(options.scenario).stem}"
    arguments = [f"--scenario={options.scenario}", f"--out={out}"]
    for name in ("seed", "run", "outputs"):
        value = getattr(options, name)
        if value is not None:
            arguments.append(f"--{name}={value}")
    arguments += [f"--set={setting}" for setting in options.set]
    return arguments + passed_on


def command_demo(options, passed_on):
    """Runs the bundled scenario "handover" with all outputs."""
    build = prepare_run(options)
    print(describe_toolchain(build), flush=True)
    options.scenario = "handover"
    options.outputs = options.outputs or "all"
    return run_program(build, program_arguments(options, passed_on))


def command_run(options, passed_on):
    """Runs one scenario."""
    return run_program(prepare_run(options), program_arguments(options, passed_on))


def command_list(options, passed_on):
    """Lists the bundled scenarios."""
    return run_program(prepare_run(options), ["--list", *passed_on])


def command_test(options, passed_on):
    """Builds everything and runs the tests; unknown options go to ctest."""
    packages.ensure(packages.RUN + packages.TEST, not options.no_install)
    build = Build(options.build_type, options.werror)
    build.make("all", with_tests=True)
    print(describe_toolchain(build), flush=True)
    command = ["ctest", "--test-dir", str(build.folder), "--output-on-failure"]
    command += ["--parallel", str(os.cpu_count() or 1)]
    command += ["--label-exclude", "slow"] if options.quick else []
    return 1 if subprocess.run(command + passed_on, check=False).returncode else 0


def first_line(command):
    """Returns the first line that a command prints, or that it is missing."""
    if not shutil.which(command[0]):
        return "missing"
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
    ).stdout
    return answer.splitlines()[0] if answer else "no answer"


def self_test(build):
    """Runs a scenario into a temporary folder and returns whether that worked."""
    if not build.program.exists():
        say("self-test", "not built yet; ./mip6 demo builds")
        return True
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--scenario=handover", "--outputs=csv", f"--out={folder}/result"]
        answer = subprocess.run(
            [str(build.program), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    say("self-test", "passed" if answer.returncode == 0 else "failed")
    if answer.returncode != 0:
        print(answer.stdout, end="")
    return answer.returncode == 0


def say_versions(build):
    """Prints the versions of everything that takes part."""
    found = build.toolchain()
    if found:
        say("ns-3", f"{found['ns3']} ({found['ns3_origin']})")
        say("compiler", f"{found['compiler']} {found['compiler_version']}, C++{found['cxx_standard']}")
        say("python", f"{found['python_version']} ({found['python']})")
    else:
        say("ns-3", "not configured yet; ./mip6 demo does")
        say("compiler", first_line(["g++", "--version"]))
        say("python", f"{sys.version.split()[0]} ({sys.executable})")
    say("cmake", first_line(["cmake", "--version"]))
    say("gnuplot", first_line(["gnuplot", "--version"]))
    say("tshark", first_line(["tshark", "--version"]))


def say_missing(purpose, wanted):
    """Prints which packages are missing and returns whether any is."""
    missing = packages.find_missing(wanted)
    if missing:
        say(purpose, f"missing, install with: {packages.apt_line(missing)}")
    else:
        say(purpose, "all packages are installed")
    return bool(missing)


def command_doctor(options, passed_on):
    """Shows versions and missing packages, and tries the program. Changes nothing."""
    if passed_on:
        raise BadInput(f"doctor: unknown option {passed_on[0]}")
    build = Build(options.build_type)
    say_versions(build)
    is_missing = say_missing("for demo", packages.RUN)
    say_missing("for test", packages.RUN + packages.TEST)
    if not self_test(build):
        return SIMULATION_FAILED
    return ToolMissing.exit_code if is_missing else 0


def add_common(parser):
    """Adds the options that every command has."""
    parser.add_argument("--no-install", action="store_true", help="only print what is missing")
    parser.add_argument(
        "--build-type", choices=list(BUILD_FOLDERS), default="Release", help="default: Release"
    )


def add_run_options(parser):
    """Adds the options of one run."""
    parser.add_argument("--seed", metavar="N", help="seed of the random numbers")
    parser.add_argument("--run", metavar="N", help="run number, for independent repetitions")
    parser.add_argument("--set", metavar="KEY=VALUE", action="append", default=[],
                        help="override a parameter; may be repeated")
    parser.add_argument("--out", metavar="DIR", help="default: results/SCENARIO")
    parser.add_argument("--outputs", metavar="LIST", help='"all", or a list such as csv,plots,pcap')


def make_parser():
    """Returns the parser of the command line."""
    parser = argparse.ArgumentParser(prog="mip6", description="Mobile IPv6 for ns-3")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for function in (command_demo, command_run, command_test, command_list, command_doctor):
        name = function.__name__.partition("_")[2]
        command = commands.add_parser(name, help=function.__doc__.splitlines()[0],
                                      description=function.__doc__, allow_abbrev=False)
        command.set_defaults(function=function)
        add_common(command)
        if name == "run":
            command.add_argument("scenario", help="a bundled scenario or a file")
        if name in ("demo", "run"):
            add_run_options(command)
        if name == "test":
            command.add_argument("--quick", action="store_true", help="leave out slow tests")
            command.add_argument("--werror", action="store_true", help="warnings are errors")
    return parser


def main():
    """Runs one command and returns the exit code."""
    options, passed_on = make_parser().parse_known_args()
    try:
        return options.function(options, passed_on)
    except LauncherError as error:
        print(f"mip6: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
