"""Load a run's model.safetensors into PyTorch and print its loss on a text.

python load-in-pytorch.py RUN TEXT prints the mean cross-entropy in nats over one stream, from a
zero state. Needs: pip install torch safetensors
"""

import json
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from torch.nn import GRU, RNN, Linear, ModuleDict, functional

STEPS_AT_ONCE = 4096


def load(path):
    """The model with PyTorch's own layers, and the vocabulary."""
    with safe_open(path, framework="pt") as file:
        metadata, tensors = file.metadata(), {name: file.get_tensor(name) for name in file.keys()}
    vocabulary, config = json.loads(metadata["vocabulary"]), json.loads(metadata["config"])
    cell, hidden, sizes = config["cell"], config["hidden"], config["hidden_size"]
    if config["unit"] != "scalar":
        sys.exit(f"This script encodes by Unicode scalars, and the run's unit is {config['unit']}.")
    if len(set(sizes)) != 1:
        sys.exit(f"PyTorch stacks layers of one size only, and this run has {sizes}.")
    if hidden not in {"elman": ("tanh", "relu"), "gru": ("tanh",)}.get(cell, ()):
        sys.exit(f"PyTorch has no {cell} cell with the hidden activation {hidden}.")
    kind, options = (GRU, {}) if cell == "gru" else (RNN, {"nonlinearity": hidden})
    model = ModuleDict({"rnn": kind(len(vocabulary), sizes[0], len(sizes), **options),
                        "readout": Linear(sizes[0], len(vocabulary))})
    if tensors.keys() != model.state_dict().keys():
        sys.exit(f"{path} holds {sorted(tensors)}, which PyTorch's {kind.__name__} cannot express.")
    model.load_state_dict(tensors)
    return model.to(tensors["readout.weight"].dtype), vocabulary


def encode(path, vocabulary):
    """The text's Unicode scalars as indices into the vocabulary."""
    index = {symbol: i for i, symbol in enumerate(vocabulary)}
    # As rnn-train reads a text: without a byte order mark, line ends as LF.
    text = Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if unknown := sorted(set(text) - index.keys()):
        sys.exit(f"{path} has characters that the vocabulary does not hold: {unknown}.")
    return torch.tensor([index[scalar] for scalar in text])


@torch.no_grad()
def mean_cross_entropy(model, tokens, vocabulary_size):
    """Nats per character over the whole text as one stream, in pieces that carry the state."""
    one_hot = torch.eye(vocabulary_size, dtype=model["readout"].weight.dtype)
    total, state = 0.0, None
    for inputs, targets in zip(tokens[:-1].split(STEPS_AT_ONCE), tokens[1:].split(STEPS_AT_ONCE)):
        outputs, state = model["rnn"](one_hot[inputs], state)
        logits = model["readout"](outputs)
        total += functional.cross_entropy(logits.double(), targets, reduction="sum").item()
    return total / (len(tokens) - 1)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python load-in-pytorch.py RUN TEXT")
    model, vocabulary = load(Path(sys.argv[1]) / "model.safetensors")
    tokens = encode(sys.argv[2], vocabulary)
    if len(tokens) < 2:
        sys.exit(f"{sys.argv[2]} has fewer than two characters, so there is nothing to predict.")
    print(f"{mean_cross_entropy(model, tokens, len(vocabulary)):.6f}")
