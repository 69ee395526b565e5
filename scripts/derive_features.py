"""Prints lang2vec's learned vectors of some languages as JSON: {code: [512 numbers], ...}.

    python3 -I scripts/derive_features.py lang2vec-1.1.2-py3-none-any.whl afr ara ...

`learned.npy` holds a pickled Python object, and unpickling runs whatever a file says. So it is opened here, apart from
the product, by an unpickler that admits only what builds NumPy arrays, with stand-ins in place of NumPy: Python's
standard library is enough. Languages without a vector are left out.
"""

import io
import json
import pickle
import sys
import zipfile
from array import array

# The last byte of the .npy header, which is one line of text before the pickled object.
HEADER_END = b"\n"


class Array:
    """Stands in for numpy.ndarray: keeps the values of a plain array of float64."""

    def __setstate__(self, state: tuple) -> None:
        _version, self.shape, kind, is_fortran, data = state
        # The outer array of one object comes without a plain kind: its only item is the table.
        if kind == "O8":
            (self.item,) = data
            return
        if kind != "f8" or is_fortran:
            raise pickle.UnpicklingError(f"plain float64 expected, got {kind}")
        self.values = array("d", data)
        if sys.byteorder != "little":
            self.values.byteswap()


class Kind(str):
    """Stands in for numpy.dtype: the name of a kind, for example "f8"."""

    def __new__(cls, name: str, *_flags: object) -> "Kind":
        return super().__new__(cls, name)

    def __setstate__(self, _state: tuple) -> None:
        pass


class ArrayUnpickler(pickle.Unpickler):
    ADMITTED = {
        ("numpy.core.multiarray", "_reconstruct"): lambda *_arguments: Array(),
        ("numpy", "ndarray"): Array,
        ("numpy", "dtype"): Kind,
        # Bytes are pickled as a text that this call turns back.
        ("_codecs", "encode"): lambda text, _encoding: text.encode("latin1"),
    }

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in self.ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not admitted")
        return self.ADMITTED[module, name]


def main(wheel: str, *codes: str) -> None:
    data = zipfile.ZipFile(wheel).read("lang2vec/data/learned.npy")
    pickled = io.BytesIO(data[data.index(HEADER_END) + 1 :])
    vectors = ArrayUnpickler(pickled).load().item
    json.dump({code: vectors[code].values.tolist() for code in codes if code in vectors}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
