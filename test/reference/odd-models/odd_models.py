"""Makes odd-models/<name>/ and odd-models/logits.json: tiny models of odd kinds, and what transformers computes.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0
    /tmp/ref/bin/python test/reference/odd-models/odd_models.py
They have what the models of ../models/ do not: six heads and five, residuals after the norm, attention that is not
scaled, an inner width of its own, the first T5 with its ReLU and its tied and scaled head, and distances beyond the
last bucket. Weights are stored in half precision, so that the files stay small, and are computed with in single.
"""

import json
import shutil
from pathlib import Path

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    BloomConfig,
    GPT2Config,
    T5Config,
)

HERE = Path(__file__).parent
VOCABULARY = 53
# Larger than training would give, so that probabilities differ and every part of a layer matters.
WEIGHT_SCALE = 0.25
IDS = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
CONFIGS = {
    "bloom": BloomConfig(vocab_size=VOCABULARY, hidden_size=30, n_layer=2, n_head=6, **IDS),
    "bloom-post-norm": BloomConfig(
        vocab_size=VOCABULARY,
        hidden_size=35,
        n_layer=1,
        n_head=5,
        apply_residual_connection_post_layernorm=True,
        **IDS,
    ),
    "gpt2": GPT2Config(
        vocab_size=VOCABULARY, n_embd=65, n_layer=1, n_head=5, n_inner=90, n_positions=40, scale_attn_weights=False, **IDS
    ),
    "t5": T5Config(
        vocab_size=VOCABULARY,
        d_model=20,
        d_kv=7,
        d_ff=45,
        num_layers=1,
        num_decoder_layers=2,
        num_heads=5,
        relative_attention_num_buckets=8,
        relative_attention_max_distance=20,
        feed_forward_proj="relu",
        decoder_start_token_id=0,
        **IDS,
    ),
}
# Lengths of the rows of a batch; those of the T5 go beyond its last bucket.
LENGTHS = {"t5": [34, 3, 27], "default": [9, 1, 6]}
DECODER_LENGTH = 25


def is_seq2seq(name: str) -> bool:
    return name == "t5"


def model_class(name: str):
    return AutoModelForSeq2SeqLM if is_seq2seq(name) else AutoModelForCausalLM


def make_model(name: str, seed: int) -> None:
    """Draws every parameter anew: norms about 1, biases about 0, matrices as `WEIGHT_SCALE` says."""
    model = model_class(name).from_config(CONFIGS[name])
    generator = torch.Generator().manual_seed(seed)
    for parameter_name, parameter in sorted(model.named_parameters()):
        noise = torch.randn(parameter.shape, generator=generator)
        is_norm = "norm" in parameter_name or ".ln_" in parameter_name
        mean = 1.0 if is_norm and parameter_name.endswith("weight") else 0.0
        parameter.data = mean + (0.1 if parameter.dim() == 1 else WEIGHT_SCALE) * noise
    shutil.rmtree(HERE / name, ignore_errors=True)
    model.to(torch.float16).save_pretrained(HERE / name)
    (HERE / name / "generation_config.json").unlink(missing_ok=True)


def rows(lengths: list[int], side: str, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    ids = torch.zeros(len(lengths), max(lengths), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, length in enumerate(lengths):
        place = slice(0, length) if side == "right" else slice(max(lengths) - length, None)
        ids[row, place] = torch.randint(3, VOCABULARY, (length,), generator=generator)
        mask[row, place] = 1
    return ids, mask


def logits_of(name: str, model, side: str, lengths: list[int], generator: torch.Generator) -> dict:
    ids, mask = rows(lengths, side, generator)
    extra = {}
    if is_seq2seq(name):
        extra = {"decoder_input_ids": rows([DECODER_LENGTH] * len(lengths), "right", generator)[0]}
    elif name == "gpt2":
        # Positions count from the first token that is not padding.
        extra = {"position_ids": (mask.cumsum(-1) - 1).clamp(min=0)}
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=mask, **extra).logits
    return {
        "padding": side,
        "ids": ids.tolist(),
        "mask": mask.tolist(),
        **({"decoderIds": extra["decoder_input_ids"].tolist()} if is_seq2seq(name) else {}),
        "vocabularyStep": 1,
        "logits": [round(value, 6) for value in logits.flatten().tolist()],
    }


def main() -> None:
    fixtures = {}
    for seed, name in enumerate(CONFIGS, start=1):
        make_model(name, seed)
        model = model_class(name).from_pretrained(HERE / name, dtype=torch.float32, attn_implementation="eager").eval()
        generator = torch.Generator().manual_seed(seed)
        lengths = LENGTHS.get(name, LENGTHS["default"])
        fixtures[name] = [
            logits_of(name, model, "right", lengths[:1], generator),
            logits_of(name, model, "right", lengths, generator),
            logits_of(name, model, "left", lengths, generator),
        ]
    (HERE / "logits.json").write_text(json.dumps(fixtures, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
