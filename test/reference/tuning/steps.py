"""Makes steps.json: 20 steps of tuning by PEFT and PyTorch on the random models, and what they have learnt.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 peft==0.21.2 tokenizers==0.23.3
    /tmp/ref/bin/python test/reference/tuning/steps.py
Nothing is dropped, so that nothing hangs on a random stream. Micro-batches are averaged as transformers' Trainer does
where it does not count tokens; the rows of a micro-batch are of different lengths, and padded on the right.

How equal two computations can be at all is measured here too, in double precision. The weights are random and large, so
that attention is nearly all or nothing, most of all in mT5, which does not scale its products: rounding what its
adapter starts from once, to float32, changes the gradient of one micro-batch by 5e-5 of its norm, and steps carry that
on. Largest relative differences from double precision over 20 steps, of loss and gradient norm, for mT5's adapter:

    learning rate   PyTorch, float32     double, rounded once   lingtune, float32
    1e-3            3.7e-5 and 7.4e-2    3.0e-5 and 5.9e-2      1.0e-5 and 0.9e-2
    3e-3            2.6e-5 and 5.2e-2    14e-5 and 32e-2        12e-5 and 37e-2
At 3e-3 not even PyTorch keeps within 1e-4 of itself; so it is 1e-3. `rounding` in the file has the same for all runs.
"""

import base64
import json
from pathlib import Path

import numpy as np
import torch
from peft import PeftModel
from torch.overrides import TorchFunctionMode
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, get_linear_schedule_with_warmup

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
STEPS, MICRO_BATCHES, ROWS, WARMUP = 20, 2, 3, 4
RATE, DECAY, CLIP = 1e-3, 0.01, 1.0
IGNORED = -100
# Half the distance of float32 numbers just above 1.
ROUNDING = 2.0**-24
ROUNDED_TIMES = 5
# Name, model, what learns.
RUNS = [("bloom", "adapter"), ("gpt2", "adapter"), ("mt5", "adapter"), ("bloom", "all"), ("gpt2", "all"), ("mt5", "all")]
# Weights whose numbers are kept where all are learnt: of every kind, but not the large embeddings.
KEPT = {
    "bloom": [
        "transformer.word_embeddings_layernorm.weight",
        "transformer.h.0.mlp.dense_4h_to_h.bias",
        "transformer.h.1.self_attention.query_key_value.weight",
        "transformer.h.1.post_attention_layernorm.bias",
    ],
    "gpt2": [
        "transformer.h.0.ln_1.weight",
        "transformer.h.0.mlp.c_proj.bias",
        "transformer.h.1.attn.c_attn.weight",
        "transformer.ln_f.bias",
    ],
    "mt5": [
        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
        "encoder.block.1.layer.0.SelfAttention.q.weight",
        "encoder.block.1.layer.1.DenseReluDense.wi_0.weight",
        "decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
        "decoder.block.2.layer.1.EncDecAttention.k.weight",
        "decoder.final_layer_norm.weight",
    ],
}


class Double(TorchFunctionMode):
    """Double precision also where transformers asks for single: in norms, softmax and loss."""

    def __torch_function__(self, function, types, arguments=(), options=None):
        def widened(value):
            return torch.float64 if value is torch.float32 else value

        if function is torch.Tensor.float:
            function = torch.Tensor.double
        options = {name: widened(value) for name, value in (options or {}).items()}
        return function(*[widened(value) for value in arguments], **options)


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


def learnt_by(model) -> dict[str, torch.nn.Parameter]:
    """What is learnt, by its name in a file."""
    return {
        name.removeprefix("base_model.model.").replace(".default", ""): tensor
        for name, tensor in model.named_parameters()
        if tensor.requires_grad
    }


def load_double(kind: str, learns: str, seed: int | None = None):
    """The model in double precision; with a seed what is learnt is off by about as much as rounding it once."""
    model = load(kind, learns).double()
    if seed is not None:
        generator = torch.Generator().manual_seed(seed)
        for tensor in learnt_by(model).values():
            noise = torch.randn(tensor.shape, generator=generator, dtype=torch.float64)
            tensor.data.mul_(1 + ROUNDING * noise)
    return model


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


def draw_batches(kind: str, vocabulary: int) -> list[list[list[dict]]]:
    """Four steps' worth of micro-batches; they come five times over, so that losses fall."""
    generator = np.random.RandomState(3)
    return [[draw_examples(kind, vocabulary, generator) for _ in range(MICRO_BATCHES)] for _ in range(4)]


def pad(rows: list[list[int]], value: int) -> torch.Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def loss_of(model, examples: list[dict]) -> torch.Tensor:
    name = "ids" if "ids" in examples[0] else "source"
    rows = [example[name] for example in examples]
    labels = [example["labels" if name == "ids" else "target"] for example in examples]
    mask = pad([[1] * len(row) for row in rows], 0)
    return model(input_ids=pad(rows, 0), attention_mask=mask, labels=pad(labels, IGNORED)).loss


def tune(model, batches: list[list[list[dict]]]) -> list[dict]:
    """What each step reports; the model has learnt afterwards."""
    learnt = list(learnt_by(model).values())
    optimiser = torch.optim.AdamW(learnt, lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=DECAY)
    schedule = get_linear_schedule_with_warmup(optimiser, WARMUP, STEPS)
    reports = []
    for step in range(STEPS):
        losses = []
        for examples in batches[step % len(batches)]:
            loss = loss_of(model, examples)
            (loss / MICRO_BATCHES).backward()
            losses.append(loss.item())
        norm = torch.nn.utils.clip_grad_norm_(learnt, CLIP).item()
        rate = schedule.get_last_lr()[0]
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        reports.append({"loss": sum(losses) / MICRO_BATCHES, "gradNorm": norm, "learningRate": rate})
    return reports


def gradient(model, examples: list[dict]) -> dict[str, torch.Tensor]:
    """The gradient of one micro-batch's loss, in double precision at the end."""
    model.zero_grad()
    loss_of(model, examples).backward()
    gradients = {name: tensor.grad.double().clone() for name, tensor in learnt_by(model).items()}
    model.zero_grad()
    return gradients


def distance(actual: dict[str, torch.Tensor], expected: dict[str, torch.Tensor]) -> float:
    """How far a gradient is from another, as a share of that one's norm."""
    misses = sum((actual[name] - expected[name]).square().sum() for name in expected)
    return (misses / sum(tensor.square().sum() for tensor in expected.values())).sqrt().item()


def furthest(reports: list[dict], exact: list[dict], name: str) -> float:
    """The largest relative difference of a number over the steps."""
    return max(abs(report[name] / other[name] - 1) for report, other in zip(reports, exact, strict=True))


def encode(tensors: dict[str, torch.Tensor]) -> dict[str, str]:
    return {
        name: base64.b64encode(tensor.detach().float().numpy().astype("<f4").tobytes()).decode()
        for name, tensor in tensors.items()
    }


def measure_rounding(kind: str, learns: str, batches: list, reports: list[dict], first: dict) -> dict:
    """What double precision gives, and how far single precision and one rounding are from it."""
    exact, *rounded = [load_double(kind, learns, seed) for seed in (None, *range(ROUNDED_TIMES))]
    with Double():
        exact_gradient = gradient(exact, batches[0][0])
        distances = [distance(gradient(model, batches[0][0]), exact_gradient) for model in rounded]
        exact_reports, *runs = [tune(model, batches) for model in (exact, *rounded)]
    rounding = {
        "gradient": {"single": distance(first, exact_gradient), "rounded": max(distances)},
        **{
            name: {
                "single": furthest(reports, exact_reports, name),
                "rounded": max(furthest(run, exact_reports, name) for run in runs),
            }
            for name in ("loss", "gradNorm")
        },
    }
    return {"exact": exact_reports, "exactGradient": exact_gradient, "rounding": rounding}


def compute(kind: str, learns: str) -> dict:
    model = load(kind, learns)
    batches = draw_batches(kind, model.config.vocab_size)
    first = gradient(model, batches[0][0])
    reports = tune(model, batches)
    measured = measure_rounding(kind, learns, batches, reports, first)
    exact_gradient = measured.pop("exactGradient")
    final = learnt_by(model)
    kept = list(final) if learns == "adapter" else KEPT[kind]
    result = {
        **{"model": kind, "learns": learns, "batches": batches, "steps": reports},
        **measured,
        "gradients": encode({name: exact_gradient[name] for name in kept}),
        "final": encode({name: final[name] for name in kept}),
    }
    print(kind, learns, len(final), reports[0], reports[-1], measured["rounding"])
    if learns == "adapter":
        return result
    # All weights would be a large file: of those that are not kept, sums of their squares say as much.
    squares = {name: tensor.detach().double().square().sum().item() for name, tensor in final.items()}
    return {**result, "squares": squares}


def main() -> None:
    torch.set_num_threads(1)
    settings = {"warmup": WARMUP, "learningRate": RATE, "weightDecay": DECAY, "clip": CLIP}
    runs = [compute(kind, learns) for kind, learns in RUNS]
    (HERE / "steps.json").write_text(json.dumps({**settings, "runs": runs}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
