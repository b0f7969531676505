"""How a reference value is written down: one JSON object per file, doubles in full precision."""

import json
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent


def flattened(tensor):
    """The elements of a tensor in row-major order, as Python numbers."""
    return tensor.detach().reshape(-1).tolist()


def shaped(tensors):
    """Named tensors as {name: {"shape", "values"}}."""
    return {
        name: {"shape": list(tensor.shape), "values": flattened(tensor)}
        for name, tensor in tensors.items()
    }


def write_fixture(name, script, fields):
    """Write `fields` to `name`.json beside this file, one key per line; `repr` keeps every bit."""
    fields = {
        "case": name,
        "script": f"Tests/Reference/{Path(script).name}",
        "torch_version": torch.__version__,
    } | fields
    lines = [f"{json.dumps(key)}: {json.dumps(value, allow_nan=False)}"
             for key, value in fields.items()]
    path = FOLDER / f"{name}.json"
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")
