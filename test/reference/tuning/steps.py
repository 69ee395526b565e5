"""Makes steps.json: 20 steps of tuning by PEFT and PyTorch on the random models, and what they have learnt.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 tokenizers==0.23.3
    /tmp/ref/bin/python test/reference/tuning/steps.py
Nothing is dropped, so that nothing hangs on a random stream. Micro-batches are averaged as transformers' Trainer does
where it does not count tokens; the rows of a micro-batch are of different lengths, and padded on the right.
"""

import base64
import json
from pathlib import Path

import numpy as np
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, get_linear_schedule_with_warmup

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
STEPS, MICRO_BATCHES, ROWS, WARMUP = 20, 2, 3, 4
RATE, DECAY, CLIP = 1e-3, 0.01, 1.0
IGNORED = -100
# Name, model, what learns.
RUNS = [("bloom", "adapter"), ("gpt2", "adapter"), ("mt5", "adapter"), ("bloom", "all"), ("gpt2", "all"), ("mt5", "all")]


def load(kind: str, learns: str):
    family = AutoModelForSeq2SeqLM if kind == "mt5" else AutoModelForCausalLM
    rates = ["dropout_rate"] if kind == "mt5" else [f"{part}_pdrop" for part in ("attn", "embd", "resid")]
    kept = {} if kind == "bloom" else dict.fromkeys(rates, 0.0)
    model = family.from_pretrained(MODELS / kind, dtype=torch.float32, attn_implementation="eager", **kept)
    if learns == "adapter":
        model = PeftModel.from_pretrained(model, MODELS / kind / "adapter", is_trainable=True)
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0  # The adapter's own.
    return model.train()


def draw_examples(kind: str, vocabulary: int, generator: np.random.RandomState) -> list[dict]:
    examples = []
    for _ in range(ROWS):
        if kind == "mt5":
            source = generator.randint(3, vocabulary, generator.randint(2, 19)).tolist()
            target = generator.randint(3, vocabulary, generator.randint(1, 12)).tolist()
            examples.append({"source": source, "target": target})
        else:
            ids = generator.randint(4, vocabulary, generator.randint(4, 25)).tolist()
            prompt = int(generator.randint(0, len(ids) - 1))
            examples.append({"ids": ids, "labels": [IGNORED] * prompt + ids[prompt:]})
    return examples


def pad(rows: list[list[int]], value: int) -> torch.Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def loss_of(model, examples: list[dict]) -> torch.Tensor:
    name = "ids" if "ids" in examples[0] else "source"
    rows = [example[name] for example in examples]
    labels = [example["labels" if name == "ids" else "target"] for example in examples]
    mask = pad([[1] * len(row) for row in rows], 0)
    return model(input_ids=pad(rows, 0), attention_mask=mask, labels=pad(labels, IGNORED)).loss


def tune(kind: str, learns: str) -> dict:
    model = load(kind, learns)
    generator = np.random.RandomState(3)
    learnt = {name: tensor for name, tensor in model.named_parameters() if tensor.requires_grad}
    optimiser = torch.optim.AdamW(learnt.values(), lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=DECAY)
    schedule = get_linear_schedule_with_warmup(optimiser, WARMUP, STEPS)
    # The same four steps' worth of batches five times over, so that losses fall.
    batches = [
        [draw_examples(kind, model.config.vocab_size, generator) for _ in range(MICRO_BATCHES)] for _ in range(4)
    ]
    reports = []
    for step in range(STEPS):
        losses = []
        for examples in batches[step % len(batches)]:
            loss = loss_of(model, examples)
            (loss / MICRO_BATCHES).backward()
            losses.append(loss.item())
        norm = torch.nn.utils.clip_grad_norm_(learnt.values(), CLIP).item()
        rate = schedule.get_last_lr()[0]
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        reports.append({"loss": sum(losses) / MICRO_BATCHES, "gradNorm": norm, "learningRate": rate})
    print(kind, learns, len(learnt), reports[0], reports[-1])
    result = {"model": kind, "learns": learns, "batches": batches, "steps": reports}
    state = {name.removeprefix("base_model.model.").replace(".default", ""): tensor for name, tensor in learnt.items()}
    if learns == "adapter":
        final = {
            name: base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()
            for name, tensor in state.items()
        }
        return {**result, "final": final}
    # All weights would be a large file: sums of their squares say as much.
    return {**result, "squares": {name: tensor.detach().double().square().sum().item() for name, tensor in state.items()}}


def main() -> None:
    torch.set_num_threads(1)
    settings = {"warmup": WARMUP, "learningRate": RATE, "weightDecay": DECAY, "clip": CLIP}
    runs = [tune(kind, learns) for kind, learns in RUNS]
    (HERE / "steps.json").write_text(json.dumps({**settings, "runs": runs}, separators=(",", ":")) + "\n")


main()
