"""Makes adapters.json: what PEFT makes of adapters that lingtune has written, of targets, and of real configurations.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2
    npm run build
    /tmp/ref/bin/python test/reference/adapters/adapters.py
The adapters are those of seeded-adapters.ts, for the random models of ../models; the configurations those of
../configs, whose models are only counted, not held in memory.
"""

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM

HERE = Path(__file__).parent
REFERENCE = HERE.parent
ROOT = REFERENCE.parent.parent
WRITER = ROOT / "dist" / "test" / "reference" / "adapters" / "write-adapters.js"
IDS = [[7, 301, 44, 1203, 9, 77, 640, 18]]
DECODER_IDS = [[0, 15, 1100, 23, 512]]
VOCABULARY_STEP = 97
RANK = 64
# Model, targets: endings, several parts, whole names, expressions, PEFT's word for all, and its own choice.
TARGETS = [
    *[(model, None) for model in ("bloom", "gpt2", "mt5")],
    *[(model, "all-linear") for model in ("bloom", "gpt2", "mt5")],
    ("bloom", "All-Linear"),
    ("bloom", ["dense"]),
    ("bloom", ["self_attention.dense", "mlp.dense_h_to_4h"]),
    ("bloom", ["transformer.h.1.mlp.dense_4h_to_h"]),
    ("bloom", ["query_key_value", "nowhere"]),
    ("gpt2", ["c_proj"]),
    ("gpt2", ["attn.c_proj"]),
    ("gpt2", ["0.mlp.c_fc"]),
    ("gpt2", r".*\.h\.1\..*c_(attn|fc)"),
    ("mt5", ["o"]),
    ("mt5", ["wi_0", "wi_1", "wo"]),
    ("mt5", ["EncDecAttention.q"]),
    ("mt5", r"decoder\.block\.\d+\.layer\.1\.EncDecAttention\.[kv]"),
]


def family(config):
    return AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM


def empty_model(config):
    """A model whose weights take no memory."""
    with torch.device("meta"):
        return family(config).from_config(config)


def read_config(path: Path):
    config = json.loads(path.read_text())
    return AutoConfig.for_model(**config)


def targeted(name: str, targets) -> list[str]:
    config = LoraConfig(r=1, target_modules=targets)
    model = get_peft_model(empty_model(read_config(REFERENCE / "models" / name / "config.json")), config)
    return sorted(model.targeted_module_names)


def count(path: Path, targets) -> int:
    model = get_peft_model(empty_model(read_config(path)), LoraConfig(r=RANK, target_modules=targets))
    return model.get_nb_trainable_parameters()[0]


def answer(folder: Path) -> dict:
    """Logits of the model with an adapter that lingtune wrote, and the hashes of its files."""
    base = REFERENCE / json.loads((folder / "adapter_config.json").read_text())["base_model_name_or_path"]
    config = AutoConfig.from_pretrained(base)
    model = family(config).from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
    model = PeftModel.from_pretrained(model, folder).eval()
    decoder = {"decoder_input_ids": torch.tensor(DECODER_IDS)} if config.is_encoder_decoder else {}
    with torch.no_grad():
        logits = model(input_ids=torch.tensor(IDS), **decoder).logits[..., ::VOCABULARY_STEP]
    files = ["adapter_config.json", "adapter_model.safetensors"]
    return {
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files},
        "padding": "right",
        "ids": IDS,
        "mask": [[1] * len(row) for row in IDS],
        **({"decoderIds": DECODER_IDS} if decoder else {}),
        "vocabularyStep": VOCABULARY_STEP,
        "logits": logits.flatten().tolist(),
    }


def main() -> None:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["node", WRITER, folder], check=True)
        adapters = {path.name: answer(path) for path in sorted(Path(folder).iterdir())}
    result = {
        "fields": sorted(LoraConfig(target_modules=["q"]).to_dict()),
        "adapters": adapters,
        "targets": [
            {"model": model, "targets": targets, "layers": targeted(model, targets)} for model, targets in TARGETS
        ],
        "rank": RANK,
        "trainable": {
            path.parent.name: {name: count(path, targets) for name, targets in (("default", None), ("all-linear", "all-linear"))}
            for path in sorted((REFERENCE / "configs").glob("*/config.json"))
        },
    }
    (HERE / "adapters.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
    print(result["trainable"])


if __name__ == "__main__":
    main()
