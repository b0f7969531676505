"""What rnn-train costs as a program: launch, by build, with its instruments, by size of the text."""

import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from parts.jobs import Job
from parts.workers import ROOT, build

LAUNCHES = 9
NETWORKS = {"tanh": ["--cell", "elman"], "gru": ["--cell", "gru"]}
RELU = ["--cell", "elman", "--hidden", "relu"]
MEGABYTE = 1_000_000


class Trainer:
    """rnn-train in a folder of its own, which is gone afterwards."""

    def __init__(self, configuration, text, *options):
        self.folder = tempfile.TemporaryDirectory()
        self.run = Path(self.folder.name) / "run"
        program = build(ROOT, "-c", configuration, "--product", "rnn-train") / "rnn-train"
        self.command = [str(program), str(text), "--output", str(self.run), *options]

    def __enter__(self):
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
        self.folder.cleanup()

    def seconds_to_first_update(self):
        """Seconds from launch until the log has the first update.

        It has been measured, and the network validated and saved as drawn, before that.
        """
        log = self.run / "metrics.jsonl"
        while not (log.exists() and log.stat().st_size > 0):
            if self.process.poll() is not None:
                raise SystemExit(f"benchmark: {self.command} failed: {self.process.stderr.read()}")
            time.sleep(0.0005)
        return time.perf_counter() - self.start

    def finish(self):
        """Wait for the end; the bytes of memory at its peak."""
        errors = self.process.stderr.read()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.seconds = time.perf_counter() - self.start
        self.processor_seconds = usage.ru_utime + usage.ru_stime
        self.process.returncode = os.waitstatus_to_exitcode(status)
        if self.process.returncode != 0:
            raise SystemExit(f"benchmark: {self.command} failed: {errors}")
        return usage.ru_maxrss * 1024

    def log(self):
        """The lines of the log."""
        return [json.loads(line) for line in (self.run / "metrics.jsonl").open()]


@contextmanager
def text_of_size(corpus, size):
    """A file of `size` bytes that repeats the corpus."""
    source = Path(corpus).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        with path.open("wb") as file:
            for _ in range(size // len(source)):
                file.write(source)
            # No character may be cut in two.
            file.write(source[:size % len(source)].decode(errors="ignore").encode())
        yield path


def launch(_, options):
    """Seconds from launch to the first update on a text of 1 MB."""
    for cell in ["tanh"] if options.quick else NETWORKS:
        yield Job("launch", {"cell": cell, "hidden_size": 128, "bytes": MEGABYTE},
                  LAUNCHES * 0.4, lambda cell=cell: launch_row(options, cell))


def launch_row(options, cell):
    """The median of some launches."""
    seconds = []
    with text_of_size(options.corpus, MEGABYTE) as text:
        for _ in range(2 if options.quick else LAUNCHES):
            with Trainer("release", text, *NETWORKS[cell]) as trainer:
                seconds.append(trainer.seconds_to_first_update())
    return {"seconds": statistics.median(seconds), "samples": seconds}


def builds(_, options):
    """Training with rnn-train as a debug and as a release build."""
    for cell in ["tanh"] if options.quick else NETWORKS:
        yield Job("builds", {"cell": cell, "hidden_size": 128}, options.rounds * 6,
                  lambda cell=cell: builds_row(options, cell))


def builds_row(options, cell):
    """Characters per second and seconds in all of both builds, medians of rounds A B A B."""
    updates = "60" if options.quick else "600"
    speeds, seconds = {"debug": [], "release": []}, {"debug": [], "release": []}
    for _ in range(options.rounds):
        for configuration in speeds:
            with Trainer(configuration, options.corpus, *NETWORKS[cell],
                         "--steps", updates) as trainer:
                trainer.finish()
                seconds[configuration].append(trainer.seconds)
                speeds[configuration].append(trainer.log()[-1]["characters_per_second"])
    row = {name: statistics.median(values) for name, values in speeds.items()}
    row |= {f"{name}_seconds": statistics.median(values) for name, values in seconds.items()}
    return {**row, "debug_over_release": row["release"] / row["debug"], "updates": int(updates)}


def instruments(_, options):
    """Training with the instruments that rnn-train has by default, and with none."""
    networks = {**NETWORKS, "relu": RELU}
    for cell in ["tanh"] if options.quick else networks:
        for threads in [2] if options.quick else [1, 2]:
            yield Job("instruments", {"cell": cell, "threads": threads},
                      2 * instruments_rounds(options) * 3,
                      lambda cell=cell, threads=threads: instruments_row(
                          options, [*networks[cell], "--threads", str(threads)]))


def instruments_rounds(options):
    """More than of others: the difference looked for is as small as what runs differ by."""
    return options.rounds * (1 if options.quick else 3)


def instruments_row(options, network):
    """The time of whole runs with them over that without, of rounds A B B A; the median over the rounds,
    whose two runs follow each other: so what the machine does slowly is in both."""
    updates = "60" if options.quick else "1000"
    flows = {"without": ["--gradient-flow", "off"], "with": []}
    clock, processor = {name: [] for name in flows}, {name: [] for name in flows}
    for round_number in range(instruments_rounds(options)):
        for name in sorted(flows, reverse=round_number % 2 == 1):
            with Trainer("release", options.corpus, *network, "--steps", updates,
                         "--validation", "0", *flows[name]) as trainer:
                trainer.finish()
                clock[name].append(trainer.seconds)
                processor[name].append(trainer.processor_seconds)

    def ratio(times):
        return statistics.median(
            mine / other for mine, other in zip(times["with"], times["without"]))

    return {"step_over_step_without": ratio(clock), "processor_over_without": ratio(processor),
            "updates": int(updates)}


def corpus(_, options):
    """Time and memory by the size of the text, to 1 GiB."""
    sizes = [1 << 20] if options.quick else [1 << 20, 10 << 20, 100 << 20, 1 << 30]
    for size in sizes:
        yield Job("corpus", {"bytes": size}, 2 + size / 40e6,
                  lambda size=size: corpus_row(options, size))


def corpus_row(options, size):
    """One run of a single update, without a held-out part, which would take as long as it is."""
    with text_of_size(options.corpus, size) as text:
        with Trainer("release", text, "--steps", "1", "--validation", "0") as trainer:
            seconds = trainer.seconds_to_first_update()
            return {"seconds": seconds, "peak_bytes": trainer.finish()}


def allocations(_, options):
    """Allocations of N and of 2N updates, as valgrind counts them."""
    if not options.quick:
        yield Job("allocations", {"tool": "valgrind"}, 150, allocations_row)


def allocations_row():
    """What Scripts/check-allocations.sh says."""
    result = subprocess.run(
        [ROOT / "Scripts" / "check-allocations.sh"], capture_output=True, text=True, check=False)
    counted = re.findall(r"(\d+) allocations at 20 updates, (\d+) at 40", result.stdout)
    lines = [line for line in result.stdout.splitlines() if "thread(s)" in line]
    return {"cases": len(counted), "lines": lines,
            "most_in_20_updates": max((int(b) - int(a) for a, b in counted), default=None)}
