"""Train a character model in PyTorch, as rnn-train does, and print its speed as one JSON line.

Contiguous streams per row, state carried and detached, Adam 2e-3, gradient clipped to norm 1,
orthogonal recurrent weights, zero biases. `--input one-hot` is the same model as ours. `--input
embedding` is a different model (an Embedding of V x H before an RNN with I = H), kept to show what
the one-hot product costs. A line whose processors_used is well below its threads was measured on
a busy machine and says nothing about PyTorch. Needs: pip install torch numpy
"""

import argparse
import json
import time
from itertools import count
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

WARM_UP_UPDATES = 10
SEED = 1


class CharacterModel(nn.Module):
    """Tokens T x B to logits T x B x V."""

    def __init__(self, cell, vocabulary, hidden_size, input_kind):
        super().__init__()
        input_size = hidden_size if input_kind == "embedding" else vocabulary
        if input_kind == "embedding":
            self.embedding = nn.Embedding(vocabulary, hidden_size)
        else:
            self.register_buffer("one_hot", torch.eye(vocabulary))
        if cell == "gru":
            self.rnn = nn.GRU(input_size, hidden_size)
        else:
            self.rnn = nn.RNN(input_size, hidden_size, nonlinearity=cell)
        self.readout = nn.Linear(hidden_size, vocabulary)
        self.reset_parameters()

    @torch.no_grad()
    def reset_parameters(self):
        """Orthogonal recurrent weights per gate and zero biases; the rest is PyTorch's."""
        for gate in self.rnn.weight_hh_l0.split(self.rnn.hidden_size):
            nn.init.orthogonal_(gate)
        for bias in (self.rnn.bias_ih_l0, self.rnn.bias_hh_l0, self.readout.bias):
            nn.init.zeros_(bias)

    def forward(self, tokens, state):
        """Return the logits and the state after the last step."""
        inputs = self.embedding(tokens) if hasattr(self, "embedding") else self.one_hot[tokens]
        outputs, state = self.rnn(inputs, state)
        return self.readout(outputs), state


def read_tokens(path):
    """The corpus as indices into its sorted characters, and how many characters there are."""
    text = Path(path).read_bytes().decode("utf-8")
    index = {character: i for i, character in enumerate(sorted(set(text)))}
    return torch.tensor([index[character] for character in text]), len(index)


def windows(tokens, batch_size, steps):
    """Yield (is first of an epoch, inputs, targets) without end; rows are contiguous streams."""
    row_length = (len(tokens) - 1) // batch_size
    inputs = tokens[:batch_size * row_length].view(batch_size, row_length).t().contiguous()
    targets = tokens[1:batch_size * row_length + 1].view(batch_size, row_length).t().contiguous()
    for _ in count():
        for start in range(0, row_length - steps + 1, steps):
            yield start == 0, inputs[start:start + steps], targets[start:start + steps]


def train(model, batches, updates):
    """Make all updates; return seconds and processor seconds of the timed ones, and last loss."""
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3, fused=True)
    state, started, processor_started = None, 0.0, 0.0
    for update in range(WARM_UP_UPDATES + updates):
        if update == WARM_UP_UPDATES:
            started, processor_started = time.perf_counter(), time.process_time()
        is_first, inputs, targets = next(batches)
        optimizer.zero_grad()
        logits, state = model(inputs, None if is_first else state.detach())
        loss = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        last_loss = loss.item()
    seconds = time.perf_counter() - started
    return seconds, time.process_time() - processor_started, last_loss


def parsed_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description="Training speed of a character model in PyTorch.")
    parser.add_argument("corpus")
    parser.add_argument("--cell", choices=["tanh", "relu", "gru"], default="tanh")
    parser.add_argument("--hidden-size", type=int, default=128)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--sequence-length", type=int, default=64)
    parser.add_argument("--updates", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--input", choices=["one-hot", "embedding"], default="one-hot")
    return parser.parse_args()


def main():
    """Measure one configuration and print it."""
    options = parsed_arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    tokens, vocabulary = read_tokens(options.corpus)
    model = CharacterModel(options.cell, vocabulary, options.hidden_size, options.input)
    batches = windows(tokens, options.batch_size, options.sequence_length)
    seconds, processor_seconds, loss = train(model, batches, options.updates)
    characters = options.updates * options.batch_size * options.sequence_length
    print(json.dumps({
        "cell": options.cell,
        "hidden_size": options.hidden_size,
        "batch_size": options.batch_size,
        "sequence_length": options.sequence_length,
        "input": options.input,
        "threads": options.threads,
        "updates": options.updates,
        "characters_per_second": round(characters / seconds),
        "processors_used": round(processor_seconds / seconds, 2),
        "final_loss": loss,
        "torch_version": torch.__version__,
    }))


if __name__ == "__main__":
    main()
