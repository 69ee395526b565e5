"""Makes kmeans.json: what scikit-learn 1.3.2 answers on the paper's features, for test/selection/kmeans.test.ts.

    python3.11 -m venv /tmp/kmeans
    /tmp/kmeans/bin/pip install scikit-learn==1.3.2 numpy==1.26.4 scipy==1.11.4
    /tmp/kmeans/bin/python test/reference/kmeans.py        # some 10 minutes on one core of an x86 processor

Cases: four features, every k, the paper's seeds, one start and ten. Each is answered

- by scikit-learn as it is, in twelve ways that differ in nothing but rounding: with OpenBLAS's kernels for three
  kinds of processor, and the features' columns in four orders;
- by scikit-learn with its distances rounded to one part in 1e9 of the points' mean squared norm, so that a tie is a
  tie and scikit-learn's own rule decides it (numpy.argmin: the first). Labels, inertia and iterations are from here.

`outcomes` is how many different answers the twelve ways gave, `among` whether the answer with ties is one of them. Where
the twelve agree on another answer (TYPO only: rounding leans one way there), it is shown that this hangs on ties too:
with its ties decided by lot, scikit-learn comes upon that answer, at the latest at lot number `lot`.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans, _kmeans
from sklearn.cluster._k_means_common import _relocate_empty_clusters_dense

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ("typo", "geo", "learn", "sem")
SEEDS = (66, 42, 10)
RESTARTS = (1, 10)
KERNELS = ("Prescott", "Haswell", "SkylakeX")
COLUMN_ORDERS = 4
LOTS = 1000
GRAIN = 1e-9
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def read_features(name: str) -> np.ndarray:
    with open(ROOT / f"data/features-{name}.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    values = np.array([[float(field) for field in row[1:]] for row in rows])
    # URIEL's and the learned vectors are of single precision, written with the fewest digits that name them.
    return values if name == "sem" else values.astype(np.float32).astype(np.float64)


def all_cases():
    for name in FEATURES:
        points = read_features(name)
        for restarts in RESTARTS:
            for seed in SEEDS:
                for count in range(1, len(points) + 1):
                    yield name, points, restarts, seed, count


def answer(points: np.ndarray, restarts: int, seed: int, count: int) -> list:
    fit = KMeans(count, n_init=restarts, random_state=seed).fit(points)
    inertia = float(((points - fit.cluster_centers_[fit.labels_]) ** 2).sum())
    return ["".join(DIGITS[label] for label in fit.labels_), inertia, fit.n_iter_]


def columns_in_order(points: np.ndarray, order: int) -> np.ndarray:
    if order == 0:
        return points
    if order == 1:
        return np.ascontiguousarray(points[:, ::-1])
    return np.ascontiguousarray(points[:, np.random.default_rng(order).permutation(points.shape[1])])


def answers_as_they_are(order: int) -> list:
    return [answer(columns_in_order(points, order), *rest) for _, points, *rest in all_cases()]


class Tied:
    """Stand-ins for the three places where scikit-learn sums squares; they give whole numbers of grains."""

    def __init__(self, points: np.ndarray, lot: int | None = None) -> None:
        self.lot = None if lot is None else np.random.default_rng(lot)
        self.leanings = self.by_lot((len(points), len(points)))
        # A power of two: TYPO's whole distances are whole numbers of grains too, so that their sums tie exactly.
        norm = ((points - points.mean(axis=0)) ** 2).sum() / len(points)
        self.grain = 2.0 ** np.floor(np.log2(GRAIN * norm))

    def install(self) -> None:
        _kmeans._euclidean_distances = self.start_distances
        _kmeans.lloyd_iter_chunked_dense = self.lloyd_iteration
        _kmeans._inertia_dense = self.inertia

    def distances(self, left, right) -> np.ndarray:
        difference = left.astype(np.longdouble)[:, None] - right.astype(np.longdouble)[None]
        return np.rint((difference**2).sum(axis=2) / self.grain).astype(np.float64)

    def by_lot(self, shape: tuple) -> np.ndarray:
        """Far less than a grain, so that it decides between equals only."""
        return np.zeros(shape) if self.lot is None else self.lot.random(shape) / 1e6

    def start_distances(self, left, right, **_) -> np.ndarray:
        distances = self.distances(left, right)
        return distances + self.by_lot(distances.shape)

    def lloyd_iteration(self, points, weights, old, new, sizes, labels, shift, _, update_centers=True) -> None:
        labels[:] = (self.distances(points, old) + self.leanings[:, : len(old)]).argmin(axis=1)
        if not update_centers:
            return
        new[:] = 0
        np.add.at(new, labels, points)
        sizes[:] = np.bincount(labels, minlength=len(sizes))
        _relocate_empty_clusters_dense(points, weights, old, new, sizes, labels)
        new /= sizes[:, None]
        shift[:] = np.sqrt(((new - old) ** 2).sum(axis=1))

    def inertia(self, points, _weights, centers, labels, _threads) -> float:
        return float(np.rint(((points - centers[labels]) ** 2).sum() / self.grain))


def answers_with_ties() -> list:
    answers = []
    for _, points, *rest in all_cases():
        Tied(points).install()
        answers.append(answer(points, *rest))
    return answers


def lot_that_gives(wanted: list, points: np.ndarray, *rest) -> int | None:
    for lot in range(LOTS):
        Tied(points, lot).install()
        if same(answer(points, *rest), wanted):
            return lot
    return None


def same(left: list, right: list) -> bool:
    return left[0] == right[0] and left[2] == right[2] and np.isclose(left[1], right[1], rtol=1e-9, atol=1e-20)


def number_of_outcomes(answers: list) -> int:
    different = []
    for one in answers:
        if not any(same(one, other) for other in different):
            different.append(one)
    return len(different)


def in_other_process(kernel: str, order: int) -> list:
    environment = {**os.environ, "OPENBLAS_CORETYPE": kernel, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    output = subprocess.run(
        [sys.executable, __file__, str(order)], env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return json.loads(output)


def main() -> None:
    plain = [in_other_process(kernel, order) for kernel in KERNELS for order in range(COLUMN_ORDERS)]
    lines = []
    for index, (case, tied) in enumerate(zip(all_cases(), answers_with_ties())):
        name, points, restarts, seed, count = case
        others = [answers[index] for answers in plain]
        outcomes = number_of_outcomes(others)
        among = any(same(tied, other) for other in others)
        row = {
            "features": name,
            "seed": seed,
            "restarts": restarts,
            "count": count,
            "labels": tied[0],
            "inertia": tied[1],
            "iterations": tied[2],
            "outcomes": outcomes,
            "among": among,
        }
        if outcomes == 1 and not among:
            row["lot"] = lot_that_gives(others[0], points, restarts, seed, count)
        lines.append(json.dumps(row))
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    (ROOT / "test/reference/kmeans.json").write_text(text)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        json.dump(answers_as_they_are(int(sys.argv[1])), sys.stdout)
    else:
        main()
