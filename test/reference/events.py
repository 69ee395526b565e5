"""Makes events.json: the bytes of TensorBoard event records, and checksums.

Made with tensorboard 2.21.0: python test/reference/events.py > test/reference/events.json
"""

import io
import json

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import crc32c, masked_crc32c
from tensorboard.summary.writer.record_writer import RecordWriter


def record(event):
    file = io.BytesIO()
    RecordWriter(file).write(event.SerializeToString())
    return file.getvalue().hex()


def scalars(wall_time, step, values):
    summary = Summary(value=[Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()])
    return Event(wall_time=wall_time, step=step, summary=summary)


cases = [
    {"wallTime": 1700000000.25, "step": 1, "values": {"loss": 2.5, "learning_rate": 0.0003}},
    {"wallTime": 1700000001.0, "step": 300, "values": {"grad_norm": 0.0}},
    {"wallTime": 1.5, "step": 2**40 + 5, "values": {"loss ü": -1e30}},
]
texts = [b"", b"a", b"123456789", bytes(range(256))]
print(
    json.dumps(
        {
            "version": record(Event(wall_time=1700000000.25, file_version="brain.Event:2")),
            "scalars": [case | {"record": record(scalars(case["wallTime"], case["step"], case["values"]))} for case in cases],
            "checksums": [{"bytes": text.hex(), "crc": crc32c(text), "masked": masked_crc32c(text)} for text in texts],
        },
        indent=1,
        ensure_ascii=False,
    )
)
