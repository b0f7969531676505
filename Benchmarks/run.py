#!/usr/bin/env python3
"""Speed and memory of swift-recurrent beside PyTorch, JAX and the bare matrix products, in one run.

    python3 Benchmarks/run.py CORPUS [--parts training,...] [--seconds 0.3] [--rounds 3]
                              [--json FILE [--resume]] [--page FILE] [--quick]

Every competitor is a worker process that answers requests; only one of them works at a time. Rounds
go A B C A B C, so that a slow spell of the machine meets all alike; medians and their ratios count.
A peer counts with the better of one and two threads, PyTorch with the better of one-hot input and an
Embedding as well; after a first round with all of them only the best go on. Progress goes to standard
error, the tables to standard output and --page. --json is written after every row, and --resume goes
on from it after an interruption. --quick measures little of everything, to see that it all runs.
Needs: pip install torch numpy jax (a missing peer is said aloud and left out).
"""

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from parts import memory, page, programs, speed
from parts.jobs import Results, run
from parts.machine import machine
from parts.workers import Competitors

PARTS = {
    "training": speed.training, "sampling": speed.sampling, "launch": programs.launch,
    "memory": memory.memory, "builds": programs.builds, "activations": speed.activations,
    "instruments": programs.instruments, "curves": memory.curves, "corpus": programs.corpus,
    "allocations": programs.allocations}


def whole_numbers(text):
    """A list of numbers parted by commas."""
    return [int(number) for number in text.split(",")]


def parsed():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--parts", default=",".join(PARTS), help="of: " + ", ".join(PARTS))
    parser.add_argument("--seconds", type=float, default=0.3, help="of one measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=whole_numbers, default=[64, 128, 256, 512],
                        help="H of the training table")
    parser.add_argument("--batches", type=whole_numbers, default=[16, 32, 64],
                        help="B of the training table")
    parser.add_argument("--json", type=Path, help="keep the results here, row by row")
    parser.add_argument("--resume", action="store_true", help="leave out what --json has already")
    parser.add_argument("--page", type=Path, help="write the tables, and figures/ beside them")
    parser.add_argument("--quick", action="store_true", help="see that it all runs")
    options = parser.parse_args()
    options.parts = options.parts.split(",")
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"--parts {unknown[0]} is unknown: choose from {', '.join(PARTS)}")
    for path in (options.json, options.page):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
    if options.quick:
        options.rounds, options.seconds = 1, 0.1
    return options


def draw(results, folder, program):
    """The figures of the results into `folder`."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(results, file)
        file.flush()
        subprocess.run([program.parent / "benchmark-figures", file.name, folder], check=True)


def main():
    """Measure, save, print."""
    options = parsed()
    competitors = Competitors(options)
    results = Results(
        {"date": datetime.date.today().isoformat(), "machine": machine(competitors.program),
         # Where the corpus lies on this machine is nobody's business.
         "command": " ".join(["python3 Benchmarks/run.py", *(
             Path(word).name if word == options.corpus else word for word in sys.argv[1:])]),
         "rounds": options.rounds, "seconds": options.seconds},
        options.json, options.resume)
    load = results.values["machine"]["load_at_start"]
    if load > 0.5 and not options.quick:
        print(f"the machine is not quiet: its load is {load}", file=sys.stderr)
    jobs = [job for name in options.parts for job in PARTS[name](competitors, options)]
    try:
        run(jobs, results)
    finally:
        text = page.page(results.values)
        print(text)
        if options.page:
            options.page.write_text(text)
            draw(results.values, options.page.parent / "figures", competitors.program)
    competitors.close()


if __name__ == "__main__":
    main()
