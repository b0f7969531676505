"""Peak memory, and how time and memory grow: each row from processes of their own."""

import os
import statistics

from parts.jobs import Job
from parts.speed import CELLS

BASE = {"hidden_size": 128, "steps": 64, "batch_size": 32, "vocabulary": 65, "layers": 1}
AXES = {
    "hidden_size": [32, 64, 128, 256, 512, 1024],
    "steps": [8, 16, 32, 64, 128, 256, 512, 1024],
    "batch_size": [1, 2, 4, 8, 16, 32, 64, 128, 256],
    "vocabulary": [16, 65, 250, 1000, 2500, 5000],
    "layers": [1, 2, 3, 4],
    "threads": sorted({1, 2, 3, 4, os.cpu_count()}),
}
# How much more than the arithmetic of weights, gradients and moments may be taken.
ALLOWANCE = 1.3


def limits(answer):
    """The peak of memory, and what it may be: 1.3 of all blocks of weights, and the tapes."""
    blocks = answer["weight_bytes"] * answer["block_count"]
    limit = ALLOWANCE * blocks + answer["tape_bytes"]
    return {"peak_bytes": answer["peak_bytes"], "block_bytes": blocks,
            "tape_bytes": answer["tape_bytes"], "limit_bytes": limit,
            "peak_over_limit": answer["peak_bytes"] / limit}


def memory(competitors, options):
    """Peak memory against the arithmetic of weights, gradients, moments and tapes."""
    for cell in ["tanh"] if options.quick else ["tanh", "gru"]:
        for size in [128] if options.quick else [64, 128, 256, 512]:
            for batch in [32] if options.quick else [16, 64]:
                yield Job(
                    "memory", {"cell": cell, "hidden_size": size, "batch_size": batch},
                    options.seconds + 0.4,
                    lambda cell=cell, size=size, batch=batch: limits(competitors.ask_alone(
                        "made-up:65", what="memory", **CELLS[cell], hidden_size=size,
                        batch_size=batch, threads=2)))


def curves(competitors, options):
    """Time per character and peak memory along one size at a time."""
    for axis, values in AXES.items():
        for cell in ["tanh"] if options.quick else ["tanh", "gru"]:
            for value in values[:1] if options.quick else values:
                yield Job(
                    "curves", {"axis": axis, "value": value, "cell": cell},
                    options.rounds * (options.seconds + 0.5),
                    lambda axis=axis, value=value, cell=cell: curves_row(
                        competitors, options, {**BASE, "threads": os.cpu_count(),
                                               **CELLS[cell], axis: value}))


def curves_row(competitors, options, what):
    """The median time of some processes, and the largest peak."""
    vocabulary = what.pop("vocabulary")
    answers = [competitors.ask_alone(f"made-up:{vocabulary}", what="memory", **what)
               for _ in range(options.rounds)]
    return {
        "seconds_per_character": 1 / statistics.median(
            answer["characters_per_second"] for answer in answers),
        **limits(max(answers, key=lambda answer: answer["peak_bytes"]))}
