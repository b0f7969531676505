"""Write `activations.json`: values and derivatives of torch's activations, in double precision.

Derivatives are autograd's, so at a kink the file says what torch takes. Softmax is row-wise: its
values and the vector-Jacobian product of a random cotangent. Run: python activation_reference.py
"""

import math
from functools import partial

import numpy
import torch
from torch.nn import functional

from fixture_file import flattened, write_fixture
from reference_model import random_tensor

EXTRA_POINTS = (-20.5, -8, -3, -2, -1, -0.5, -0.1, -1e-3, 1e-3, 0.1, 0.5, 1, 2, 3, 8, 20, 20.5)
ROWS, COLUMNS = 3, 5

COMPOSED = "composed of torch's functions, torch has none of that name"

# Each row: name, function, where its derivative jumps or its formula changes, what to know.
ELEMENT_WISE = (
    ("identity", lambda x: x * 1, (), ""),
    ("affine", lambda x: 1 * x + 0, (), COMPOSED),
    ("affine(0.5, 2)", lambda x: 0.5 * x + 2, (), COMPOSED),
    ("sigmoid", torch.sigmoid, (), ""),
    ("tanh", torch.tanh, (), ""),
    ("scaled-tanh", lambda x: 1.7159 * torch.tanh(2 / 3 * x), (), COMPOSED),
    ("relu", torch.relu, (0,), ""),
    ("relu6", functional.relu6, (0, 6), ""),
    ("clipped-relu", partial(functional.hardtanh, min_val=0, max_val=20), (0, 20), ""),
    ("leaky-relu", partial(functional.leaky_relu, negative_slope=0.01), (0,), "slope 0.01"),
    ("leaky-relu(0.2)", partial(functional.leaky_relu, negative_slope=0.2), (0,), ""),
    ("thresholded-relu", partial(functional.threshold, threshold=1, value=0), (1,), "jumps"),
    ("thresholded-relu(-0.5)", partial(functional.threshold, threshold=-0.5, value=0), (-0.5,),
     "jumps"),
    ("relu-squared", lambda x: torch.relu(x) ** 2, (0,), COMPOSED),
    ("elu", functional.elu, (0,), "alpha 1"),
    ("elu(0.5)", partial(functional.elu, alpha=0.5), (0,), ""),
    ("celu", functional.celu, (0,), "alpha 1"),
    ("celu(0.5)", partial(functional.celu, alpha=0.5), (0,), ""),
    ("selu", functional.selu, (0,), ""),
    ("softplus", functional.softplus, (20,),
     "torch goes over to value x and derivative 1 above 20, 2e-9 from ln(1 + exp x)"),
    ("softplus(2)", partial(functional.softplus, beta=2, threshold=100), (), ""),
    ("squareplus", lambda x: (x + torch.sqrt(x ** 2 + 4)) / 2, (), COMPOSED),
    ("sparse-plus", lambda x: torch.where(
        x <= -1, 0 * x, torch.where(x < 1, (x + 1) ** 2 / 4, x)), (-1, 1), COMPOSED),
    ("log-sigmoid", functional.logsigmoid, (), ""),
    ("softsign", functional.softsign, (0,), ""),
    ("silu", functional.silu, (), ""),
    ("gelu", functional.gelu, (),
     "x * normal distribution function, by erf; cancels far below 0: compare absolutely"),
    ("gelu-tanh", partial(functional.gelu, approximate="tanh"), (),
     "tanh approximation; cancels far below 0: compare absolutely"),
    ("mish", functional.mish, (), ""),
    ("hard-sigmoid", functional.hardsigmoid, (-3, 3),
     "relu6(x + 3) / 6, slope 1/6; not the form with slope 0.2"),
    ("hard-sigmoid(0.2)", lambda x: functional.hardtanh(0.2 * x + 0.5, 0, 1), (-2.5, 2.5),
     COMPOSED + "; the form of ONNX and Keras 2"),
    ("sparse-sigmoid", lambda x: functional.hardtanh((x + 1) / 2, 0, 1), (-1, 1), COMPOSED),
    ("hard-tanh", functional.hardtanh, (-1, 1), ""),
    ("hard-swish", functional.hardswish, (-3, 3), ""),
    ("tanhshrink", functional.tanhshrink, (), ""),
    ("softshrink", functional.softshrink, (-0.5, 0.5), "lambda 0.5"),
    ("hardshrink", functional.hardshrink, (-0.5, 0.5), "lambda 0.5; jumps"),
    ("lisht", lambda x: x * torch.tanh(x), (), COMPOSED),
    ("logcosh", lambda x: x + functional.softplus(-2 * x, threshold=100) - math.log(2), (),
     COMPOSED),
    ("step", lambda x: (x > 0).to(x.dtype) + 0 * x, (0,), COMPOSED + "; jumps"),
    ("exponential", torch.exp, (), ""),
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
