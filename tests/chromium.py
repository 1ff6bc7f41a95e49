"""Finds a Chromium or Chrome for the browser tests, or gets one: `python -m tests.chromium`."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

# The one without windows does the same work at half the cost.
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]
ARGUMENTS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "No Chromium or Chrome was found and none could be installed: "
    "install one, or name it in CHROMIUM, and run make test again."
)


@cache
def find() -> str | None:
    """The first browser that runs: the one named, one that is installed, or Playwright's own."""
    named = [os.environ.get("CHROMIUM", "")]
    installed = [shutil.which(name) or "" for name in NAMES]
    for path in named + installed:
        if path and runs(path):
            return path
    own = playwrights_own()
    return own if runs(own) else None


def playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def runs(path: str) -> bool:
    """A browser whose libraries are missing is there and does not run."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def get() -> str | None:
    """Playwright's own; where that does not run, Debian's, if we may install it."""
    print("       none is installed: getting Playwright's", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    find.cache_clear()
    if found := find():
        return found
    if os.geteuid() == 0 and Path("/etc/debian_version").exists():
        print("       that does not run here: installing Debian's", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        for name in NAMES[:2]:
            subprocess.run(["apt-get", "install", "-y", "-qq", name], env=quiet, check=False)
            find.cache_clear()
            if find():
                break
    return find()


def arguments() -> list[str]:
    """Chromium cannot keep its sandbox when root starts it."""
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS


if __name__ == "__main__":
    browser = find() or get()
    if browser is None:
        sys.exit(MISSING)
    print(f"       {browser}")
