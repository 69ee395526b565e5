"""Makes generation.json: what transformers makes of some prompts token by token, and the distributions it draws from.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 tokenizers==0.23.3
    /tmp/ref/bin/python test/reference/generation/generation.py
The random models go on with three prompts each, with and without their adapters; where a token comes late enough it
then is the end-of-text token once, so that a text ends. Without a cache for mT5, since transformers 5.23 has one with
as many layers as the encoder, and the model's decoder has more.
"""

import json
from pathlib import Path

import torch
from peft import PeftModel
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

HERE = Path(__file__).parent
REFERENCE = HERE.parent
PROMPTS = ["How are you?", "ภาษาไทย", "Mis kell on? 12"]
TOKENS = 20
# Greedy choices that are nearer to one another than this could differ for rounding alone.
MARGIN = 5e-4
FILTERS = [
    {},
    {"temperature": 0.7},
    {"temperature": 1.5},
    {"topK": 1},
    {"topK": 7},
    {"topK": 1000},
    {"topP": 0.01},
    {"topP": 0.5},
    {"topP": 0.95},
    {"topP": 1.0},
    {"temperature": 0.5, "topK": 12, "topP": 0.8},
    {"temperature": 2.0, "topK": 20, "topP": 0.6},
]


def load(kind: str, adapted: bool):
    family = AutoModelForSeq2SeqLM if kind == "mt5" else AutoModelForCausalLM
    model = family.from_pretrained(REFERENCE / "models" / kind, dtype=torch.float32, attn_implementation="eager")
    return (PeftModel.from_pretrained(model, REFERENCE / "models" / kind / "adapter") if adapted else model).eval()


def generate(model, kind: str, encoded, eos: int | None) -> list[int]:
    made = model.generate(
        **encoded,
        max_new_tokens=TOKENS,
        do_sample=False,
        use_cache=kind != "mt5",
        return_dict_in_generate=True,
        output_logits=True,
        **({} if eos is None else {"eos_token_id": eos}),
    )
    for logits in made.logits:
        first, second = logits[0].topk(2).values.tolist()
        assert first - second > MARGIN, (kind, first, second)
    begun = 1 if kind == "mt5" else encoded["input_ids"].shape[1]
    return made.sequences[0, begun:].tolist()


def greedy_cases() -> list[dict]:
    cases = []
    for kind in ("bloom", "gpt2", "mt5"):
        tokenizer = AutoTokenizer.from_pretrained(REFERENCE / "tokenizers" / kind)
        for adapted in (False, True):
            model = load(kind, adapted)
            for text in PROMPTS:
                encoded = tokenizer(text, return_tensors="pt")
                ids = generate(model, kind, encoded, None)
                case = {"kind": kind, "adapter": adapted, "prompt": text, "promptIds": encoded["input_ids"][0].tolist()}
                cases.append({**case, "ids": ids, "text": tokenizer.decode(ids, skip_special_tokens=True)})
            late = next((i for i in range(3, TOKENS - 3) if ids[i] not in ids[:i]), None)
            if late is not None:
                ended = generate(model, kind, encoded, ids[late])
                assert ended == ids[: late + 1]
                cases.append({**case, "eosId": ids[late], "ids": ended})
    return cases


def filter_cases() -> dict:
    torch.manual_seed(0)
    logits = torch.randn(1, 40).mul(3).round(decimals=4)
    logits[0, 5] = float("-inf")
    logits[0, 9] = logits[0, 3]  # Tokens as likely as one another stay together under topK.
    cases = []
    for wanted in FILTERS:
        scores = logits.clone()
        for name, warper in (("temperature", TemperatureLogitsWarper), ("topK", TopKLogitsWarper), ("topP", TopPLogitsWarper)):
            if name in wanted:
                scores = warper(wanted[name])(None, scores)
        cases.append({"filter": wanted, "probabilities": [round(p, 8) for p in scores.softmax(-1)[0].tolist()]})
    return {"logits": [None if v == float("-inf") else round(v, 4) for v in logits[0].tolist()], "cases": cases}


def main() -> None:
    fixture = {"greedy": greedy_cases(), "filtered": filter_cases()}
    (HERE / "generation.json").write_text(json.dumps(fixture, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
