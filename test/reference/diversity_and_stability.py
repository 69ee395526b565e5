"""Makes diversity_and_stability.json: diversity measures, adjusted Rand indices and silhouettes by other programs.

Run with Python 3.11 in a throw-away environment:
    pip install scikit-learn==1.3.2 'numpy<2' pandas && pip install --no-deps langdive==1.0
    python -P test/reference/diversity_and_stability.py > test/reference/diversity_and_stability.json

Without -P, the statistics.py beside this script would hide Python's own. LangDive (Samardžić et al. 2024) loads
plotting packages and lang2vec, none of which its measures need: empty modules stand in for them. Feature value
inclusion and mean pairwise distance follow the definitions of Ploeger et al. (2026), as their package typdiv-sampling
has them.
"""
import csv
import importlib.util
import itertools
import json
import sys
import types
from pathlib import Path

for name in ("seaborn", "matplotlib", "matplotlib.pyplot", "lang2vec", "lang2vec.lang2vec"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["matplotlib.pyplot"].rcParams = {}
sys.modules["matplotlib"].pyplot = sys.modules["matplotlib.pyplot"]
sys.modules["lang2vec"].lang2vec = sys.modules["lang2vec.lang2vec"]

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score, silhouette_samples, silhouette_score


def load_langdive():
    folder = importlib.util.find_spec("langdive").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("langdive_measures", Path(folder) / "langdive.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.LangDive()


DATA = Path(__file__).parents[2] / "data"


def read(name):
    rows = list(csv.reader(open(DATA / f"features-{name}.csv", encoding="utf8")))
    return [row[0] for row in rows[1:]], np.array([[float(x) for x in row[1:]] for row in rows[1:]])


codes, typo = read("typo")
frame = pd.DataFrame(typo, index=codes)
frame.columns = range(typo.shape[1])
dive = load_langdive()


def diversity(chosen):
    sample = frame.loc[chosen]
    # The larger set goes first: given the smaller one first, LangDive 1.0 loses the other and compares it with itself.
    reference, own = dive._LangDive__scaler(frame.sum().to_dict(), sample.sum().to_dict())
    pairs = [np.linalg.norm(sample.loc[a] - sample.loc[b]) for a, b in itertools.combinations(chosen, 2)]
    return {
        "languages": " ".join(chosen),
        "entropy": float(np.mean(dive._LangDive__get_entropy(sample))),
        "inclusion": float(np.mean([sample[column].nunique() / 2 for column in sample])),
        "overlap": dive._LangDive__jaccard_index(own, reference)[0],
        "mean": float(np.mean(pairs)),
        "least": float(np.min(pairs)),
    }


random = np.random.RandomState(7)
samples = [["vi", "zh"], codes[:14], codes] + [
    sorted(random.choice(codes, size, replace=False).tolist()) for size in (5, 14, 14, 30)
]

rand = []
for size, left, right in [(2, 2, 2), (10, 3, 3), (52, 14, 14), (52, 14, 5), (52, 1, 3), (30, 30, 4)]:
    a, b = random.randint(left, size=size), random.randint(right, size=size)
    rand.append({"a": a.tolist(), "b": b.tolist(), "index": adjusted_rand_score(a, b)})
same = random.randint(4, size=40)
rand.append({"a": same.tolist(), "b": ((same + 1) % 4).tolist(), "index": adjusted_rand_score(same, (same + 1) % 4)})

silhouettes = []
for name, clusters in [("typo", 2), ("typo", 14), ("sem", 6), ("sem", 20)]:
    rows, points = read(name)
    labels = random.permutation(np.arange(len(rows)) % clusters)
    # A cluster of one, whose silhouette is 0 by definition.
    labels[3] = clusters
    silhouettes.append(
        {
            "features": name,
            "labels": labels.tolist(),
            "score": silhouette_score(points, labels),
            "first": silhouette_samples(points, labels)[:5].tolist(),
        }
    )

json.dump({"diversity": [diversity(chosen) for chosen in samples], "rand": rand, "silhouettes": silhouettes}, sys.stdout)
print()
