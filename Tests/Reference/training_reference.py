"""Write `training-*.json`: ten updates of a character model, with the state carried across windows.

Row b of the batch reads the sequence from b * floor((n - 1) / B); update u sees the steps
u * T ..< (u + 1) * T of each row, with the next symbol as target. The state is carried on and
detached; the raw gradient is clipped to norm 1 by clip_grad_norm_.

Run: python training_reference.py
"""

from copy import deepcopy
from itertools import count

import numpy
import torch
from torch.nn import functional

from fixture_file import flattened, shaped, write_fixture
from reference_model import (
    CELLS, LAYER_COUNTS, RecurrentModel, case_name, random_integers)

HIDDEN_SIZE, VOCABULARY, STEPS, BATCH = 7, 11, 6, 4
SEQUENCE_LENGTH = 260
UPDATES = 10
CLIP_NORM = 1.0
CLEARLY_CLIPPED = 1.25
DEVIATION = 0.9
KINK_DISTANCE = 1e-4
SINGLE_PRECISION_ERROR = 2e-6

ADAM = ("adam", torch.optim.Adam, {"lr": 0.02, "betas": (0.9, 0.999), "eps": 1e-8})
OTHER_OPTIMIZERS = (
    ("sgd", torch.optim.SGD, {"lr": 0.1}),
    ("sgd-momentum", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    ("sgd-nesterov", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    ("rmsprop", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}),
    ("adagrad", torch.optim.Adagrad, {"lr": 0.05, "eps": 1e-10}),
    ("adamw", torch.optim.AdamW,
     {"lr": 0.02, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.01}),
)


def windows(sequence):
    """Yield the T x B inputs and targets of each update."""
    row_length = (len(sequence) - 1) // BATCH
    for start in range(0, UPDATES * STEPS, STEPS):
        rows = [sequence[b * row_length + start:][:STEPS + 1] for b in range(BATCH)]
        block = torch.stack(rows, dim=1)
        yield block[:-1], block[1:]


def kink_distance(model, inputs, state):
    """How near a relu comes to its kink in one window."""
    return min(p.abs().min().item() for p in model.preactivations(inputs, state))


def train(model, sequence, optimizer):
    """Make ten updates; return losses, raw gradient norms and the distance from relu's kink."""
    losses, norms, distance = [], [], float("inf")
    dtype = model.readout.weight.dtype
    state = torch.zeros(model.rnn.num_layers, BATCH, HIDDEN_SIZE, dtype=dtype)
    for tokens, targets in windows(sequence):
        inputs = functional.one_hot(tokens, VOCABULARY).to(dtype)
        if model.cell == "rnn-relu":
            distance = min(distance, kink_distance(model, inputs, state))
        optimizer.zero_grad()
        _, final_state, logits = model(inputs, state)
        loss = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP_NORM)
        optimizer.step()
        state = final_state.detach()
        losses.append(loss.item())
        norms.append(norm.item())
    return losses, norms, distance


def relative_error(found, expected):
    """max|a - b| / max|b| of two tensors."""
    return ((found - expected).abs().max() / expected.abs().max()).item()


def single_precision_error(single, sequence, optimizer, model, losses, norms):
    """How far the same run in single precision ends from the one in double precision."""
    single_losses, single_norms, _ = train(single, sequence, optimizer)
    pairs = [(single_losses, losses), (single_norms, norms)]
    errors = [relative_error(torch.tensor(a), torch.tensor(b)) for a, b in pairs]
    return max(errors + [
        relative_error(a.double(), b)
        for a, b in zip(single.state_dict().values(), model.state_dict().values())])


def write_case(name, cell, layers, optimizer_name, optimizer_type, options):
    """Write the first seed whose run can be compared: some updates clipped and some not, none at
    relu's kink, and no gradient so near 0 that Adam makes a step out of its rounding."""
    for seed in count(1):
        generator = numpy.random.default_rng(seed)
        sequence = random_integers(generator, VOCABULARY, SEQUENCE_LENGTH)
        model = RecurrentModel(cell, VOCABULARY, HIDDEN_SIZE, layers, VOCABULARY)
        model.draw_parameters(generator, DEVIATION)
        initial = shaped(model.state_dict())
        single = deepcopy(model).float()
        losses, norms, distance = train(
            model, sequence, optimizer_type(model.parameters(), **options))
        if distance < KINK_DISTANCE or min(norms) >= CLIP_NORM or max(norms) <= CLEARLY_CLIPPED:
            continue
        error = single_precision_error(
            single, sequence, optimizer_type(single.parameters(), **options), model, losses, norms)
        if error < SINGLE_PRECISION_ERROR:
            break
    write_fixture(name, __file__, {
        "cell": cell,
        "seed": seed,
        "input_size": VOCABULARY,
        "hidden_size": HIDDEN_SIZE,
        "layers": layers,
        "vocabulary": VOCABULARY,
        "steps": STEPS,
        "batch": BATCH,
        "optimizer": {"name": optimizer_name} | options,
        "clip_norm": CLIP_NORM,
        "sequence": flattened(sequence),
        "parameters": initial,
        "losses": losses,
        "gradient_norms": norms,
        "final_parameters": shaped(model.state_dict()),
    })


if __name__ == "__main__":
    torch.set_num_threads(1)
    for cell in CELLS:
        for layers in LAYER_COUNTS:
            write_case(case_name("training", cell, layers) + "-adam", cell, layers, *ADAM)
    for optimizer in OTHER_OPTIMIZERS:
        name = f"{case_name('training', 'gru', 1)}-{optimizer[0]}"
        write_case(name, "gru", 1, *optimizer)
