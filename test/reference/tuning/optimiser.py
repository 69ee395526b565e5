"""Makes optimiser.json: learning rates of transformers' schedule, clipped gradients and steps of AdamW by PyTorch.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0
    /tmp/ref/bin/python test/reference/tuning/optimiser.py
Rates and norms are in double precision; AdamW in single, as ours stores what it moves.
"""

import json
from pathlib import Path

import torch
from transformers import get_linear_schedule_with_warmup

HERE = Path(__file__).parent
LEARNING_RATE = 3e-4
# Steps and warm-up.
SCHEDULES = [(10, 0), (10, 4), (7, 7), (1, 0), (1, 1), (69, 7)]
NORMS = [0.25, 1.0]
STEPS = 12
OPTIMISERS = {
    "the authors' settings": {"lr": 3e-4, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.0},
    "weight decay": {"lr": 1e-2, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.1},
    "other betas and epsilon": {"lr": 1e-2, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.01},
}


def rates(steps: int, warmup: int) -> list[float]:
    """Of all steps, and of two after them."""
    optimiser = torch.optim.SGD([torch.zeros(1)], lr=LEARNING_RATE)
    schedule = get_linear_schedule_with_warmup(optimiser, warmup, steps)
    made = []
    for _ in range(steps + 2):
        made.append(schedule.get_last_lr()[0])
        optimiser.step()
        schedule.step()
    return made


def clip(limit: float, gradients: list[list[float]]) -> dict:
    parameters = [torch.zeros(len(values), dtype=torch.float64) for values in gradients]
    for parameter, values in zip(parameters, gradients, strict=True):
        parameter.grad = torch.tensor(values, dtype=torch.float64)
    norm = torch.nn.utils.clip_grad_norm_(parameters, limit).item()
    clipped = [parameter.grad.tolist() for parameter in parameters]
    return {"clip": limit, "gradients": gradients, "norm": norm, "clipped": clipped}


def move(name: str, settings: dict, generator: torch.Generator) -> dict:
    """Gradients of very unlike sizes, one of them 0 until the last step."""
    start = torch.randn(8, generator=generator)
    scales = torch.tensor([1.0, 1.0, 1e-3, 1e-6, 1e-9, 1e3, 0.0, 1.0])
    parameter = start.clone().requires_grad_()
    optimiser = torch.optim.AdamW([parameter], **settings)
    gradients, values = [], []
    for step in range(STEPS):
        gradient = scales * torch.randn(8, generator=generator)
        gradient[6] = 0.5 if step == STEPS - 1 else 0.0
        parameter.grad = gradient
        optimiser.step()
        gradients.append(gradient.tolist())
        values.append(parameter.detach().tolist())
    state = optimiser.state[parameter]
    return {
        "name": name,
        "learningRate": settings["lr"],
        "betas": settings["betas"],
        "epsilon": settings["eps"],
        "weightDecay": settings["weight_decay"],
        "start": start.tolist(),
        "gradients": gradients,
        "values": values,
        "first": state["exp_avg"].tolist(),
        "second": state["exp_avg_sq"].tolist(),
    }


def main() -> None:
    generator = torch.Generator().manual_seed(5)
    gradients = [torch.randn(size, generator=generator, dtype=torch.float64).tolist() for size in (3, 1, 4)]
    tiny = [[0.01, -0.02], [0.005]]
    fixture = {
        "learningRate": LEARNING_RATE,
        "schedules": [{"steps": s, "warmup": w, "rates": rates(s, w)} for s, w in SCHEDULES],
        "clips": [clip(limit, values) for limit in NORMS for values in (gradients, tiny, [[0.0, 0.0]])],
        "moves": [move(name, settings, generator) for name, settings in OPTIMISERS.items()],
    }
    (HERE / "optimiser.json").write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
