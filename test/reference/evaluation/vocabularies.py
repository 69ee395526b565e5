"""Makes vocabularies.json: what transformers and lm-evaluation-harness make of models whose embeddings and heads are odd.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 lm-eval==0.4.13
    /tmp/ref/bin/python test/reference/evaluation/vocabularies.py
Each is one of the random models of ../models with its weights changed by `change`, which vocabularies.test.ts repeats:
more or fewer rows than the tokenizer has tokens, a head of its own beside a configuration that says tied, or untied, and
a head, or an encoder's embeddings, alone. Scores are the harness's, without and with the adapter; logits those of transformers.
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch
from lm_eval.models.huggingface import HFLM
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

HERE = Path(__file__).parent.parent
EMBEDDINGS = {"bloom": "transformer.word_embeddings.weight", "gpt2": "transformer.wte.weight", "mt5": "shared.weight"}
HEAD = "lm_head.weight"
ENCODER = "encoder.embed_tokens.weight"
# Rows that are added, and cut; the tokens that are scored are below.
ADDED = 7
CUT = 5
SEQUENCES = [[[5, 301, 44, 1203], [9, 77]], [[640], [18, 1990, 3]], [[7, 7, 12], [1500]]]
IDS = [[7, 301, 44, 1203, 9, 77, 640, 18]]
DECODER_IDS = [[0, 15, 1100, 23, 512]]
VOCABULARY_STEP = 97
# Kind, change, what the configuration says, whether the harness can read it without an adapter.
CASES = [
    *[(kind, change, True) for kind in EMBEDDINGS for change in ("none", "more", "fewer", "own-head", "lone-head")],
    ("mt5", "lone-encoder", True),
    ("mt5", "more", False),
    ("bloom", "own-head", False),
    ("gpt2", "own-head", False),
]


def change(tensors: dict, kind: str, name: str, is_tied: bool) -> dict:
    """The weights of a case."""
    embeddings = EMBEDDINGS[kind]
    changed = {key: value.to(torch.float32) for key, value in tensors.items()}
    if is_tied:
        changed.pop(HEAD, None)
    for key in (embeddings, HEAD):
        if key not in changed:
            continue
        rows = changed[key]
        if name == "more":
            changed[key] = torch.cat([rows, 1.5 * rows[-ADDED:]])
        elif name == "fewer":
            changed[key] = rows[:-CUT].clone()
    if name == "own-head":
        changed[HEAD] = 0.5 * changed[embeddings].flip(0)
    elif name == "lone-head":
        changed[HEAD] = changed.pop(embeddings)
    elif name == "lone-encoder":
        changed[ENCODER] = changed.pop(embeddings)
    return changed


def family(kind: str):
    return AutoModelForSeq2SeqLM if kind == "mt5" else AutoModelForCausalLM


def put_back(model: HFLM, folder: Path) -> None:
    """Gives mT5 the head of its files, which transformers 5 ties whatever its configuration says: see evaluation.py."""
    head = load_file(folder / "model.safetensors")[HEAD]
    (module,) = [module for name, module in model.model.named_modules() if name.endswith("lm_head")]
    module.weight = torch.nn.Parameter(head[: module.weight.shape[0]])


def scores(kind: str, folder: Path, adapter: bool, is_tied: bool) -> list:
    torch.manual_seed(1234)
    arguments = {"peft": str(HERE / "models" / kind / "adapter")} if adapter else {}
    tokenizer = str(HERE / "tokenizers" / kind)
    model = HFLM(pretrained=str(folder), tokenizer=tokenizer, dtype="float32", device="cpu", batch_size=1, **arguments)
    if kind == "mt5" and not is_tied:
        put_back(model, folder)
    requests = [((f"{index}", ""), context, continuation) for index, (context, continuation) in enumerate(SEQUENCES)]
    answers = model._loglikelihood_tokens(requests, disable_tqdm=True)
    return [[round(float(score), 6), bool(greedy)] for score, greedy in answers]


def logits(kind: str, folder: Path) -> list:
    model = family(kind).from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    decoder = {"decoder_input_ids": torch.tensor(DECODER_IDS)} if kind == "mt5" else {}
    with torch.no_grad():
        result = model(input_ids=torch.tensor(IDS), **decoder).logits[..., ::VOCABULARY_STEP]
    return [round(value, 6) for value in result.flatten().tolist()]


def case(kind: str, name: str, is_tied: bool) -> dict:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = HERE / "models" / kind
        tensors = change(load_file(source / "model.safetensors"), kind, name, is_tied)
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        config = json.loads((source / "config.json").read_text())
        (rows,) = {tensors[key].shape[0] for key in (EMBEDDINGS[kind], HEAD, ENCODER) if key in tensors}
        config |= {"vocab_size": rows, "tie_word_embeddings": is_tied, "dtype": "float32"}
        (folder / "config.json").write_text(json.dumps(config))
        result = {
            "kind": kind,
            "change": name,
            "isTied": is_tied,
            "rows": rows,
            "base": scores(kind, folder, False, is_tied),
            "adapter": scores(kind, folder, True, is_tied),
        }
        # What transformers 5 makes of mT5's own head beside an untied configuration is in ../models/logits.json.
        if kind != "mt5" or is_tied:
            result["logits"] = logits(kind, folder)
        print(kind, name, is_tied, rows, result["base"][0], result["adapter"][0])
        return result


def main() -> None:
    torch.set_num_threads(1)
    result = {
        "sequences": SEQUENCES,
        "ids": IDS,
        "decoderIds": DECODER_IDS,
        "vocabularyStep": VOCABULARY_STEP,
        "cases": [case(*arguments) for arguments in CASES],
    }
    (HERE / "evaluation" / "vocabularies.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
