"""What the workers for PyTorch and JAX share: the text, the requests and the clock."""

import json
import sys
import time
from pathlib import Path

import numpy

# Before the clock starts: so many updates, or so many seconds where updates are long.
WARM_UP_UPDATES = 10
WARM_UP_SECONDS = 0.2
LEARNING_RATE = 2e-3


def read_tokens(path):
    """The corpus as indices into its sorted characters, and how many characters there are."""
    text = Path(path).read_bytes().decode("utf-8")
    index = {character: i for i, character in enumerate(sorted(set(text)))}
    return numpy.array([index[character] for character in text], dtype=numpy.int32), len(index)


def windows(tokens, batch_size, steps):
    """Yield (is first of an epoch, inputs, targets) without end; rows are contiguous streams."""
    row_length = (len(tokens) - 1) // batch_size
    shape = (batch_size, row_length)
    inputs = numpy.ascontiguousarray(tokens[:batch_size * row_length].reshape(shape).T)
    targets = numpy.ascontiguousarray(tokens[1:batch_size * row_length + 1].reshape(shape).T)
    while True:
        for start in range(0, row_length - steps + 1, steps):
            yield start == 0, inputs[start:start + steps], targets[start:start + steps]


def timed(update, request):
    """Call `update` for the warm-up and then for the time asked for; the answer to `train`."""
    # The first call may compile.
    loss, start = update(), time.perf_counter()
    for _ in range(WARM_UP_UPDATES - 1):
        loss = update()
        if time.perf_counter() - start >= WARM_UP_SECONDS:
            break
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < request["seconds"]:
        loss = update()
        count += 1
    seconds = time.perf_counter() - start
    characters = count * request["batch_size"] * request["steps"]
    return {
        "characters_per_second": characters / seconds,
        "seconds_per_update": seconds / count,
        "loss": float(loss),
    }


def trainer(make_update):
    """A function that answers `train`; a model goes on where the last request of its kind ended."""
    updates = {}

    def train(request):
        kind = json.dumps({**request, "seconds": None}, sort_keys=True)
        if kind not in updates:
            updates[kind] = make_update(request)
        return timed(updates[kind], request)

    return train


def serve(answer):
    """Answer the requests on standard input, one JSON object per line, until it ends."""
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
