"""Writes parquet-documents.parquet and parquet-documents.json: what lm-evaluation-harness 0.4.13 makes of each type.

The rows are read with `datasets`, as the harness reads them, and its own expression gives the document's text, of which it
writes the SHA-256 as `doc_hash`. With lm-eval 0.4.13, datasets 5.2.0 and pyarrow 26.0.1:
    python test/reference/parquet_documents.py
"""

import datetime
import decimal
import hashlib
import json
import math
import pathlib
import tempfile
import uuid

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
from lm_eval.utils import handle_non_serializable

HERE = pathlib.Path(__file__).parent
UTC = datetime.timezone.utc
D = decimal.Decimal


def moment(*parts, tz=None):
    return datetime.datetime(*parts, tzinfo=tz)


COLUMNS = {
    "int64": pa.array([1, -(2**53), 2**53 + 1, None], pa.int64()),
    "uint64": pa.array([0, 2**63, 2**64 - 1, None], pa.uint64()),
    "int8": pa.array([-128, 0, 127, None], pa.int8()),
    "uint32": pa.array([0, 2**31, 2**32 - 1, None], pa.uint32()),
    "double": pa.array([1.0, 1e16, 1.5e-7, None], pa.float64()),
    "odd_double": pa.array([math.nan, math.inf, -math.inf, -0.0], pa.float64()),
    "float": pa.array([0.1, 2.0, 1e-5, None], pa.float32()),
    "half": pa.array([1.0, 0.1, -2.5, None], pa.float16()),
    "date": pa.array([datetime.date(1970, 1, 1), datetime.date(1, 1, 1), datetime.date(2024, 2, 29), None], pa.date32()),
    "seconds": pa.array([moment(2024, 2, 29, 1, 2, 3), moment(1969, 12, 31, 23, 59, 59), moment(1, 1, 1), None], pa.timestamp("s")),
    "millis": pa.array([moment(2024, 2, 29, 1, 2, 3, 4000), moment(1969, 12, 31, 23, 59, 59, 999000), moment(9999, 1, 1), None], pa.timestamp("ms")),
    "micros": pa.array([moment(2024, 2, 29, 1, 2, 3, 4), moment(1960, 1, 1), moment(2024, 1, 1, 0, 0, 0, 100000), None], pa.timestamp("us")),
    "nanos": pa.array([1709168523000000004, 1709168523000004000, -1, None], pa.timestamp("ns")),
    "zoned": pa.array([moment(2024, 2, 29, 1, 2, 3, tz=UTC), moment(1960, 1, 1, 0, 0, 0, 5, tz=UTC), None, None], pa.timestamp("us", tz="UTC")),
    "time_millis": pa.array([datetime.time(1, 2, 3), datetime.time(23, 59, 59, 999000), datetime.time(0), None], pa.time32("ms")),
    "time_micros": pa.array([datetime.time(1, 2, 3), datetime.time(23, 59, 59, 999999), datetime.time(0), None], pa.time64("us")),
    "decimal": pa.array([D("1.50"), D("-0.01"), D("12345678901234567890.12"), None], pa.decimal128(30, 2)),
    "small_decimal": pa.array([D("1E-9"), D("0E-9"), D("-1.234567891"), None], pa.decimal128(12, 9)),
    "whole_decimal": pa.array([D("7"), D("-7"), D("0"), None], pa.decimal128(5, 0)),
    "bytes": pa.array([b"abc", b"it's \\ \"\n\x00\xff", b"it's", None], pa.binary()),
    "fixed_bytes": pa.array([b"ab", b"\x7f'", b"\t\r", None], pa.binary(2)),
    "text": pa.array(["a\u2028\"\\\n\x01\x7f\u00e9", "", "\U0001f600", None], pa.string()),
    "flag": pa.array([True, False, True, None], pa.bool_()),
    "list": pa.array([[1, 2**60, None], [], None, [3]], pa.list_(pa.int64())),
    "floats": pa.array([[1.0, None, 0.5], [], None, [1e22]], pa.list_(pa.float64())),
    "struct": pa.array(
        [{"id": 2**62, "score": 2.0, "on": datetime.date(2024, 1, 1)}, {"id": None, "score": None, "on": None}, None, {"id": 1, "score": 0.25, "on": None}],
        pa.struct([("id", pa.int64()), ("score", pa.float64()), ("on", pa.date32())]),
    ),
    "structs": pa.array(
        [[{"n": 2**55, "b": b"\xfe"}], [], None, [{"n": None, "b": None}, {"n": 4, "b": b"x"}]],
        pa.list_(pa.struct([("n", pa.int64()), ("b", pa.binary())])),
    ),
    "lists": pa.array([[[1.0], [], [2**0.5]], [], None, [None, [3.0]]], pa.list_(pa.list_(pa.float64()))),
    "nothing": pa.nulls(4),
}


def main() -> None:
    path = HERE / "parquet-documents.parquet"
    pq.write_table(pa.table(COLUMNS), path, compression="zstd", row_group_size=3)
    with tempfile.TemporaryDirectory() as cache:
        rows = list(datasets.load_dataset("parquet", data_files=str(path), split="train", cache_dir=cache))
    cases = []
    for row in rows:
        text = json.dumps(row, indent=2, default=handle_non_serializable, ensure_ascii=False)
        cases.append({"text": text, "doc_hash": hashlib.sha256(text.encode()).hexdigest()})
    (HERE / "parquet-documents.json").write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
