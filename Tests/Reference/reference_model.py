"""The model that the reference values come from: nn.RNN or nn.GRU with a linear readout."""

import numpy
import torch
from torch import nn

CELLS = ("rnn-tanh", "rnn-relu", "gru")
LAYER_COUNTS = (1, 2)


class RecurrentModel(nn.Module):
    """T x B x I inputs to T x B x V logits, in double precision; PyTorch's parameter names."""

    def __init__(self, cell, input_size, hidden_size, layers, vocabulary):
        super().__init__()
        self.cell = cell
        if cell == "gru":
            self.rnn = nn.GRU(input_size, hidden_size, layers)
        else:
            nonlinearity = cell.removeprefix("rnn-")
            self.rnn = nn.RNN(input_size, hidden_size, layers, nonlinearity=nonlinearity)
        self.readout = nn.Linear(hidden_size, vocabulary)
        self.double()

    def forward(self, inputs, state):
        """Return the top layer's outputs, the final state of every layer, and the logits."""
        outputs, final_state = self.rnn(inputs, state)
        return outputs, final_state, self.readout(outputs)

    @torch.no_grad()
    def draw_parameters(self, generator, deviation):
        """Draw every parameter from a normal distribution, in the order of the state dict."""
        for parameter in self.parameters():
            values = generator.normal(0.0, deviation, tuple(parameter.shape))
            parameter.copy_(torch.from_numpy(values))

    @torch.no_grad()
    def preactivations(self, inputs, state):
        """The preactivations of an Elman model, one T x B x H tensor per layer."""
        weights = dict(self.rnn.named_parameters())
        found = []
        for layer in range(self.rnn.num_layers):
            hidden, steps, outputs = state[layer], [], []
            for step_input in inputs:
                preactivation = nn.functional.linear(
                    step_input, weights[f"weight_ih_l{layer}"], weights[f"bias_ih_l{layer}"]
                ) + nn.functional.linear(
                    hidden, weights[f"weight_hh_l{layer}"], weights[f"bias_hh_l{layer}"]
                )
                hidden = getattr(torch, self.rnn.nonlinearity)(preactivation)
                steps.append(preactivation)
                outputs.append(hidden)
            found.append(torch.stack(steps))
            inputs = torch.stack(outputs)
        return found


def case_name(kind, cell, layers):
    """The name of a case, for example `recurrent-gru-2-layers`."""
    return f"{kind}-{cell}-{layers}-{'layer' if layers == 1 else 'layers'}"


def random_tensor(generator, *shape):
    """A double-precision tensor of standard normal draws."""
    return torch.from_numpy(generator.standard_normal(shape))


def random_integers(generator, limit, *shape):
    """A tensor of integers drawn evenly from 0 ..< limit."""
    return torch.from_numpy(generator.integers(0, limit, shape, dtype=numpy.int64))
