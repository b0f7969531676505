"""PyTorch's side of the benchmark: python3 torch_worker.py CORPUS THREADS.

The same training as ours: contiguous streams, state carried and detached, Adam 2e-3 (fused),
gradient clipped to norm 1, orthogonal recurrent weights, zero biases. `"input": "one-hot"` is the
same model as ours; `"embedding"` has an Embedding of V x H before an RNN with I = H.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

import worker

WARM_UP_CHARACTERS = 256


class CharacterModel(nn.Module):
    """Tokens T x B to logits T x B x V."""

    def __init__(self, request, vocabulary):
        super().__init__()
        size = request["hidden_size"]
        self.embeds = request.get("input") == "embedding"
        if self.embeds:
            self.embedding = nn.Embedding(vocabulary, size)
        else:
            self.register_buffer("one_hot", torch.eye(vocabulary))
        inputs = size if self.embeds else vocabulary
        if request["cell"] == "gru":
            self.rnn = nn.GRU(inputs, size)
        else:
            self.rnn = nn.RNN(inputs, size, nonlinearity=request["hidden"])
        self.readout = nn.Linear(size, vocabulary)
        with torch.no_grad():
            for gate in self.rnn.weight_hh_l0.split(size):
                nn.init.orthogonal_(gate)
            for bias in (self.rnn.bias_ih_l0, self.rnn.bias_hh_l0, self.readout.bias):
                nn.init.zeros_(bias)

    def forward(self, tokens, state):
        """Return the logits and the state after the last step."""
        inputs = self.embedding(tokens) if self.embeds else self.one_hot[tokens]
        outputs, state = self.rnn(inputs, state)
        return self.readout(outputs), state


def make_update(request, tokens, vocabulary):
    """A model, and the function that makes its next update."""
    model = CharacterModel(request, vocabulary)
    optimizer = torch.optim.Adam(model.parameters(), lr=worker.LEARNING_RATE, fused=True)
    batches = worker.windows(tokens, request["batch_size"], request["steps"])
    state = None

    def update():
        nonlocal state
        is_first, inputs, targets = next(batches)
        optimizer.zero_grad()
        logits, state = model(
            torch.from_numpy(inputs).long(), None if is_first else state.detach())
        loss = functional.cross_entropy(
            logits.flatten(0, 1), torch.from_numpy(targets).long().flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return loss.item()

    return update


@torch.no_grad()
def sample(request, vocabulary):
    """Sample one stream for the time asked for."""
    model = CharacterModel(request, vocabulary).eval()
    token, state = torch.zeros(1, 1, dtype=torch.long), None

    def step():
        nonlocal token, state
        logits, state = model(token, state)
        token = torch.multinomial(logits[0].softmax(-1), 1)

    for _ in range(WARM_UP_CHARACTERS):
        step()
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < request["seconds"]:
        step()
        count += 1
    return {"characters_per_second": count / (time.perf_counter() - start)}


def main():
    """Serve until the input ends."""
    tokens, vocabulary = worker.read_tokens(sys.argv[1])
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(1)
    train = worker.trainer(lambda request: make_update(request, tokens, vocabulary))
    worker.serve(lambda request: train(request) if request["what"] == "train"
                 else sample(request, vocabulary))


if __name__ == "__main__":
    main()
