"""Makes scores.json and harness-output/: what lm-evaluation-harness makes of the random models in models/.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 lm-eval==0.4.13
    /tmp/ref/bin/python test/reference/evaluation/evaluation.py
All five benchmarks in all their languages, on the documents in benchmarks/, on the CPU in single precision; every
request's log-probability and whether it is what the model would say, each task's accuracy, and one run's own files.

mT5 has a head of its own, in its files and in the paper's time. The harness calls `tie_weights`, by which transformers 5
puts the embedding in its place whatever the files hold; the script puts the head back.
"""

import json
import shutil
import tempfile
from pathlib import Path

import lm_eval
import torch
from harness import GROUPS, HERE, use_local_documents
from lm_eval.loggers import EvaluationTracker
from lm_eval.models.huggingface import HFLM
from lm_eval.utils import sanitize_model_name
from safetensors.torch import load_file

# Whose files are kept as they were written, and of which tasks the samples.
KEPT_RUN = ("gpt2", "adapter")
KEPT_SAMPLES = ["xnli_ur", "paws_de", "paws_ja", "xcopa_tr", "xstorycloze_my", "xwinograd_jp"]
# Which machine and when.
LOCAL_FACTS = ("pretty_env_info", "git_hash", "upper_git_hash")
# Parts of a task's configuration that are the harness's code or paths.
CODE = ("doc_to_text", "doc_to_choice", "doc_to_target", "process_docs", "fewshot_config", "doc_to_decontamination_query")
# Batches pad, which must not matter.
BATCH_SIZES = {"bloom": 1, "gpt2": 7, "mt5": 5}


def untied(model: HFLM, folder: Path) -> HFLM:
    head = load_file(folder / "model.safetensors")["lm_head.weight"]
    (module,) = [module for name, module in model.model.named_modules() if name.endswith("lm_head")]
    module.weight = torch.nn.Parameter(head.to(torch.float32))
    return model


def run(kind: str, adapter: bool, output: Path | None) -> dict:
    model = HERE / "models" / kind
    arguments = {"pretrained": str(model), "tokenizer": str(HERE / "tokenizers" / kind), "dtype": "float32"}
    if adapter:
        arguments["peft"] = str(model / "adapter")
    tracker = EvaluationTracker(output_path=str(output)) if output is not None else None
    batch_size = BATCH_SIZES[kind]
    is_untied = kind == "mt5"
    results = lm_eval.simple_evaluate(
        model=untied(HFLM(**arguments, device="cpu", batch_size=batch_size), model) if is_untied else "hf",
        model_args=None if is_untied else arguments,
        tasks=GROUPS,
        device="cpu",
        batch_size=batch_size,
        evaluation_tracker=tracker,
    )
    samples = results.pop("samples")
    if tracker is not None:
        tracker.save_results_aggregated(results=results, samples=samples)
        for task in KEPT_SAMPLES:
            tracker.save_results_samples(task_name=task, samples=samples[task])
    return {
        "accuracies": {name: metrics["acc,none"] for name, metrics in results["results"].items()},
        "stderrs": {name: metrics["acc_stderr,none"] for name, metrics in results["results"].items()},
        "maxLength": results["max_length"],
        "scores": {
            name: [[[round(float(lp), 5), str(g) == "True"] for lp, g in row["filtered_resps"]] for row in rows]
            for name, rows in samples.items()
        },
    }


def keep_files(output: Path) -> None:
    """Keeps a run's own files, without the paths of this machine."""
    folder = HERE / "evaluation" / "harness-output"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (results,) = output.rglob("results_*.json")
    shared = str(HERE)
    content = json.loads(results.read_text().replace(shared, "reference"))
    content["model_name_sanitized"] = sanitize_model_name(content["model_name"])
    for config in content["configs"].values():
        config["metadata"] = {"version": config["metadata"]["version"]}
        for part in CODE:
            config.pop(part, None)
    for fact in LOCAL_FACTS:
        content[fact] = "left out"
    (folder / "results.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    for task in KEPT_SAMPLES:
        (samples,) = output.rglob(f"samples_{task}_*.jsonl")
        shutil.copy(samples, folder / f"samples_{task}.jsonl")


def main() -> None:
    use_local_documents()
    fixture = {}
    for kind in BATCH_SIZES:
        fixture[kind] = {}
        for part in ("base", "adapter"):
            with tempfile.TemporaryDirectory() as name:
                is_kept = (kind, part) == KEPT_RUN
                fixture[kind][part] = run(kind, part == "adapter", Path(name) if is_kept else None)
                if is_kept:
                    keep_files(Path(name))
    text = json.dumps(fixture, separators=(",", ":")).replace('"xnli_ar":[', '\n"xnli_ar":[')
    (HERE / "evaluation" / "scores.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
