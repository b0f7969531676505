#!/usr/bin/env python3
"""Speed of swift-recurrent beside PyTorch, JAX and the bare matrix products, in one run.

    python3 Benchmarks/run.py CORPUS [--seconds 0.5] [--rounds 3] [--parts training,...]
                              [--json FILE] [--page FILE] [--quick]

Every competitor is a worker process that answers requests; only one of them works at a time. Rounds
go A B C A B C, so that a slow spell of the machine meets all alike; medians and their ratios are
printed. A peer counts with the better of one and two threads, PyTorch with the better of one-hot
input and an Embedding as well. --quick measures one small configuration, to see that it all runs.
Needs: pip install torch numpy jax (a missing peer is said aloud and left out).
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
CELLS = [("tanh", "elman", "tanh"), ("relu", "elman", "relu"), ("gru", "gru", "tanh")]
# The activations that issue a kernel of their own kind: what the rest of the catalogue costs lies
# between them. The first is what the others are measured against.
OWN_ACTIVATIONS = ["closure", "x / (1 + abs(x))", "where(x > 0, x, 0.1 * (exp(x) - 1))",
                   "x * tanh(log(1 + exp(x)))"]


class Worker:
    """A process that answers requests, one JSON line each."""

    def __init__(self, command, **environment):
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env={**os.environ, **environment})

    def ask(self, **request):
        # Threads of the worker that was asked last may spin for a moment after their work.
        time.sleep(0.2)
        print(json.dumps(request), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"benchmark: a worker ended while it was asked {request}")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def build():
    """Build ours, and return the program."""
    subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", HERE], check=True,
        stdout=sys.stderr)
    return HERE / ".build" / "release" / "recurrent-benchmark"


def has(module):
    """Whether Python can import `module`."""
    found = subprocess.run(
        [sys.executable, "-c", f"import {module}"], capture_output=True, check=False)
    if found.returncode != 0:
        print(f"{module} is not installed: left out (pip install {module})", file=sys.stderr)
    return found.returncode == 0


class Benchmark:
    """All workers, and what was measured."""

    def __init__(self, options):
        self.options = options
        program = build()
        corpus = options.corpus
        self.ours = Worker([program, corpus])
        self.catalogue = subprocess.run(
            [program, "catalogue"], text=True, check=True, capture_output=True).stdout.split()
        self.peers = {}
        if has("torch"):
            for threads in (1, 2):
                self.peers["PyTorch", threads] = Worker(
                    [sys.executable, HERE / "peers" / "torch_worker.py", corpus, threads])
        if has("jax"):
            for threads in (1, 2):
                self.peers["JAX", threads] = Worker(
                    [sys.executable, HERE / "peers" / "jax_worker.py", corpus, threads])

    def rounds(self, measures):
        """Run all of `measures`, name to function, in rounds; the median of each."""
        values = {name: [] for name in measures}
        for _ in range(self.options.rounds):
            for name, measure in measures.items():
                values[name].append(measure())
        return {name: statistics.median(found) for name, found in values.items()}

    def asker(self, worker, what, **request):
        """A function that asks `worker` and returns characters per second."""
        full = {"what": what, "batch_size": 32, "steps": 64, "threads": 1,
                "seconds": self.options.seconds, **request}
        return lambda: worker.ask(**full)["characters_per_second"]

    def training(self):
        """The main table: a row per cell, H and B."""
        rows = []
        sizes = [64] if self.options.quick else self.options.sizes
        for label, cell, hidden in CELLS[:1] if self.options.quick else CELLS:
            for size in sizes:
                for batch in [16] if self.options.quick else self.options.batches:
                    what = {"cell": cell, "hidden": hidden, "hidden_size": size,
                            "batch_size": batch}
                    measures = {
                        ("ours", 2): self.asker(self.ours, "train", **{**what, "threads": 2}),
                        ("ours", 1): self.asker(self.ours, "train", **what),
                        "floor": self.asker(self.ours, "floor", **what),
                    }
                    for (name, threads), worker in self.peers.items():
                        for kind in ["one-hot", "embedding"] if name == "PyTorch" else [""]:
                            measures[name, threads, kind] = self.asker(
                                worker, "train", **what, input=kind)
                    rows.append(self.training_row(label, size, batch, self.rounds(measures)))
                    print(training_line(rows[-1]), flush=True)
        return rows

    @staticmethod
    def training_row(label, size, batch, medians):
        """What one configuration says."""
        row = {"cell": label, "hidden_size": size, "batch_size": batch,
               "ours_2_threads": medians["ours", 2], "ours_1_thread": medians["ours", 1],
               "speed_up": medians["ours", 2] / medians["ours", 1],
               "floor": medians["floor"],
               "step_over_floor": medians["floor"] / medians["ours", 1]}
        for peer in ("PyTorch", "JAX"):
            found = [value for key, value in medians.items() if key[0] == peer]
            row[peer] = max(found) if found else None
        best = max((row[peer] for peer in ("PyTorch", "JAX") if row[peer]), default=None)
        row["ratio"] = max(row["ours_2_threads"], row["ours_1_thread"]) / best if best else None
        return row

    def sampling(self):
        """One stream, ours against PyTorch with no_grad."""
        rows = []
        for size in [64] if self.options.quick else [128, 512]:
            what = {"cell": "elman", "hidden": "tanh", "hidden_size": size}
            measures = {"ours": self.asker(self.ours, "sample", **what)}
            for (name, threads), worker in self.peers.items():
                if name == "PyTorch":
                    measures[name, threads] = self.asker(worker, "sample", **what)
            medians = self.rounds(measures)
            peers = [value for key, value in medians.items() if key != "ours"]
            # Every weight is read once for a character.
            read = 4 * (size * size + size * 65)
            rows.append({
                "hidden_size": size, "ours": medians["ours"],
                "PyTorch": max(peers, default=None),
                "ratio": medians["ours"] / max(peers) if peers else None,
                "gigabytes_per_second": medians["ours"] * read / 1e9})
            print(rows[-1], flush=True)
        return rows

    def activations(self):
        """The time of a training step with every activation, over that with tanh; one thread."""
        rows = []
        names = [name for name in self.catalogue if name != "tanh"] + OWN_ACTIVATIONS
        for size in [64] if self.options.quick else [128, 256]:
            for name in names[:1] if self.options.quick else names:
                what = {"cell": "elman", "hidden_size": size}
                medians = self.rounds({
                    text: self.asker(self.ours, "train", **what, hidden=text)
                    for text in ("tanh", name)})
                rows.append({"activation": name, "hidden_size": size,
                             "step_over_tanh": medians["tanh"] / medians[name]})
                print(rows[-1], flush=True)
        return rows

    def instruments(self):
        """The cost of the gradient's instruments every 50 updates."""
        rows = []
        for label, cell, hidden in CELLS[:1] if self.options.quick else CELLS:
            what = {"cell": cell, "hidden": hidden, "hidden_size": 128, "threads": 2}
            medians = self.rounds({
                flag: self.asker(self.ours, "train", **what, gradient_flow=flag)
                for flag in (False, True)})
            rows.append({"cell": label, "step_over_step_without": medians[False] / medians[True]})
            print(rows[-1], flush=True)
        return rows

    def close(self):
        for worker in [self.ours, *self.peers.values()]:
            worker.close()


def number(value, form="{:,.0f}"):
    """A value for a table, a dash where there is none."""
    return "–" if value is None else form.format(value)


def training_line(row):
    """One line of the main table."""
    return (
        f"| {row['cell']} | {row['hidden_size']} | {row['batch_size']} "
        f"| {number(row['ours_2_threads'])} | {number(row['ours_1_thread'])} "
        f"| {number(row['PyTorch'])} | {number(row['JAX'])} "
        f"| {number(row['ratio'], '{:.2f}')} | {row['speed_up']:.2f} "
        f"| {row['step_over_floor']:.2f} |")


TRAINING_HEAD = (
    "| cell | H | B | ours, 2 threads | ours, 1 thread | PyTorch | JAX | ours / fastest peer "
    "| 2 threads / 1 | step / floor |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")


def page(results):
    """RESULTS.md."""
    machine = results["machine"]
    lines = [
        "# Results", "", f"Measured {results['date']} with `{results['command']}` on "
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}; "
        f"{machine['versions']}. Characters per second, medians of {results['rounds']} interleaved "
        f"rounds of {results['seconds']} s each; T 64. Machines that share their cores with others "
        "swing by a third from minute to minute, so read ratios, and those with one digit.", ""]
    if "training" in results:
        lines += [
            "## Training", "",
            "Adam, gradient clipped to norm 1, state carried. A peer counts with the better of one "
            "and two threads (PyTorch also of one-hot input and Embedding). The floor is the "
            "matrix products of the same step alone, one OpenBLAS call per step on one thread; "
            "*step / floor* is our one thread's time over it.", "", TRAINING_HEAD,
            *[training_line(row) for row in results["training"]], ""]
    if "sampling" in results:
        lines += [
            "## Sampling, one stream", "", "| H | ours | PyTorch | ratio | weights read, GB/s |",
            "|---:|---:|---:|---:|---:|",
            *[f"| {row['hidden_size']} | {number(row['ours'])} | {number(row['PyTorch'])} "
              f"| {number(row['ratio'], '{:.1f}')} | {row['gigabytes_per_second']:.1f} |"
              for row in results["sampling"]], ""]
    if "activations" in results:
        lines += [
            "## Activations", "", "The time of a training step over that with tanh, measured in "
            "turn (Elman, Float, one thread).", ""]
        by_name = {}
        for row in results["activations"]:
            by_name.setdefault(row["activation"], {})[row["hidden_size"]] = row["step_over_tanh"]
        sizes = sorted({row["hidden_size"] for row in results["activations"]})
        lines += ["| activation | " + " | ".join(f"H {size}" for size in sizes) + " |",
                  "|---|" + "---:|" * len(sizes)]
        lines += [
            f"| `{name}` | " + " | ".join(f"{found[size]:.2f}" for size in sizes) + " |"
            for name, found in by_name.items()]
        lines.append("")
    if "instruments" in results:
        lines += [
            "## The gradient's instruments", "",
            "The time of an update with a measurement every 50 over that without (H 128, B 32).",
            "", "| cell | with / without |", "|---|---:|",
            *[f"| {row['cell']} | {row['step_over_step_without']:.3f} |"
              for row in results["instruments"]], ""]
    return "\n".join(lines)


def machine():
    """What computed."""
    text = pathlib.Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    names = [line.split(":", 1)[1].strip() for line in text.splitlines() if "model name" in line]
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True)
    versions = [swift.stdout.split("(")[0].strip()]
    for module in ("torch", "jax"):
        found = subprocess.run(
            [sys.executable, "-c", f"import {module}; print({module}.__version__)"],
            capture_output=True, text=True, check=False)
        if found.returncode == 0:
            versions.append(f"{module} {found.stdout.strip()}")
    return {"processor": names[0] if names else platform.processor(), "cores": os.cpu_count(),
            "system": platform.platform(), "versions": ", ".join(versions)}


def main():
    parts = ["training", "sampling", "activations", "instruments"]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")],
                        default=[64, 128, 256, 512])
    parser.add_argument("--batches", type=lambda text: [int(size) for size in text.split(",")],
                        default=[16, 32, 64])
    parser.add_argument("--parts", default=",".join(parts))
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    asked = options.parts.split(",")
    if unknown := [part for part in asked if part not in parts]:
        parser.error(f"--parts {unknown[0]} is unknown: choose from {', '.join(parts)}")
    if options.quick:
        options.rounds, options.seconds = 1, 0.1
    benchmark = Benchmark(options)
    results = {
        "date": datetime.date.today().isoformat(), "machine": machine(),
        "command": " ".join(["python3 Benchmarks/run.py", *sys.argv[1:]]),
        "rounds": options.rounds, "seconds": options.seconds}
    for part in parts:
        if part in asked:
            print(f"\n{part}" + (f"\n{TRAINING_HEAD}" if part == "training" else ""), flush=True)
            results[part] = getattr(benchmark, part)()
    benchmark.close()
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    if options.page:
        options.page.write_text(page(results))


if __name__ == "__main__":
    main()
