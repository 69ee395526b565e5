"""The peer of parse-logs.ts: reads whole logs with regular expressions and prints seconds and records as JSON."""

import json
import re
import sys
import time
from pathlib import Path

ARGUMENTS = re.compile(r"^hf \(.*\), gen_kwargs: \(.*$", re.MULTILINE)
ROW = re.compile(
    r"^\|\s*(?:- )?([^|]*?)\s*\|[^|]*\|[^|]*\|[^|]*\|acc\s*\|\s*([\d.]+)\s*\|[^|]*\|\s*([\d.]+)\s*\|$", re.MULTILINE
)


def read_log(path: Path) -> list[list]:
    text = path.read_bytes().decode("utf-8", errors="replace")
    last = list(ARGUMENTS.finditer(text))[-1]
    scores = {}
    for name, accuracy, stderr in ROW.findall(text, last.end()):
        scores.setdefault(name, (float(accuracy), float(stderr)))
    return [[path.name, *split_name(name), *values] for name, values in scores.items()]


def split_name(name: str) -> tuple[str, str | None]:
    task, _, language = name.partition("_")
    return {"paws": "pawsx"}.get(task, task), {"jp": "ja", "": None}.get(language, language)


def main() -> None:
    start = time.perf_counter()
    records = [record for path in sorted(Path(sys.argv[1]).iterdir()) for record in read_log(path)]
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "records": records}))


if __name__ == "__main__":
    main()
