"""Write `mean-field.json`: Gaussian expectations and fixed points by mpmath's quadrature.

E[f(x)^2] and E[f'(x)^2] for x ~ N(0, q) by tanh-sinh quadrature in 30 digits, between the
kinks, the scale of the function and that of the density; fixed points and critical gains by
mpmath's secant method on the same expectations. Nothing is shared with the library: neither the
rule nor the way to the fixed points. Run: python mean_field_reference.py
"""

import json
from pathlib import Path

import mpmath
from mpmath import mpf

mpmath.mp.dps = 30


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def normal(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def softsign(x):
    return x / (1 + abs(x))


def step_between(low, high):
    return lambda x: mpf(1) if low < x < high else mpf(0)


# Each row: the library's text, f, f', where f or f' jumps.
ACTIVATIONS = (
    ("tanh", mpmath.tanh, lambda x: mpmath.sech(x) ** 2, ()),
    ("sigmoid", sigmoid, lambda x: sigmoid(x) * sigmoid(-x), ()),
    ("relu", lambda x: max(x, mpf(0)), step_between(0, mpmath.inf), (0,)),
    ("leaky-relu(0.2)", lambda x: x if x > 0 else x / 5, lambda x: mpf(1) if x > 0 else mpf("0.2"),
     (0,)),
    ("hard-tanh", lambda x: max(min(x, mpf(1)), mpf(-1)), step_between(-1, 1), (-1, 1)),
    ("hard-sigmoid", lambda x: max(min((x + 3) / 6, mpf(1)), mpf(0)),
     lambda x: step_between(-3, 3)(x) / 6, (-3, 3)),
    ("elu", lambda x: x if x > 0 else mpmath.expm1(x), lambda x: mpf(1) if x > 0 else mpmath.exp(x),
     (0,)),
    ("softplus", lambda x: mpmath.log1p(mpmath.exp(x)) if x < 60 else x + mpmath.exp(-x), sigmoid, ()),
    ("softsign", softsign, lambda x: 1 / (1 + abs(x)) ** 2, (0,)),
    ("silu", lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * sigmoid(-x)), ()),
    ("gelu", lambda x: x * normal(x),
     lambda x: normal(x) + x * mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi), ()),
    ("where(x > 0.7, x, 0.1 * (exp(x) - 1))", lambda x: x if x > mpf("0.7") else mpmath.expm1(x) / 10,
     lambda x: mpf(1) if x > mpf("0.7") else mpmath.exp(x) / 10, (mpf("0.7"),)),
    ("exp(-x^2)", lambda x: mpmath.exp(-x * x), lambda x: -2 * x * mpmath.exp(-x * x), ()),
    ("max(x, 0)^2", lambda x: max(x, mpf(0)) ** 2, lambda x: 2 * max(x, mpf(0)), (0,)),
)
VARIANCES = ("1e-6", "0.01", "0.5", "1", "4", "100", "1e6")

# Each row: text, gain, standard deviation of the input, where to start looking for q.
FIXED_POINTS = (
    ("tanh", "2", "0", "2"), ("tanh", "1", "0.5", "0.6"), ("tanh", "10", "0", "90"),
    ("sigmoid", "3", "0.2", "2.5"), ("relu", "1", "0.5", "0.5"), ("silu", "1.6", "0", "1.8"),
    ("silu", "1.45", "0.5", "1.2"), ("gelu", "1.3", "0.5", "1.5"), ("exp(-x^2)", "2", "0", "1.5"),
    ("where(x > 0.7, x, 0.1 * (exp(x) - 1))", "1", "1", "2"),
)

# Where χ = 1 on a branch that is stable below: text, deviation of the input, start for q.
CRITICAL = (
    ("tanh", "0.5", "0.9"), ("sigmoid", "0", "38"), ("elu", "0.5", "4"), ("gelu", "0.5", "5.8"),
    ("exp(-x^2)", "0", "1"), ("softsign", "0.3", "0.5"), ("hard-tanh", "0.5", "0.6"),
)


def moments(function, slope, breaks, variance):
    """E[f^2] and E[f'^2] at a variance."""
    deviation = mpmath.sqrt(variance)
    marks = {mpf(0)} | {mpf(b) for b in breaks}
    marks |= {sign * m * deviation for sign in (-1, 1) for m in (1, 2, 4, 7, 11)}
    scale = mpf(1) / 2
    while scale < 11 * deviation:
        marks |= {scale, -scale}
        scale *= 2
    marks = sorted(m for m in marks if abs(m) <= 11 * deviation)

    def expectation(g):
        return mpmath.quad(
            lambda x: g(x) ** 2 * mpmath.exp(-x * x / (2 * variance)), marks
        ) / mpmath.sqrt(2 * mpmath.pi * variance)

    return expectation(function), expectation(slope)


def moment_record(name, function, slope, breaks):
    pairs = [moments(function, slope, breaks, mpf(q)) for q in VARIANCES]
    return {"activation": name, "second_moments": [float(m) for m, _ in pairs],
            "squared_slopes": [float(d) for _, d in pairs]}


def fixed_point_record(name, gain, deviation, start):
    _, *parts = next(row for row in ACTIVATIONS if row[0] == name)
    g, s = mpf(gain), mpf(deviation)
    mpmath.mp.dps = 20
    q = mpmath.findroot(lambda q: g**2 * moments(*parts, q)[0] + s**2 - q,
                        (mpf(start), mpf(start) * mpf("1.01")), tol=mpf("1e-24"))
    factor = g**2 * moments(*parts, q)[1]
    mpmath.mp.dps = 30
    return {"activation": name, "gain": float(g), "input_deviation": float(s),
            "variance": float(q), "gradient_factor": float(factor)}


def critical_record(name, deviation, start):
    _, *parts = next(row for row in ACTIVATIONS if row[0] == name)
    s = mpf(deviation)
    mpmath.mp.dps = 20

    def excess(q):
        second, squared = moments(*parts, q)
        return (q - s**2) * squared / second - 1

    q = mpmath.findroot(excess, (mpf(start), mpf(start) * mpf("1.02")), tol=mpf("1e-24"))
    gain = mpmath.sqrt((q - s**2) / moments(*parts, q)[0])
    mpmath.mp.dps = 30
    return {"activation": name, "input_deviation": float(s), "gain": float(gain),
            "variance": float(q)}


if __name__ == "__main__":
    fields = {
        "script": "Tests/Reference/mean_field_reference.py",
        "mpmath_version": mpmath.__version__,
        "variances": [float(q) for q in VARIANCES],
        "moments": [moment_record(*row) for row in ACTIVATIONS],
        "fixed_points": [fixed_point_record(*row) for row in FIXED_POINTS],
        "critical_gains": [critical_record(*row) for row in CRITICAL],
    }
    path = Path(__file__).resolve().parent / "mean-field.json"
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in fields.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")
