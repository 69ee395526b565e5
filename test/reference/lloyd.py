"""Makes lloyd.json: scikit-learn 1.3.2 where clusters run empty and where the tolerance stops it, for lloyd.test.ts.

    /tmp/kmeans/bin/python test/reference/lloyd.py         # the environment of kmeans.py

Points and starts are drawn by numpy's RandomState, which the tests draw from too, so that the file holds only answers.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def draw(seed: int, rows: int, columns: int, count: int) -> tuple[np.ndarray, list[int]]:
    """Points in the unit cube, and places among them to start from, several of which may be the same."""
    generator = np.random.RandomState(seed)
    points = generator.random_sample((rows, columns))
    return points, [int(generator.randint(rows)) for _ in range(count)]


def answer(kind: str, seed: int, rows: int, columns: int, count: int) -> dict:
    points, start = draw(seed, rows, columns, count)
    init = points[start] if kind == "empty" else "k-means++"
    fit = KMeans(count, init=init, n_init=1, random_state=seed).fit(points)
    return {
        "kind": kind,
        "seed": seed,
        "rows": rows,
        "columns": columns,
        "count": count,
        "labels": "".join(DIGITS[label] for label in fit.labels_),
        "inertia": float(fit.inertia_),
        "iterations": fit.n_iter_,
    }


def main() -> None:
    empty = [answer("empty", seed, rows, 3, count) for seed in range(20) for rows, count in ((20, 6), (60, 20))]
    stopped = [answer("stopped", seed, 1500, 3, 20) for seed in range(3)]
    lines = ",\n".join(json.dumps(case) for case in empty + stopped)
    Path(__file__).with_suffix(".json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
