"""Write `recurrent-*.json`: forward values, loss and every gradient of nn.RNN and nn.GRU.

Inputs are real-valued, so that the inputs have gradients too. Run: python recurrent_reference.py
"""

from itertools import count

import numpy
import torch
from torch.nn import functional

from fixture_file import flattened, shaped, write_fixture
from reference_model import (
    CELLS, LAYER_COUNTS, RecurrentModel, case_name, random_integers, random_tensor)

INPUT_SIZE, HIDDEN_SIZE, VOCABULARY, STEPS, BATCH = 5, 4, 6, 7, 3
DEVIATION = 0.5
KINK_DISTANCE = 1e-3


def draw_case(cell, layers, seed):
    """Draw a model, its inputs, its initial state and its targets from one seed."""
    generator = numpy.random.default_rng(seed)
    model = RecurrentModel(cell, INPUT_SIZE, HIDDEN_SIZE, layers, VOCABULARY)
    model.draw_parameters(generator, DEVIATION)
    inputs = random_tensor(generator, STEPS, BATCH, INPUT_SIZE).requires_grad_()
    state = random_tensor(generator, layers, BATCH, HIDDEN_SIZE).requires_grad_()
    targets = random_integers(generator, VOCABULARY, STEPS, BATCH)
    return model, inputs, state, targets


def tests_both_sides_of_relu(model, inputs, state):
    """Whether each unit is active and inactive at least once, and none comes near the kink."""
    for preactivation in model.preactivations(inputs, state):
        active = (preactivation > 0).flatten(0, 1)
        if preactivation.abs().min() < KINK_DISTANCE:
            return False
        if not active.any(dim=0).all() or active.all(dim=0).any():
            return False
    return True


def suitable_case(cell, layers):
    """The case of the first seed that suits its cell, and that seed."""
    for seed in count(1):
        model, inputs, state, targets = draw_case(cell, layers, seed)
        if cell != "rnn-relu" or tests_both_sides_of_relu(model, inputs, state):
            return seed, model, inputs, state, targets


def write_case(cell, layers):
    """Run one case forward and backward, and write what came out."""
    seed, model, inputs, state, targets = suitable_case(cell, layers)
    outputs, final_state, logits = model(inputs, state)
    loss = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
    loss.backward()
    write_fixture(case_name("recurrent", cell, layers), __file__, {
        "cell": cell,
        "seed": seed,
        "input_size": INPUT_SIZE,
        "hidden_size": HIDDEN_SIZE,
        "layers": layers,
        "vocabulary": VOCABULARY,
        "steps": STEPS,
        "batch": BATCH,
        "parameters": shaped(model.state_dict()),
        "inputs": flattened(inputs),
        "initial_state": flattened(state),
        "targets": flattened(targets),
        "outputs": flattened(outputs),
        "final_state": flattened(final_state),
        "logits": flattened(logits),
        "loss": loss.item(),
        "gradients": shaped({name: p.grad for name, p in model.named_parameters()}),
        "input_gradient": flattened(inputs.grad),
        "initial_state_gradient": flattened(state.grad),
    })


if __name__ == "__main__":
    torch.set_num_threads(1)
    for cell in CELLS:
        for layers in LAYER_COUNTS:
            write_case(cell, layers)
