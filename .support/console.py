# SPDX-License-Identifier: GPL-2.0-only
"""What the launcher prints, and how it runs long commands."""

import re
import shutil
import subprocess
import sys
import time
from collections import deque

# Lines of a failed command that are shown.
TAIL_LINES = 40

# Off a terminal, progress is printed at most this often.
SPARSE_SECONDS = 10.0

NINJA_STEP = re.compile(r"\[(\d+)/(\d+)\] (.*)")


class LauncherError(Exception):
    """Ends the launcher with a message and an exit code."""

    exit_code = 1


class BadInput(LauncherError):
    """The user asked for something that does not exist."""

    exit_code = 2


class ToolMissing(LauncherError):
    """A program or library is not installed."""

    exit_code = 4


def say(label, text):
    """Prints one line in the two columns of all output."""
    print(f"{label:<10} {text}", flush=True)


class ProgressLine:
    """The last line of a long command: rewritten on a terminal, printed now and then elsewhere."""

    def __init__(self, label):
        self.label = label
        self.on_terminal = sys.stdout.isatty()
        self.printed_at = time.monotonic()

    def show(self, text):
        """Shows how far the command is."""
        if self.on_terminal:
            width = shutil.get_terminal_size().columns - 1
            line = f"{self.label:<10} {text}"[:width]
            print(f"\r\033[K{line}", end="", flush=True)
        elif time.monotonic() - self.printed_at >= SPARSE_SECONDS:
            self.printed_at = time.monotonic()
            say(self.label, text)

    def clear(self):
        """Makes room for other output."""
        if self.on_terminal:
            print("\r\033[K", end="", flush=True)


def run_with_progress(label, command, show_failure=True):
    """Runs a command, shows its last line while it runs, and its end if it fails.

    Returns its exit code.
    """
    progress = ProgressLine(label)
    tail = deque(maxlen=TAIL_LINES)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout:
            tail.append(line)
            progress.show(line.rstrip())
    progress.clear()
    if process.returncode != 0 and show_failure:
        sys.stdout.writelines(tail)
    return process.returncode


def run_build(command):
    """Runs a build, shows its steps in one line and everything else, such as warnings, as it is.

    Returns its exit code.
    """
    progress = ProgressLine("build")
    started = time.monotonic()
    steps = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout:
            step = NINJA_STEP.match(line)
            if step:
                steps = int(step.group(1))
                progress.show(line.rstrip())
            elif line.strip() and not line.startswith("ninja: "):
                progress.clear()
                print(line, end="", flush=True)
    progress.clear()
    if steps and process.returncode == 0:
        say("build", f"{steps} steps in {time.monotonic() - started:.0f} s")
    return process.returncode
