"""Makes the fixtures lm-eval-0.4.13.json and lm-eval-0.4.13.log with the real harness.

A dummy model answers small tasks of our own that carry the benchmarks' names, so that nothing is downloaded:
    python -m venv /tmp/lm-eval && /tmp/lm-eval/bin/pip install torch==2.13.0 lm-eval==0.4.13
    /tmp/lm-eval/bin/python test/reference/lm_eval_results.py
Times, paths and the description of the machine are taken out of the JSON; all else is as the harness wrote it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
GROUPS = {
    "pawsx": ("0.0", [f"paws_{code}" for code in ("de", "en", "es", "fr", "ja", "ko", "zh")]),
    "xwinograd": ("1.0", [f"xwinograd_{code}" for code in ("en", "fr", "jp", "pt", "ru", "zh")]),
}
CHOICES = """doc_to_text: "{{question}}"
doc_to_target: "{{answer}}"
doc_to_choice: ["left", "right"]
output_type: multiple_choice
"""
GENERATED = """doc_to_text: "{{question}}"
doc_to_target: "left"
output_type: generate_until
"""
# Which machine and when: nothing that an importer reads.
LOCAL_FACTS = ("date", "pretty_env_info", "start_time", "end_time", "total_evaluation_time_seconds", "configs")


def write_task(folder: Path, name: str, documents: int, version: str, body: str, metrics: list[str]) -> None:
    data = folder / f"{name}.jsonl"
    rows = [{"question": f"{name} {number}", "answer": number % 2} for number in range(documents)]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    listed = "".join(f"  - metric: {metric}\n" for metric in metrics)
    (folder / f"{name}.yaml").write_text(
        f"task: {name}\ndataset_path: json\ndataset_kwargs:\n  data_files:\n    test: {data}\n"
        f"test_split: test\n{body}metric_list:\n{listed}metadata:\n  version: {version}\n"
    )


def write_tasks(folder: Path) -> list[str]:
    for group, (version, tasks) in GROUPS.items():
        for size, task in enumerate(tasks):
            write_task(folder, task, 20 + 7 * size, version, CHOICES, ["acc"])
        listed = "".join(f"  - {task}\n" for task in tasks)
        (folder / f"_{group}.yaml").write_text(
            f"group: {group}\ntask:\n{listed}aggregate_metric_list:\n"
            f"  - metric: acc\n    weight_by_size: true\nmetadata:\n  version: {version}\n"
        )
    # A benchmark of its own with a second metric, one document alone (no standard error), and a task without acc.
    write_task(folder, "xnli_eu", 30, "1.0", CHOICES, ["acc", "acc_norm"])
    write_task(folder, "single_document", 1, "2.0", CHOICES, ["acc"])
    write_task(folder, "free_text", 5, "1.0", GENERATED, ["exact_match"])
    return [*GROUPS, "xnli_eu", "single_document", "free_text"]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tasks").mkdir()
        tasks = write_tasks(folder / "tasks")
        command = [str(Path(sys.executable).with_name("lm-eval")), "run", "--model", "dummy"]
        command += ["--model_args", "pretrained=bigscience/bloom-1b7,peft=adapters/GEO", "--tasks", ",".join(tasks)]
        command += ["--include_path", str(folder / "tasks"), "--output_path", str(folder / "out")]
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "cache")}
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        (HERE / "lm-eval-0.4.13.log").write_text(done.stdout)
        (path,) = folder.glob("out/**/results_*.json")
        results = json.loads(path.read_text())
    for fact in LOCAL_FACTS:
        results.pop(fact, None)
    (HERE / "lm-eval-0.4.13.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
