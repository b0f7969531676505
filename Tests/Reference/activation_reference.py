"""Write `activations.json`: values and derivatives of torch's activations, in double precision.

Derivatives are autograd's, so at a kink the file says what torch takes. Softmax is row-wise: its
values and the vector-Jacobian product of a random cotangent. Run: python activation_reference.py
"""

from functools import partial

import numpy
import torch
from torch.nn import functional

from fixture_file import flattened, write_fixture
from reference_model import random_tensor

EXTRA_POINTS = (-20.5, -8, -3, -2, -1, -0.5, -0.1, -1e-3, 1e-3, 0.1, 0.5, 1, 2, 3, 8, 20, 20.5)
ROWS, COLUMNS = 3, 5

# Each row: name, function, where its derivative jumps or its formula changes, what to know.
ELEMENT_WISE = (
    ("identity", lambda x: x * 1, (), ""),
    ("sigmoid", torch.sigmoid, (), ""),
    ("tanh", torch.tanh, (), ""),
    ("relu", torch.relu, (0,), ""),
    ("leaky-relu", partial(functional.leaky_relu, negative_slope=0.01), (0,), "slope 0.01"),
    ("hard-sigmoid", functional.hardsigmoid, (-3, 3),
     "relu6(x + 3) / 6, slope 1/6; not the form with slope 0.2"),
    ("hard-tanh", functional.hardtanh, (-1, 1), ""),
    ("elu", functional.elu, (0,), "alpha 1"),
    ("softplus", functional.softplus, (20,),
     "torch goes over to value x and derivative 1 above 20, 2e-9 from ln(1 + exp x)"),
    ("softsign", functional.softsign, (0,), ""),
    ("silu", functional.silu, (), ""),
    ("gelu", functional.gelu, (),
     "x * normal distribution function, by erf; cancels far below 0: compare absolutely"),
    ("gelu-tanh", partial(functional.gelu, approximate="tanh"), (),
     "tanh approximation; cancels far below 0: compare absolutely"),
)


def points():
    """About sixty points in [-30, 30]: an even grid with 0, every kink, and some near 0."""
    grid = numpy.linspace(-30, 30, 49)
    return torch.from_numpy(numpy.unique(numpy.concatenate([grid, EXTRA_POINTS])))


def value_and_derivative(function, inputs):
    """The values of an element-wise function and its derivatives by autograd."""
    inputs = inputs.clone().requires_grad_()
    values = function(inputs)
    (derivatives,) = torch.autograd.grad(values.sum(), inputs)
    return values, derivatives


def element_wise_record(name, function, kinks, note, inputs):
    """What the file says of one element-wise activation."""
    values, derivatives = value_and_derivative(function, inputs)
    _, at_kinks = value_and_derivative(function, torch.tensor(kinks, dtype=torch.float64))
    return {
        "name": name,
        "note": note,
        "kinks": [{"at": kink, "derivative": derivative}
                  for kink, derivative in zip(kinks, flattened(at_kinks))],
        "values": flattened(values),
        "derivatives": flattened(derivatives),
    }


def softmax_record(generator):
    """Softmax over the rows of a matrix, and its pullback of a random cotangent."""
    inputs = (3 * random_tensor(generator, ROWS, COLUMNS)).requires_grad_()
    cotangent = random_tensor(generator, ROWS, COLUMNS)
    values = torch.softmax(inputs, dim=1)
    values.backward(cotangent)
    return {
        "name": "softmax",
        "shape": [ROWS, COLUMNS],
        "inputs": flattened(inputs),
        "values": flattened(values),
        "cotangent": flattened(cotangent),
        "input_cotangent": flattened(inputs.grad),
    }


if __name__ == "__main__":
    inputs = points()
    write_fixture("activations", __file__, {
        "points": flattened(inputs),
        "element_wise": [element_wise_record(*row, inputs) for row in ELEMENT_WISE],
        "row_wise": [softmax_record(numpy.random.default_rng(1))],
    })
