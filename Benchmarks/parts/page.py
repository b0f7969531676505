"""RESULTS.md: the results as tables."""

from parts.goals import judged

TRAINING = """Adam, gradient clipped to norm 1, state carried. A peer counts with the better of one \
and two threads, PyTorch also with the better of one-hot input and an Embedding. The floor is the \
matrix products of the same step alone, one OpenBLAS call per step, on one thread; *step / floor* is \
our time on one thread over it."""
SAMPLING = """Characters per second of one stream, PyTorch with `no_grad`. Each character reads all \
weights but those of the input: *GB/s* is how fast."""
LAUNCH = """Seconds from launching the release build of `rnn-train` on 1 MB of text until its log has \
the first update. Before that the network was validated and saved as drawn, and the gradient measured."""
BUILDS = """`rnn-train` with its defaults as `swift run` and as `swift run -c release` build it, \
characters per second in its own log and seconds of the whole program."""
MEMORY = """What a training process takes above what it had before, its threads started and one product \
per thread behind it, the pages of program code left out. *Blocks* are the weights, a gradient per shard \
and two moments; *limit* is 1.3 times the blocks, and one tape per shard."""
ACTIVATIONS = """The time of a training step over that with tanh (Elman, B 32, one thread): both train in \
one process, 16 updates each in turn. `closure` is tanh(x) / (1 + exp(-1.5 x)) + 0.1 x as a closure over \
`ActivationTerm`, `closure-with-if` is x > 0 ? tanh(x) : 0.1 (exp(x) - 1), and `closure-of-numbers` the first \
over `Dual`."""
INSTRUMENTS = """Whole runs of `rnn-train` with its defaults over runs with `--gradient-flow off` \
(H 128, B 32, T 64): a measurement every 50 updates, spectra every 200, with log, page and screen. Medians \
of pairs of runs, which differ by a percent or two among themselves."""
CURVES = """One size varies at a time, from H 128, T 64, B 32, V 65, one layer and as many threads as \
cores; made-up text; each point is measured in processes of its own. \
[What cost depends on](../Sources/SequenceTraining/SequenceTraining.docc/WhatTrainingCosts.md) explains \
the shapes."""
CORPUS = """`rnn-train --steps 1 --validation 0` on a text of each size, from launch to the first \
update."""
AXES = {"hidden_size": "H, hidden units", "steps": "T, steps of a window", "batch_size": "B, rows",
        "vocabulary": "V, different characters", "layers": "layers", "threads": "threads"}


def number(value, form="{:,.0f}"):
    """A value for a table, a dash where there is none."""
    return "–" if value is None else form.format(value)


def table(head, rows):
    """A table, its first column text and the others numbers."""
    return ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1),
            *("| " + " | ".join(row) + " |" for row in rows), ""]


def goals(results):
    """What was asked for, and what was met."""
    return table(["goal", "asked", "measured", "met"], [
        [goal["what"], goal["goal"],
         " to ".join(dict.fromkeys(f"{goal[end]:.3g}" for end in ("least", "most"))),
         "yes" if goal["met"] == goal["of"] else f"**no**: {goal['met']} of {goal['of']}"]
        for goal in judged(results)])


def training(rows):
    """The main table."""
    head = ["cell", "H", "B", "ours, 2 threads", "ours, 1 thread", "PyTorch", "JAX",
            "ours / PyTorch", "ours / fastest peer", "2 threads / 1", "step / floor"]
    return [TRAINING, "", *table(head, [
        [row["cell"], str(row["hidden_size"]), str(row["batch_size"]),
         number(row["ours_2_threads"]), number(row["ours_1_thread"]), number(row["PyTorch"]),
         number(row["JAX"]), number(row["ours_over_PyTorch"], "{:.2f}"),
         number(row["ours_over_fastest_peer"], "{:.2f}"), f"{row['speed_up']:.2f}",
         f"{row['step_over_floor']:.2f}"] for row in rows])]


def sampling(rows):
    """One stream."""
    return [SAMPLING, "", *table(["cell", "H", "ours", "PyTorch", "ours / PyTorch", "GB/s"], [
        [row["cell"], str(row["hidden_size"]), number(row["ours"]), number(row["PyTorch"]),
         number(row["ours_over_PyTorch"], "{:.1f}"), f"{row['gigabytes_per_second']:.1f}"]
        for row in rows])]


def launch(rows):
    """To the first update."""
    return [LAUNCH, "", *table(["cell", "H", "median", "least", "most"], [
        [row["cell"], str(row["hidden_size"]), f"{row['seconds']:.3f}",
         f"{min(row['samples']):.3f}", f"{max(row['samples']):.3f}"] for row in rows])]


def builds(rows):
    """Debug and release."""
    head = ["cell", "H", "updates", "debug", "release", "debug / release, time of an update",
            "debug, s", "release, s"]
    return [BUILDS, "", *table(head, [
        [row["cell"], str(row["hidden_size"]), str(row["updates"]), number(row["debug"]),
         number(row["release"]), f"{row['debug_over_release']:.2f}",
         f"{row['debug_seconds']:.2f}", f"{row['release_seconds']:.2f}"] for row in rows])]


def memory(rows):
    """The peaks."""
    head = ["cell", "H", "B", "peak, MB", "blocks, MB", "tapes, MB", "limit, MB", "peak / limit"]
    return [MEMORY, "", *table(head, [
        [row["cell"], str(row["hidden_size"]), str(row["batch_size"]),
         *(f"{row[key] / 1e6:.2f}"
           for key in ("peak_bytes", "block_bytes", "tape_bytes", "limit_bytes")),
         f"{row['peak_over_limit']:.2f}"] for row in rows])]


def activations(rows):
    """All activations, by size."""
    sizes = sorted({row["hidden_size"] for row in rows})
    found = {}
    for row in rows:
        found.setdefault(row["name"], {})[row["hidden_size"]] = row["step_over_tanh"]
    return [ACTIVATIONS, "", *table(["activation", *(f"H {size}" for size in sizes)], [
        [f"`{name}`", *(number(ratios.get(size), "{:.2f}") for size in sizes)]
        for name, ratios in found.items()])]


def instruments(rows):
    """With and without."""
    head = ["cell", "threads", "updates", "time, with / without", "processor, with / without"]
    return [INSTRUMENTS, "", *table(head, [
        [row["cell"], str(row["threads"]), str(row["updates"]),
         f"{row['step_over_step_without']:.3f}", f"{row['processor_over_without']:.3f}"]
        for row in rows])]


def allocations(rows):
    """What valgrind counts."""
    return ["`Scripts/check-allocations.sh`, a network, threads, and the program's allocations:", "",
            "```text", *(line for row in rows for line in row["lines"]), "```", ""]


def curves(rows):
    """The pictures, and the numbers behind them."""
    lines = [CURVES, ""]
    for axis, title in AXES.items():
        points = [row for row in rows if row["axis"] == axis]
        if not points:
            continue
        lines += [f"### By {title}", "", f"![Time](figures/time-{axis}.svg) "
                  f"![Memory](figures/memory-{axis}.svg)", ""]
        lines += table([title, "cell", "µs per character", "peak, MB", "blocks and tapes, MB"], [
            [f"{row['value']:,}", row["cell"], f"{row['seconds_per_character'] * 1e6:.2f}",
             f"{row['peak_bytes'] / 1e6:.1f}",
             f"{(row['block_bytes'] + row['tape_bytes']) / 1e6:.1f}"] for row in points])
    return lines


def corpus(rows):
    """By the size of the text."""
    return [CORPUS, "", "![Time](figures/time-corpus.svg) ![Memory](figures/memory-corpus.svg)", "",
            *table(["text, MiB", "seconds", "peak, MiB", "bytes of memory per byte"], [
                [f"{row['bytes'] / 2**20:,.0f}", f"{row['seconds']:.2f}",
                 f"{row['peak_bytes'] / 2**20:,.0f}", f"{row['peak_bytes'] / row['bytes']:.1f}"]
                for row in rows])]


# The parts in the order of the page.
SECTIONS = {
    "training": ("Training", training), "sampling": ("Sampling, one stream", sampling),
    "launch": ("From launch to the first update", launch), "memory": ("Peak memory", memory),
    "allocations": ("Allocations", allocations), "builds": ("Debug and release", builds),
    "activations": ("Activations", activations),
    "instruments": ("The gradient's instruments", instruments),
    "curves": ("How cost grows", curves), "corpus": ("By the size of the text", corpus)}


def head(results):
    """Machine, versions, date and command."""
    machine = results["machine"]
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return [
        "# Results", "",
        "Written by `Benchmarks/run.py`; every number is from one run on one machine.", "",
        f"- **Date:** {results['date']}, commit {machine['commit']}"
        + (" with changes" if machine["is_changed"] else ""),
        f"- **Command:** `{results['command']}`",
        f"- **Processor:** {machine['processor']}, {machine['cores']} cores "
        f"({', '.join(machine['flags'])}); {', '.join(machine['caches'])}; "
        f"{machine['memory_bytes'] / 2**30:.0f} GiB of memory; load {machine['load_at_start']} at "
        "the start",
        f"- **System:** {machine['system']}; {machine['swift']}; {machine['backend']}",
        f"- **Peers:** Python {machine['python']}, {packages}",
        f"- **Timings:** medians of {results['rounds']} rounds A B C A B C of {results['seconds']} s "
        "each, T 64 where nothing else is said; characters per second. Machines that share their "
        "cores with others swing by a third from minute to minute, so read ratios, and those with "
        "one digit.", ""]


def page(results):
    """The whole page."""
    lines = head(results) + ["## Goals", "", *goals(results)]
    for part, (title, section) in SECTIONS.items():
        if results.get(part):
            lines += [f"## {title}", "", *section(results[part])]
    return "\n".join(lines).rstrip() + "\n"
