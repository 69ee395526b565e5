"""Makes projection.json: how well scikit-learn's t-SNE keeps neighbours, and SciPy's trees, for the vectors in data/.

    python3.11 -m venv /tmp/kmeans && /tmp/kmeans/bin/pip install scikit-learn==1.3.2 scipy==1.11.4 numpy==1.26.4
    /tmp/kmeans/bin/python test/reference/projection.py

`trustworthiness` is that of scikit-learn's map with seed 42, 5 neighbours; `firstTwo` that of the first two features,
to check the measure itself. `heights` are the sorted distances at which SciPy's `linkage` joins.
"""

import csv
import json
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import linkage
from sklearn.manifold import TSNE, trustworthiness

HERE = Path(__file__).parent
KINDS = ["typo", "geo", "learn", "sem"]
PERPLEXITIES = [5, 11, 17]
# TYPO's distances are roots of whole numbers: so many are equal that trees differ by which pair is joined first.
TREE_KINDS = ["geo", "learn", "sem"]
LINKAGES = ["single", "complete", "average"]


def read(kind: str) -> np.ndarray:
    with open(HERE / f"../../data/features-{kind}.csv", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    numbers = np.array([row[1:] for row in rows], dtype=float)
    return numbers if kind == "sem" else numbers.astype(np.float32).astype(float)


def maps(vectors: np.ndarray, perplexities: list[int]) -> list:
    found = []
    for perplexity in perplexities:
        map_ = TSNE(perplexity=perplexity, random_state=42).fit_transform(vectors)
        found.append({"perplexity": perplexity, "trustworthiness": trustworthiness(vectors, map_, n_neighbors=5)})
    return found


def main() -> None:
    vectors = {kind: read(kind) for kind in KINDS}
    fixture = {
        "maps": {kind: maps(vectors[kind], PERPLEXITIES + ([40] if kind == "geo" else [])) for kind in KINDS},
        "firstTwo": {kind: trustworthiness(vectors[kind], vectors[kind][:, :2], n_neighbors=5) for kind in ["geo", "learn"]},
        "heights": {
            kind: {name: sorted(linkage(vectors[kind], name)[:, 2].tolist()) for name in LINKAGES} for kind in TREE_KINDS
        },
    }
    (HERE / "projection.json").write_text(json.dumps(fixture, indent=1) + "\n")


if __name__ == "__main__":
    main()
