"""Makes small_fast_counter.json: words of sfc32 by Python's whole numbers, which never overflow.

    python test/reference/small_fast_counter.py
Source: PractRand, `src/RNGs/sfc.cpp` (public domain): `sfc32::raw32`, and `sfc32::seed(Uint64)` as it was before seeds
had 128 bits.
"""

import json
from pathlib import Path

WORD = 2**32
SEEDS = [0, 1, 42, 2**31, 2**32 - 1]


def draw(state: list[int]) -> int:
    a, b, c, counter = state
    word = (a + b + counter) % WORD
    rotated = (c << 21 | c >> 11) % WORD
    state[:] = b ^ b >> 9, (c + (c << 3)) % WORD, (rotated + word) % WORD, (counter + 1) % WORD
    return word


def stream(seed: int) -> dict:
    state = [0, seed % WORD, seed // WORD, 1]
    for _ in range(12):
        draw(state)
    first = [draw(state) for _ in range(5)]
    for _ in range(100_000):
        draw(state)
    return {
        "seed": seed,
        "first": first,
        "saved": "".join(f"{word:08x}" for word in state),
        "later": [draw(state) for _ in range(3)],
    }


fixture = [stream(seed) for seed in SEEDS]
Path(__file__).with_suffix(".json").write_text(json.dumps(fixture, indent=1) + "\n")
