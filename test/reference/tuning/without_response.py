"""Makes without-response.json: losses of PEFT and PyTorch where a third of the pairs have no token to learn.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 tokenizers==0.23.3
    /tmp/ref/bin/python test/reference/tuning/without_response.py
A causal pair whose prompt fills its row has the label -100 everywhere; a T5's target may be empty. Models and steps are
those of steps.py: micro-batches are averaged, and nothing is dropped. `token` has steps of BLOOM by tokens, with
transformers' own `num_items_in_batch`, in which one micro-batch has no token to learn at all; averaged over micro-batches
PyTorch gives NaN for it, which `empty` shows.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
from steps import CLIP, DECAY, IGNORED, RATE, learnt_by, load, loss_of, pad

HERE = Path(__file__).parent
STEPS, MICRO_BATCHES, ROWS = 8, 2, 3


def draw_example(kind: str, vocabulary: int, teaches: bool, generator: np.random.RandomState) -> dict:
    if kind == "mt5":
        source = generator.randint(3, vocabulary, generator.randint(2, 19)).tolist()
        length = generator.randint(1, 12) if teaches else 0
        return {"source": source, "target": generator.randint(3, vocabulary, length).tolist()}
    ids = generator.randint(4, vocabulary, generator.randint(4, 25)).tolist()
    prompt = int(generator.randint(0, len(ids) - 1)) if teaches else len(ids)
    return {"ids": ids, "labels": [IGNORED] * prompt + ids[prompt:]}


def draw_steps(kind: str, vocabulary: int, silent: list[list[int]]) -> list[list[list[dict]]]:
    """Micro-batches of each step; `silent` has the rows of each that have nothing to learn, the same in every step."""
    generator = np.random.RandomState(12)
    return [
        [
            [draw_example(kind, vocabulary, row not in rows, generator) for row in range(ROWS)]
            for rows in silent
        ]
        for _ in range(STEPS)
    ]


def by_tokens(model, examples: list[dict], count: int) -> torch.Tensor:
    rows = [example["ids"] for example in examples]
    labels = pad([example["labels"] for example in examples], IGNORED)
    mask = pad([[1] * len(row) for row in rows], 0)
    return model(input_ids=pad(rows, 0), attention_mask=mask, labels=labels, num_items_in_batch=count).loss


def learnt_tokens(examples: list[dict]) -> int:
    return sum(label != IGNORED for example in examples for label in example["labels"][1:])


def tune(kind: str, norm: str, silent: list[list[int]]) -> dict:
    model = load(kind, "adapter")
    batches = draw_steps(kind, model.config.vocab_size, silent)
    learnt = list(learnt_by(model).values())
    optimiser = torch.optim.AdamW(learnt, lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=DECAY)
    steps = []
    for micro_batches in batches:
        total = 0.0
        for examples in micro_batches:
            if norm == "token":
                loss = by_tokens(model, examples, sum(learnt_tokens(part) for part in micro_batches))
            else:
                loss = loss_of(model, examples) / MICRO_BATCHES
            loss.backward()
            total += loss.item()
        norm_of_gradient = torch.nn.utils.clip_grad_norm_(learnt, CLIP).item()
        optimiser.step()
        optimiser.zero_grad()
        steps.append({"loss": total, "gradNorm": norm_of_gradient})
    print(kind, norm, steps[0], steps[-1])
    return {"model": kind, "accumulationNorm": norm, "batches": batches, "steps": steps}


def empty_loss() -> str:
    model = load("bloom", "adapter")
    example = draw_example("bloom", model.config.vocab_size, False, np.random.RandomState(1))
    loss = loss_of(model, [example]).item()
    return "NaN" if math.isnan(loss) else repr(loss)


def main() -> None:
    torch.set_num_threads(1)
    thirds = [[1], [2]]
    runs = [tune(kind, "micro-batch", thirds) for kind in ("bloom", "gpt2", "mt5")]
    runs.append(tune("bloom", "token", [[0], [0, 1, 2]]))
    settings = {"learningRate": RATE, "weightDecay": DECAY, "clip": CLIP, "empty": empty_loss()}
    text = json.dumps({**settings, "runs": runs}, separators=(",", ":"))
    (HERE / "without-response.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
