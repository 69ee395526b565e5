"""Makes language-features.json: what lang2vec itself gives for the vectors of src/languages/.

    python -m venv /tmp/lang2vec && /tmp/lang2vec/bin/pip install lang2vec==1.1.2 numpy==1.26.4 'setuptools<81'
    /tmp/lang2vec/bin/python test/reference/language_features.py ../shared/data/selection/clics-prone.csv

For each kind and language: the SHA-256 sum of the vector as 64-bit little-endian numbers, and its first three values.
For the authors' colexification vectors, which do not ship: some of their distances.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from lang2vec import lang2vec

HERE = Path(__file__).parent
KINDS = {"typo": "syntax_knn+phonology_knn+inventory_knn", "geo": "geo"}
# Outside of the 52: Basque, Yoruba, Cusco Quechua, Zulu.
OTHERS = ["eus", "yor", "quz", "zul"]
OTHER_KINDS = KINDS | {"syntax": "syntax_knn", "phonology": "phonology_knn", "inventory": "inventory_knn", "family": "fam"}
PAIRS = [("bn", "cs"), ("en", "fr"), ("ja", "ko"), ("uk", "vi"), ("hr", "sl")]


def describe(vector: np.ndarray) -> dict:
    plain = np.ascontiguousarray(vector, dtype="<f8")
    sha256 = hashlib.sha256(plain.tobytes()).hexdigest()
    return {"size": len(plain), "sha256": sha256, "first": plain[:3].tolist()}


def uriel(codes: dict[str, str], features: str) -> dict:
    found = lang2vec.get_features(list(codes.values()), features)
    return {code: describe(np.array(found[iso])) for code, iso in codes.items()}


def learned(codes: dict[str, str]) -> dict:
    path = Path(lang2vec.__file__).parent / "data" / "learned.npy"
    table = np.load(path, allow_pickle=True).item()
    return {code: describe(table[iso]) for code, iso in codes.items() if iso in table}


def semantic_distances(codes: dict[str, str], path: str) -> list:
    vectors = {row[0]: np.array(row[1:], float) for row in csv.reader(open(path))}
    return [[a, b, float(np.linalg.norm(vectors[codes[a]] - vectors[codes[b]]))] for a, b in PAIRS]


def main(semantic_path: str) -> None:
    with open(HERE / "../../data/languages.csv", encoding="utf-8") as file:
        codes = {row["code"]: row["iso639_3"] for row in csv.DictReader(file)}
    fixture = {kind: uriel(codes, features) for kind, features in KINDS.items()}
    fixture["learn"] = learned(codes)
    fixture["sem"] = semantic_distances(codes, semantic_path)
    others = dict(zip(OTHERS, OTHERS))
    fixture["others"] = {kind: uriel(others, features) for kind, features in OTHER_KINDS.items()}
    (HERE / "language-features.json").write_text(json.dumps(fixture, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
