"""The scikit-learn side of selection.ts: times KMeans over a sweep that comes as JSON on standard input.

In:  {"tables": [{"name", "rows": [[number]]}], "seeds": [int], "restarts": int}
Out: [{"name", "seconds", "answers": [{"seed", "count", "labels", "inertia", "iterations"}]}]
"""

import json
import sys
from time import perf_counter

import numpy as np
import sklearn
from sklearn.cluster import KMeans


def sweep(name: str, rows: list, seeds: list, restarts: int) -> dict:
    points = np.array(rows)
    start = perf_counter()
    fits = [
        (seed, count, KMeans(count, n_init=restarts, random_state=seed).fit(points))
        for seed in seeds
        for count in range(1, len(points) + 1)
    ]
    seconds = perf_counter() - start
    answers = [
        {
            "seed": seed,
            "count": count,
            "labels": fit.labels_.tolist(),
            "inertia": float(fit.inertia_),
            "iterations": int(fit.n_iter_),
        }
        for seed, count, fit in fits
    ]
    return {"name": name, "seconds": seconds, "answers": answers}


def main() -> None:
    if sklearn.__version__ != "1.3.2":
        raise SystemExit(f"selection.py: scikit-learn must be 1.3.2, got {sklearn.__version__}")
    work = json.load(sys.stdin)
    KMeans(2, n_init=1).fit(np.eye(3))
    answers = [sweep(table["name"], table["rows"], work["seeds"], work["restarts"]) for table in work["tables"]]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
