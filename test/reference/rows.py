"""Writes rows-<compression>.parquet: five rows in groups of two, as data sets on the hub have them.

Written with pyarrow 26.0.1: python test/reference/rows.py
"""

import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

TABLE = pa.table(
    {
        "premise": ["Mees keeras kraani lahti.", "", None, "ผู้ชาย\u2028เปิด", "那人"],
        "label": pa.array([0, 1, 2, None, 2**53], pa.int64()),
        "changed": [True, False, True, False, None],
        "weight": [0.5, -1.25, 0.0, 1e300, None],
        "sentences": [["a", "b"], [], None, ["c"], ["d", "e"]],
    }
)

for compression in ["snappy", "zstd"]:
    path = pathlib.Path(__file__).parent / f"rows-{compression}.parquet"
    pq.write_table(TABLE, path, compression=compression, row_group_size=2, write_statistics=False, store_schema=False)
