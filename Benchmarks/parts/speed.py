"""Speed within a worker: training beside the peers and the floor, sampling, activations."""

import statistics

from parts.jobs import Job

CELLS = {"tanh": {"cell": "elman", "hidden": "tanh"}, "relu": {"cell": "elman", "hidden": "relu"},
         "gru": {"cell": "gru", "hidden": "tanh"}}
# Beside the catalogue: closures, and expressions, of which those of two functions cost most.
OWN_ACTIVATIONS = [
    "closure", "closure-with-if", "closure-of-numbers", "x / (1 + abs(x))",
    "where(x > 0, x, 0.1 * (exp(x) - 1))", "x * tanh(log(1 + exp(x)))", "log(1 + x * x) * tanh(x)",
    "erf(x) * tanh(x)", "pow(abs(x), 1.5)"]
# Beside the time asked for: the warm-up, and the pause between two workers.
OVERHEAD = 0.45


def cost(options, first, later=None):
    """About how many seconds so many measurements in the first and each later round take."""
    later = first if later is None else later
    return (first + (options.rounds - 1) * later) * (options.seconds + OVERHEAD)


def training(competitors, options):
    """The main table: a row per cell, H and B."""
    for cell in ["tanh"] if options.quick else CELLS:
        for size in [64] if options.quick else options.sizes:
            for batch in [16] if options.quick else options.batches:
                yield Job(
                    "training", {"cell": cell, "hidden_size": size, "batch_size": batch},
                    # The first round tries every variant; large networks take a second an update.
                    cost(options, 9 + (4 if size > 256 else 1), 5 + (2 if size > 256 else 0)),
                    lambda cell=cell, size=size, batch=batch: training_row(
                        competitors, {**CELLS[cell], "hidden_size": size, "batch_size": batch}))


def training_row(competitors, what):
    """What one configuration says: characters per second, and their ratios."""
    measures = {
        "ours_2_threads": competitors.asker("ours", "train", **what, threads=2),
        "ours_1_thread": competitors.asker("ours", "train", **what),
        "floor": competitors.asker("ours", "floor", **what),
    }
    for name, threads in competitors.peers:
        for kind in ["one-hot", "embedding"] if name == "PyTorch" else [""]:
            measures[name, threads, kind] = competitors.asker(
                (name, threads), "train", **what, input=kind)
    found = competitors.rounds(measures)
    row = {name: found[name][0] for name in ("ours_2_threads", "ours_1_thread", "floor")}
    row["speed_up"] = row["ours_2_threads"] / row["ours_1_thread"]
    row["step_over_floor"] = row["floor"] / row["ours_1_thread"]
    ours = max(row["ours_2_threads"], row["ours_1_thread"])
    for peer in ("PyTorch", "JAX"):
        variants = [name for name in found if name[0] == peer]
        best = max(variants, key=lambda name: found[name][0], default=None)
        row[peer] = found[best][0] if best else None
        row[f"{peer}_variant"] = " ".join(map(str, best[1:])).strip() if best else None
        row[f"ours_over_{peer}"] = ours / row[peer] if best else None
    ratios = [row[f"ours_over_{peer}"] for peer in ("PyTorch", "JAX") if row[peer]]
    row["ours_over_fastest_peer"] = min(ratios, default=None)
    row["samples"] = {
        " ".join(map(str, name)).strip() if isinstance(name, tuple) else name: values
        for name, (_, values) in found.items()}
    return row


def sampling(competitors, options):
    """One stream, ours against PyTorch with no_grad."""
    for cell in ["tanh"] if options.quick else ["tanh", "gru"]:
        for size in [64] if options.quick else [128, 512]:
            yield Job(
                "sampling", {"cell": cell, "hidden_size": size}, cost(options, 3),
                lambda cell=cell, size=size: sampling_row(
                    competitors, {**CELLS[cell], "hidden_size": size}))


def sampling_row(competitors, what):
    """Characters per second, and how fast the weights are read."""
    answers = []

    def ours():
        answers.append(competitors.asker("ours", "sample", **what)())
        return answers[-1]

    measures = {"ours": ours}
    for name in competitors.peers:
        if name[0] == "PyTorch":
            measures[name] = competitors.asker(name, "sample", **what)
    found = competitors.rounds(measures)
    speed = found["ours"][0]
    peer = max((value for name, (value, _) in found.items() if name != "ours"), default=None)
    read = answers[0]["read_bytes_per_character"]
    return {"ours": speed, "PyTorch": peer, "ours_over_PyTorch": speed / peer if peer else None,
            "read_bytes": read, "gigabytes_per_second": speed * read / 1e9}


def activations(competitors, options):
    """The time of a training step with every activation, over that with tanh; one thread."""
    names = [name for name in competitors.catalogue if name != "tanh"] + OWN_ACTIVATIONS
    if options.quick:
        names = names[:1]
    for size in [64] if options.quick else [128, 256]:
        for name in names:
            yield Job(
                "activations", {"hidden_size": size, "name": name}, cost(options, 1),
                lambda size=size, name=name: activations_row(competitors, size, name))


def activations_row(competitors, size, name):
    """The ratio of one activation, which trains in turn with tanh: the median of the rounds."""
    ask = competitors.asker("ours", "activation", cell="elman", hidden=name, hidden_size=size)
    ratios = [ask()["step_over_tanh"] for _ in range(competitors.options.rounds)]
    return {"step_over_tanh": statistics.median(ratios), "samples": ratios}
