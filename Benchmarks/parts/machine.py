"""What computes: processor, caches, system, versions."""

import importlib.metadata
import os
import platform
import subprocess
from pathlib import Path

from parts.workers import ROOT

# Instruction sets that decide which kernels run.
FLAGS = ["sse4_2", "avx", "fma", "avx2", "avx512f", "avx512_vnni", "amx_tile"]


def said(*command):
    """What a command prints, empty where it fails."""
    try:
        return subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=True,
            cwd=ROOT).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def processor():
    """The processor's name and the flags that matter."""
    path = Path("/proc/cpuinfo")
    fields = {}
    for line in path.read_text().splitlines() if path.exists() else []:
        key, _, value = line.partition(":")
        fields.setdefault(key.strip(), value.strip())
    present = fields.get("flags", "").split()
    numbers = ", ".join(f"{key} {fields[key]}" for key in ("cpu family", "model") if key in fields)
    name = fields.get("model name", platform.processor())
    return (f"{name} ({numbers})" if numbers else name), [f for f in FLAGS if f in present]


def caches():
    """The caches of the first core, such as `L2 512K`."""
    found = []
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, kind, size = ((index / name).read_text().strip()
                             for name in ("level", "type", "size"))
        found.append(f"L{level}{'i' if kind == 'Instruction' else ''} {size}")
    return found


def version(package):
    """The version of a Python package, or None."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def machine(program):
    """Everything a reader needs to judge the numbers."""
    name, flags = processor()
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": name, "flags": flags, "caches": caches(), "cores": os.cpu_count(),
        "memory_bytes": pages, "system": platform.platform(),
        "swift": said("swift", "--version").split(" (")[0].splitlines()[0],
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("torch", "jax", "numpy") if version(name)},
        "backend": said(program, "backend"), "commit": said("git", "rev-parse", "--short", "HEAD"),
        "is_changed": bool(said("git", "status", "--porcelain", "--untracked-files=no")),
        "load_at_start": round(os.getloadavg()[0], 2)}
