"""Executes a notebook with nbclient and prints what its CellExecutionError carries, as JSON."""

import json
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

try:
    NotebookClient(nbformat.read(sys.argv[1], as_version=4), kernel_name="lingtune").execute()
except CellExecutionError as error:
    print(json.dumps({"ename": error.ename, "evalue": error.evalue, "traceback": error.traceback}))
