"""Executes notebooks for run-notebooks.ts.

Reads one JSON request a line, {"source", "target", "kernel", "timeout"}, and answers it with one JSON line,
{"error", "reason", "cell"}: all null where every cell ran, else the class and words of nbclient's exception and
the index of the cell that was reached.
The kernel runs in the source's folder. The notebook is saved either way, as Jupyter writes it, without what
changes from run to run.
"""

import json
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def execute(source, target, kernel, timeout):
    notebook = nbformat.read(source, as_version=4)
    answer = {"error": None, "reason": None, "cell": None}
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=timeout,
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(Path(source).parent)}},
        on_cell_start=lambda cell, cell_index: answer.update(cell=cell_index),
    )
    try:
        client.execute()
        answer["cell"] = None
    except Exception as error:  # whatever stopped the notebook is the answer, not the end of this program
        answer.update(error=type(error).__name__, reason=str(error))
    notebook.metadata.get("language_info", {}).pop("version", None)
    nbformat.write(notebook, f"{target}.part")
    os.replace(f"{target}.part", target)
    return answer


def main():
    # Kernels inherit standard output, so the answers get a copy of it and everything else goes to the errors.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        print(json.dumps(execute(**json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
