"""The goals, and whether the numbers met them."""


def values(results, part, key, where=lambda row: True):
    """All numbers `key` of a part's rows."""
    return [row[key] for row in results.get(part, [])
            if where(row) and row.get(key) is not None]


def has_size(*sizes, batch=None):
    """Whether a row is of one of the sizes, and of the batch."""
    return lambda row: (row["hidden_size"] in sizes
                        and (batch is None or row["batch_size"] == batch))


# What is asked for, the bound, whether it is the least that is wanted, and the numbers.
GOALS = [
    ("training, H 64 and 128: ours / fastest peer", 4, True,
     ("training", "ours_over_fastest_peer", has_size(64, 128))),
    ("training, H 256: ours / fastest peer", 3, True,
     ("training", "ours_over_fastest_peer", has_size(256))),
    ("training, H 512, B 64: ours / fastest peer", 2, True,
     ("training", "ours_over_fastest_peer", has_size(512, batch=64))),
    ("step time / floor of matrix products, H of 128 and more", 1.15, False,
     ("training", "step_over_floor", lambda row: row["hidden_size"] >= 128)),
    ("training step with any activation, expression or closure / with tanh", 1.1, False,
     ("activations", "step_over_tanh", lambda row: row["name"] != "closure-of-numbers")),
    ("2 threads / 1 thread", 1.8, True, ("training", "speed_up", lambda row: True)),
    ("sampling one stream, H 128: ours / PyTorch", 20, True,
     ("sampling", "ours_over_PyTorch", has_size(128))),
    ("launch to first update, 1 MB of text, seconds", 0.15, False,
     ("launch", "seconds", lambda row: True)),
    ("peak memory / (1.3 x weights, gradients and moments + tapes)", 1, False,
     ("memory", "peak_over_limit", lambda row: True)),
    ("training with instruments / without", 1.02, False,
     ("instruments", "step_over_step_without", lambda row: True)),
    ("allocations in 20 updates", 0, False,
     ("allocations", "most_in_20_updates", lambda row: True)),
]


def judged(results):
    """Each goal that was measured: what, bound, met in how many of how many, least and most."""
    for what, bound, is_least, (part, key, where) in GOALS:
        found = values(results, part, key, where)
        if found:
            met = sum(value >= bound if is_least else value <= bound for value in found)
            yield {"what": what, "goal": f"{'≥' if is_least else '≤'} {bound:g}", "met": met,
                   "of": len(found), "least": min(found), "most": max(found)}
