#!/usr/bin/env python3
"""Makes Corpora/long-range.txt: text whose only structure is a key recalled d characters later.

Grammar of a line (Corpora/README.md explains it):

    line   = key filler{d - 2} "?" recall "\n"      with recall = key

    d       drawn uniformly from 5, 10, 20, 40, 80: the recall is the d-th character after the key
    key     drawn uniformly from the 16 letters A to P
    filler  drawn uniformly from the 4 letters w to z, which are never keys

The random numbers come from a generator written out below, so that the file is the same bytes
under every version of Python.

    make-long-range-corpus.py                writes Corpora/long-range.txt
    make-long-range-corpus.py --check        compares the committed file with what would be written
    make-long-range-corpus.py --facts        prints the entropies that the README quotes

Exit status: 0 done, 64 usage, 65 the committed file differs, 73 cannot write.
"""

import math
import os
import sys
from fractions import Fraction
from pathlib import Path

DISTANCES = (5, 10, 20, 40, 80)
KEYS = "ABCDEFGHIJKLMNOP"
FILLERS = "wxyz"
CUE = "?"
LINES = 2500
SEED = 2024
DESTINATION = Path(__file__).resolve().parent.parent / "Corpora" / "long-range.txt"


class SplitMix64:
    """Steele, Lea and Flood's SplitMix64: 64 bits of state, 64 bits a draw."""

    MASK = (1 << 64) - 1

    def __init__(self, seed: int) -> None:
        self.state = seed & self.MASK

    def next(self) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.MASK
        return z ^ (z >> 31)

    def choice(self, items):
        """One of the items, uniformly: draws past the last whole multiple are thrown away."""
        limit = (1 << 64) - (1 << 64) % len(items)
        while True:
            draw = self.next()
            if draw < limit:
                return items[draw % len(items)]


def make_text() -> str:
    generator = SplitMix64(SEED)
    lines = []
    for _ in range(LINES):
        distance = generator.choice(DISTANCES)
        key = generator.choice(KEYS)
        filler = "".join(generator.choice(FILLERS) for _ in range(distance - 2))
        lines.append(f"{key}{filler}{CUE}{key}\n")
    return "".join(lines)


def line_bits(distance: int) -> float:
    """Bits of one line that no model can save: which distance, which key, which fillers.

    Cue, recall and line feed are certain for a reader who counts and remembers.
    """
    return (
        math.log2(len(DISTANCES)) + math.log2(len(KEYS)) + (distance - 2) * math.log2(len(FILLERS))
    )


def grammar_bits_per_character(recalled: tuple) -> float:
    """Entropy rate for a reader who counts, and who recalls over the given distances only."""
    characters = sum(distance + 2 for distance in DISTANCES)
    bits = sum(line_bits(distance) for distance in DISTANCES)
    forgotten = sum(1 for distance in DISTANCES if distance not in recalled)
    return (bits + forgotten * math.log2(len(KEYS))) / characters


def short_context_bits_per_character() -> float:
    """Entropy rate for a reader who knows the grammar, but sees only the last two characters.

    After two fillers the next is a filler or the cue, and nothing tells which. A line holds
    d - 3 such places and one of them is the cue, so each costs the entropy of that share.
    The recall costs as much as a fresh key. Two characters suffice for all the rest.
    """
    places = sum(distance - 3 for distance in DISTANCES)
    share = float(Fraction(len(DISTANCES), places))
    waiting = -places * (share * math.log2(share) + (1 - share) * math.log2(1 - share))
    fillers = sum(distance - 2 for distance in DISTANCES) * math.log2(len(FILLERS))
    keys = 2 * len(DISTANCES) * math.log2(len(KEYS))
    return (waiting + fillers + keys) / sum(distance + 2 for distance in DISTANCES)


def print_facts(text: str) -> None:
    # Read back from the text, not from the generator: a slip in the grammar would show here.
    lines = text.splitlines()
    count = {distance: 0 for distance in DISTANCES}
    bits = 0.0
    for line in lines:
        distance = len(line) - 1
        assert line[distance] == line[0] and line[distance - 1] == CUE, line
        assert line[0] in KEYS and set(line[1 : distance - 1]) <= set(FILLERS), line
        count[distance] += 1
        bits += line_bits(distance)

    def show(label: str, value: float) -> None:
        print(f"{label:<58}{value:8.4f} bits {value * math.log(2):8.4f} nats per character")

    print(f"{len(text)} characters, {len(set(text))} distinct, {len(lines)} lines (= recalls)")
    for distance in DISTANCES:
        print(f"  distance {distance:2}: {count[distance]} lines")
    show("irreducible, of the grammar", grammar_bits_per_character(DISTANCES))
    show("irreducible, of these lines", bits / len(text))
    for reach in range(len(DISTANCES) - 1, -1, -1):
        recalled = DISTANCES[:reach]
        label = "counts, never recalls"
        if recalled:
            label = f"counts, recalls over {recalled[-1]} at most"
        show(label, grammar_bits_per_character(recalled))
    show("sees the last two characters only", short_context_bits_per_character())
    cost = math.log2(len(KEYS))
    print(
        f"at a recall: 0 bits with memory; without, {cost:.4f} bits"
        f" ({math.log(len(KEYS)):.4f} nats), and 1 in {len(KEYS)} guessed right"
    )


def write(text: str) -> int:
    temporary = DESTINATION.with_name(f".{DESTINATION.name}.tmp-{os.getpid()}")
    try:
        temporary.write_bytes(text.encode("ascii"))
        os.replace(temporary, DESTINATION)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason = error.strerror.lower()
        print(
            f"make-long-range-corpus: cannot write {DESTINATION} ({reason});"
            " make its folder writable.",
            file=sys.stderr,
        )
        return 73
    print(f"wrote {DESTINATION} ({len(text)} bytes)")
    return 0


def check(text: str) -> int:
    if DESTINATION.is_file() and DESTINATION.read_bytes() == text.encode("ascii"):
        print(f"{DESTINATION.name} is what its generator makes.")
        return 0
    print(
        f"make-long-range-corpus: {DESTINATION} is not what its generator makes;"
        " run Scripts/make-long-range-corpus.py, then correct its row in Corpora/README.md.",
        file=sys.stderr,
    )
    return 65


def main(arguments: list) -> int:
    if arguments == []:
        return write(make_text())
    if arguments == ["--check"]:
        return check(make_text())
    if arguments == ["--facts"]:
        print_facts(make_text())
        return 0
    if arguments in (["--help"], ["-h"]):
        print(__doc__.strip())
        return 0
    print(
        "make-long-range-corpus: takes nothing, --check, --facts or --help,"
        f" not '{' '.join(arguments)}'.",
        file=sys.stderr,
    )
    return 64


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
