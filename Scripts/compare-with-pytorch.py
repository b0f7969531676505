#!/usr/bin/env python3
"""Training speed of rnn-train beside PyTorch's, interleaved in one run: medians and ratios.

    swift build -c release --product rnn-train
    python3 Scripts/compare-with-pytorch.py CORPUS [--rounds 3] [--updates 150]

Ours runs as a user runs it, with its measurements on; PyTorch runs Scripts/benchmark_pytorch.py at
one and at two threads, and its better median counts. Rounds go A B C A B C, so that a slow spell of
the machine meets all alike.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# relu's explosions, each measured in full, fall into the first updates; what is compared comes after.
WARM_UP = 50


def ours(corpus, cell, size, updates, build):
    """Characters per second of rnn-train between the warm-up and the last update."""
    folder = pathlib.Path(tempfile.mkdtemp()) / "run"
    options = ["--cell", "gru"] if cell == "gru" else ["--hidden", cell]
    command = [
        ROOT / ".build" / build / "rnn-train", *options, "--hidden-size", str(size),
        "--steps", str(updates), "--validation", "0", "--quiet", "--output", folder, corpus,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    rows = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    shutil.rmtree(folder.parent)
    seconds = {row["step"]: row["seconds"] for row in rows if row["loss"] is not None}
    return (updates - WARM_UP) * 32 * 64 / (seconds[updates] - seconds[WARM_UP])


def torch(corpus, cell, size, updates, threads):
    """Characters per second of the same training in PyTorch."""
    command = [
        sys.executable, ROOT / "Scripts" / "benchmark_pytorch.py", corpus, "--cell", cell,
        "--hidden-size", str(size), "--batch-size", "32", "--sequence-length", "64",
        "--updates", str(updates), "--threads", str(threads),
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(output.splitlines()[-1])["characters_per_second"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--updates", type=int, default=150)
    parser.add_argument("--build", default="release", choices=["release", "debug"])
    options = parser.parse_args()
    print("| cell | H | ours, char/s | PyTorch, 1 thread | PyTorch, 2 threads | ratio to its better |")
    print("|---|---:|---:|---:|---:|---:|")
    for cell in ["tanh", "relu", "gru"]:
        for size in [128, 256]:
            runs = {"ours": [], 1: [], 2: []}
            for _ in range(options.rounds):
                runs["ours"].append(
                    ours(options.corpus, cell, size, options.updates, options.build))
                for threads in (1, 2):
                    runs[threads].append(
                        torch(options.corpus, cell, size, options.updates, threads))
            medians = {name: statistics.median(values) for name, values in runs.items()}
            ratio = medians["ours"] / max(medians[1], medians[2])
            print(
                f"| {cell} | {size} | {medians['ours']:,.0f} | {medians[1]:,.0f} "
                f"| {medians[2]:,.0f} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main()
