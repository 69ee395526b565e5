"""Makes random_streams.json: draws of NumPy's two generators and of Python's, for test/util/{numpy,python}-*.test.ts.

    python3.11 -m venv /tmp/random && /tmp/random/bin/pip install numpy==1.26.4
    /tmp/random/bin/python test/reference/random_streams.py

Each stream draws by one method again and again; kept are every 499th number and the SHA-256 of all of them as
little-endian float64 (those of default_rng come from NumPy 2.4.6). The streams named `mixed` call several methods in turn.
"""

import hashlib
import json
import random
from pathlib import Path

import numpy as np

KEPT_EVERY = 499
NEWER_NUMPY_SEEDS = (0, 1, 42, 2**32 - 1, 2**32, 2**53 - 1)
NUMPY_SEEDS = (0, 1, 10, 42, 66, 2**31, 2**32 - 1)
PYTHON_SEEDS = (0, 1, 10, 42, 66, -42, 2**32 - 1, 2**32, 2**53 - 1, -(2**53 - 1))
PROBABILITIES = [0.5, 0.25, 0, 0.125, 0.0625, 0.0625]

NUMPY_CALLS = {
    "random": (2000, lambda r: [r.random_sample()]),
    "integer(0, 2147483647)": (1000, lambda r: [r.randint(np.iinfo(np.int32).max)]),
    "integer(-5, 4294967291)": (1000, lambda r: [r.randint(-5, 2**32 - 5)]),
    "integer(3, 4)": (10, lambda r: [r.randint(3, 4)]),
    "integer(0, 52)": (2000, lambda r: [r.randint(52)]),
    "choice": (2000, lambda r: [r.choice(len(PROBABILITIES), p=PROBABILITIES)]),
    "permutation(52)": (40, lambda r: r.permutation(52)),
    "mixed": (100, lambda r: [r.random_sample(), r.randint(-3, 300), *r.permutation(7), r.choice(6, p=PROBABILITIES)]),
}

NEWER_NUMPY_CALLS = {
    "permutation(52)": (40, lambda r: r.permutation(52)),
    "permutation(1025)": (4, lambda r: r.permutation(1025)),
    "mixed": (100, lambda r: [*r.permutation(7), *r.permutation(1), *r.permutation(16)]),
}

PYTHON_CALLS = {
    "random": (2000, lambda r: [r.random()]),
    "bits": (100, lambda r: [r.getrandbits(count) for count in range(54)]),
    "below(52)": (2000, lambda r: [r.randrange(52)]),
    "below(4294967296)": (1000, lambda r: [r.randrange(2**32)]),
    "below(9007199254740991)": (1000, lambda r: [r.randrange(2**53 - 1)]),
    "shuffle(52)": (40, lambda r: shuffled(r, 52)),
    "sample(52, 14)": (100, lambda r: r.sample(range(52), 14)),
    "sample(22, 5)": (100, lambda r: r.sample(range(22), 5)),
    "sample(21, 5)": (100, lambda r: r.sample(range(21), 5)),
    "sample(85, 6)": (100, lambda r: r.sample(range(85), 6)),
    "sample(86, 6)": (100, lambda r: r.sample(range(86), 6)),
    "mixed": (100, lambda r: [r.random(), r.getrandbits(40), *r.sample(range(100), 3), *shuffled(r, 5)]),
}


def shuffled(generator: random.Random, count: int) -> list[int]:
    items = list(range(count))
    generator.shuffle(items)
    return items


def stream(call: str, seed: int, times: int, draw, generator) -> dict:
    numbers = np.array([number for _ in range(times) for number in draw(generator)], dtype="<f8")
    return {
        "call": call,
        "seed": seed,
        "times": times,
        "count": len(numbers),
        "kept": numbers[::KEPT_EVERY].tolist(),
        "sha256": hashlib.sha256(numbers.tobytes()).hexdigest(),
    }


def streams(calls: dict, seeds: tuple, generator) -> list[dict]:
    return [stream(call, seed, *calls[call], generator(seed)) for call in calls for seed in seeds]


def main() -> None:
    families = {
        "numpy": streams(NUMPY_CALLS, NUMPY_SEEDS, np.random.RandomState),
        "newer_numpy": streams(NEWER_NUMPY_CALLS, NEWER_NUMPY_SEEDS, np.random.default_rng),
        "python": streams(PYTHON_CALLS, PYTHON_SEEDS, random.Random),
    }
    parts = [f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in families.items()]
    Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()
