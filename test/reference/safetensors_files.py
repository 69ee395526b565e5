"""Files that the Python package safetensors writes, and what it reads of them.

    pip install safetensors==0.8.0 numpy==2.4.6 torch==2.13.0
    python safetensors_files.py

Writes safetensors/kinds.safetensors (every kind that we read), safetensors/written.safetensors (what our own writer
must give byte for byte), safetensors/written-halves.safetensors (the same with fractions as F16) and safetensors/halves.json
(single precision numbers with the bits of the half precision numbers that NumPy rounds them to).
"""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

HERE = Path(__file__).parent / "safetensors"
HERE.mkdir(exist_ok=True)

KINDS = {
    "f64": torch.tensor([[0.1, -1e-300], [1e300, 2.5]], dtype=torch.float64),
    "f32": torch.tensor([0.1, -3.4e38, 1e-45], dtype=torch.float32),
    "f16": torch.tensor([0.1, -65504, 6e-8, float("inf"), float("nan"), -0.0], dtype=torch.float16),
    "bf16": torch.tensor([0.1, -3e38, 1e-40, float("-inf")], dtype=torch.bfloat16),
    "i64": torch.tensor([0, 1, -1, 2**31 - 1, -(2**31)], dtype=torch.int64),
    "i32": torch.tensor([[7, -8, 2**31 - 1]], dtype=torch.int32),
    "u8": torch.tensor([0, 255], dtype=torch.uint8),
    "bool": torch.tensor([[True], [False]]),
    "scalar": torch.tensor(5.0),
    "empty": torch.zeros(0, 3),
    "Tên": torch.tensor([2.0]),
}
save_file(KINDS, HERE / "kinds.safetensors", metadata={"format": "pt"})
# As text: JSON has no infinity, and repr gives the shortest text of a double.
values = {
    name: {"shape": list(tensor.shape), "values": [repr(value) for value in tensor.to(torch.float64).flatten().tolist()]}
    for name, tensor in load_file(HERE / "kinds.safetensors").items()
}
(HERE / "kinds.json").write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n")

WRITTEN = {
    "b": torch.tensor([1.5, -2.25, 65520.0]),
    "a": torch.tensor([[0.1, 0.2], [0.3, 0.4]]),
    "10": torch.tensor([3, -4], dtype=torch.int32),
    "9": torch.tensor([5], dtype=torch.int32),
    "é": torch.tensor([1, 2, 255], dtype=torch.uint8),
}
save_file(WRITTEN, HERE / "written.safetensors", metadata={"format": "pt"})
halves = {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in WRITTEN.items()}
save_file(halves, HERE / "written-halves.safetensors")

random = np.random.default_rng(0)
singles = np.concatenate(
    [
        random.standard_normal(100) * 10.0 ** random.integers(-9, 6, 100),
        # Half way between two halves, where the even one is taken, and next to it.
        [1 + 2**-11, 1 + 3 * 2**-11, 1 + 2**-11 + 2**-23, 65519.99, 65520, 2**-24, 2**-25, 3 * 2**-25, 2**-25 * 1.0001],
        [2**-14, 2**-14 - 2**-25, 2**-14 - 2**-26, 0, -0.0, 1e-40, 3e38],
    ]
).astype(np.float32)
with np.errstate(over="ignore"):
    bits = singles.astype(np.float16).view(np.uint16)
pairs = {"singles": [float(value) for value in singles], "halves": bits.tolist()}
(HERE / "halves.json").write_text(json.dumps(pairs) + "\n")
