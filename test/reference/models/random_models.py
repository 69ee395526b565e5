"""Makes models/<bloom|gpt2|mt5>/, their adapters, and models/logits.json: random models and what transformers computes.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 tokenizers==0.23.3
    /tmp/ref/bin/python test/reference/models/random_models.py
The sizes are odd on purpose: numbers of heads that are no power of two, widths that are no multiple of 8. Weights are
stored in half precision, so that the files stay small, and are computed with in single precision.
"""

import json
import shutil
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    BloomConfig,
    GPT2Config,
    MT5Config,
)

HERE = Path(__file__).parent.parent
MODELS = HERE / "models"
# Larger than training would give, so that probabilities differ and every part of a layer matters.
WEIGHT_SCALE = 0.25
SENTENCES = [
    "The man opened the tap.",
    "A",
    "Der Mann öffnete den Hahn, weil er Durst hatte.",
    "Ο άνθρωπος άνοιξε τη βρύση.",
    "यह एक छोटा वाक्य है।",
    "男人打开了水龙头。",
]


def configuration(kind: str, vocabulary: int, tokenizer) -> object:
    ids = {
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
    }
    if kind == "bloom":
        return BloomConfig(vocab_size=vocabulary, hidden_size=36, n_layer=2, n_head=3, **ids)
    if kind == "gpt2":
        return GPT2Config(vocab_size=vocabulary, n_embd=35, n_layer=2, n_head=5, n_positions=256, **ids)
    return MT5Config(
        vocab_size=vocabulary,
        d_model=18,
        d_kv=9,
        d_ff=50,
        num_layers=2,
        num_decoder_layers=3,
        num_heads=3,
        relative_attention_num_buckets=12,
        relative_attention_max_distance=30,
        decoder_start_token_id=tokenizer.pad_token_id,
        **{key: value for key, value in ids.items() if value is not None},
    )


def model_class(kind: str):
    return AutoModelForSeq2SeqLM if kind == "mt5" else AutoModelForCausalLM


def fill(model: torch.nn.Module, seed: int) -> None:
    """Draws every parameter anew: norms about 1, biases about 0, matrices as `WEIGHT_SCALE` says."""
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in sorted(model.named_parameters()):
        noise = torch.randn(parameter.shape, generator=generator)
        is_norm = "norm" in name or ".ln_" in name
        mean = 1.0 if is_norm and name.endswith("weight") else 0.0
        parameter.data = mean + (0.1 if parameter.dim() == 1 else WEIGHT_SCALE) * noise


def untie_head(folder: Path, seed: int) -> None:
    """Gives mT5 a head of its own, as the published ones have: transformers 5 ties it unless the file has both."""
    path = folder / "model.safetensors"
    tensors = load_file(path)
    shape = tensors["shared.weight"].shape
    noise = torch.randn(shape, generator=torch.Generator().manual_seed(seed))
    tensors["lm_head.weight"] = (WEIGHT_SCALE * noise).to(torch.float16)
    save_file(tensors, path, metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "tie_word_embeddings": False}, indent=2) + "\n")


def add_adapter(base: torch.nn.Module, kind: str, folder: Path) -> None:
    targets = {"bloom": ["query_key_value"], "gpt2": ["c_attn"], "mt5": ["q", "v"]}[kind]
    config = LoraConfig(
        r=3,
        lora_alpha=7,
        lora_dropout=0.05,
        bias="none",
        target_modules=targets,
        fan_in_fan_out=kind == "gpt2",
        task_type="SEQ_2_SEQ_LM" if kind == "mt5" else "CAUSAL_LM",
    )
    model = get_peft_model(base, config)
    generator = torch.Generator().manual_seed(7)
    for name, parameter in sorted(model.named_parameters()):
        if "lora_" in name:
            parameter.data = 0.4 * torch.randn(parameter.shape, generator=generator)
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "adapter_model.safetensors").chmod(0o644)
    path = folder / "adapter_config.json"
    config = json.loads(path.read_text())
    config["base_model_name_or_path"] = kind
    config["target_modules"] = targets
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def make_model(kind: str, seed: int) -> None:
    tokenizer = AutoTokenizer.from_pretrained(HERE / "tokenizers" / kind)
    folder = MODELS / kind
    shutil.rmtree(folder, ignore_errors=True)
    model = model_class(kind).from_config(configuration(kind, len(tokenizer), tokenizer))
    fill(model, seed)
    model.to(torch.float16).save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    if kind == "mt5":
        untie_head(folder, seed)
    (folder / "model.safetensors").chmod(0o644)
    base = model_class(kind).from_pretrained(folder, dtype=torch.float32)
    add_adapter(base, kind, folder / "adapter")


def batches(tokenizer) -> list[dict]:
    """Batches of token ids with their masks: one sentence alone, and several padded on either side."""
    made = []
    for sentences, side in ((SENTENCES[:1], "right"), (SENTENCES, "right"), (SENTENCES, "left")):
        tokenizer.padding_side = side
        if tokenizer.pad_token is None:
            tokenizer.pad_token = tokenizer.eos_token
        encoded = tokenizer(sentences, padding=True, return_tensors="pt")
        made.append({"padding": side, "ids": encoded["input_ids"], "mask": encoded["attention_mask"]})
    return made


def logits_of(kind: str, model, batch: dict) -> dict:
    """Logits of a few tokens, the largest and the log-sum-exp of all; at padded places (mask 0) they mean nothing."""
    ids, mask = batch["ids"], batch["mask"]
    extra = {}
    if kind == "mt5":
        # Any decoder input will do: the beginnings of the same texts in the other order.
        decoder = torch.flip(ids, dims=[0])[:, :5]
        extra = {"decoder_input_ids": decoder}
    elif kind == "gpt2":
        # Positions count from the first token that is not padding.
        extra = {"position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=mask, **extra).logits
    step = max(1, logits.shape[-1] // 5)
    kept = logits[..., ::step]
    return {
        "padding": batch["padding"],
        "ids": ids.tolist(),
        "mask": mask.tolist(),
        **({"decoderIds": extra["decoder_input_ids"].tolist()} if kind == "mt5" else {}),
        "vocabularyStep": step,
        "shape": list(kept.shape),
        "logits": [round(value, 6) for value in kept.flatten().tolist()],
        "largest": logits.argmax(-1).tolist(),
        "logSumExp": [[round(v, 6) for v in row] for row in torch.logsumexp(logits, -1).tolist()],
    }


def main() -> None:
    torch.manual_seed(0)
    fixtures = {}
    for seed, kind in enumerate(("bloom", "gpt2", "mt5"), start=1):
        make_model(kind, seed)
        folder = MODELS / kind
        tokenizer = AutoTokenizer.from_pretrained(HERE / "tokenizers" / kind)
        base = model_class(kind).from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
        assert kind != "mt5" or not torch.equal(base.lm_head.weight, base.shared.weight)
        plain = [logits_of(kind, base, batch) for batch in batches(tokenizer)]
        adapted = PeftModel.from_pretrained(base, folder / "adapter").eval()
        fixtures[kind] = {
            "base": plain,
            "adapter": [logits_of(kind, adapted, batch) for batch in batches(tokenizer)],
        }
        sizes = {path.name: path.stat().st_size for path in folder.rglob("*.safetensors")}
        print(kind, len(tokenizer), sizes)
    (MODELS / "logits.json").write_text(json.dumps(fixtures, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
