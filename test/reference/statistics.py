"""Makes statistics.json: reference values for src/results/statistics.ts.

    python -m venv /tmp/statistics && /tmp/statistics/bin/pip install scipy==1.17.1 statsmodels
    /tmp/statistics/bin/python test/reference/statistics.py

Means and deviations are exact to the last digits (rational numbers, then 50 decimal digits), t quantiles, tests and
Benjamini-Hochberg are SciPy's, Holm is statsmodels'.
"""

import json
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

getcontext().prec = 50
SEED = 2410_07809
KINDS = ("ordinary", "rounded", "tiny differences", "huge", "mixed signs")


def draw(random: np.random.Generator, kind: str, size: int) -> list[float]:
    """Values as accuracies are (per cent), rounded ones (with ties), and ones that strain the arithmetic."""
    if kind == "ordinary":
        return random.normal(55, 3, size).tolist()
    if kind == "rounded":
        return np.round(random.normal(55, 0.1, size), 1).tolist()
    if kind == "tiny differences":
        return (55 + random.normal(0, 1e-6, size)).tolist()
    if kind == "huge":
        return random.normal(3e12, 1e12, size).tolist()
    return random.normal(0, 1, size).tolist()


def exact_summary(values: list[float]) -> tuple[float, float]:
    """Mean and sample standard deviation, rounded once at the end."""
    exact = [Fraction(value) for value in values]
    mean = sum(exact) / len(exact)
    variance = sum((value - mean) ** 2 for value in exact) / (len(exact) - 1)
    return float(mean), float((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())


def sample_case(random: np.random.Generator, kind: str, size: int) -> dict:
    values = draw(random, kind, size)
    mean, deviation = exact_summary(values)
    confidence = float(random.choice([0.8, 0.9, 0.95, 0.99]))
    half_width = stats.t.ppf((1 + confidence) / 2, size - 1) * deviation / size**0.5
    return {
        "kind": kind,
        "values": values,
        "mean": mean,
        "deviation": deviation,
        "confidence": confidence,
        "margin": float(half_width),
    }


def pair_case(random: np.random.Generator, kind: str, size: int) -> dict:
    x, y = draw(random, kind, size), draw(random, kind, size)
    result = stats.ttest_rel(x, y)
    return {"kind": kind, "x": x, "y": y, "t": float(result.statistic), "p": float(result.pvalue), "df": size - 1}


def p_value_case(random: np.random.Generator, size: int, tied: bool) -> dict:
    values = random.uniform(0, 1, size) ** 3
    if tied:
        values = np.round(values, 1)
    return {
        "p": values.tolist(),
        "holm": multipletests(values, method="holm")[1].tolist(),
        "bh": stats.false_discovery_control(values, method="bh").tolist(),
    }


def main() -> None:
    random = np.random.default_rng(SEED)
    sizes = [2, 3, 3, 4, 5, 8, 13, 30]
    cases = {
        "samples": [sample_case(random, kind, size) for kind in KINDS for size in sizes * 2],
        "pairs": [pair_case(random, kind, size) for kind in KINDS for size in sizes * 3],
        "pValues": [p_value_case(random, size, tied) for size in range(1, 31) for tied in (False, True)],
    }
    # A pair without any difference is NaN in SciPy and defined otherwise in our module: tested there.
    cases["pairs"] = [case for case in cases["pairs"] if case["t"] == case["t"] and abs(case["t"]) != float("inf")]
    text = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in group) + "\n]" for name, group in cases.items()
    )
    (Path(__file__).parent / "statistics.json").write_text("{\n" + text + "\n}\n")


if __name__ == "__main__":
    main()
