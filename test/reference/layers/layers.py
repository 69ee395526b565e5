"""Makes layers/layers.json: what PyTorch computes for single layers, their derivatives, and transformers' buckets of distances.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0
    /tmp/ref/bin/python test/reference/layers/layers.py
All in double precision. Every derivative is held against finite differences (`gradcheck`) before it is written.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional
from transformers.activations import ACT2FN
from transformers.models.t5.modeling_t5 import T5Attention

EPSILON = 1e-5
SCALE = 0.6
DISTANCES = range(-300, 301)
PLACES = [4, 0, 3]
IDS = [2, 5, 2, 0, 2]
LABELS = [3, 0, 3, 6]
LORA_SCALE = 1.5
HIDDEN = -1e30
BUCKETS = [(32, 128), (12, 30), (8, 20), (7, 9)]


def rms_norm(x: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * scale


def layer_norm(x: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(x, x.shape[-1:], scale, shift, EPSILON)


def attention(drop: torch.Tensor | None):
    def compute(query, key, value, bias):
        weights = torch.softmax(query @ key.transpose(-1, -2) * SCALE + bias, -1)
        return (weights if drop is None else weights * drop) @ value

    return compute


def self_attention(bias: torch.Tensor, by_head: bool):
    """Attention whose queries, keys and values lie in one matrix, head after head or part after part."""
    batch, heads, time, _ = bias.shape

    def compute(fused):
        cut = fused.view(batch, time, heads, 3, -1).transpose(2, 3) if by_head else fused.view(batch, time, 3, heads, -1)
        query, key, value = cut.permute(2, 0, 3, 1, 4)
        return attention(None)(query, key, value, bias).transpose(1, 2).reshape(batch * time, -1)

    return compute


def add(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return x + y


def pick_rows(x: torch.Tensor) -> torch.Tensor:
    return x[PLACES]


def frozen_linear(weight: torch.Tensor, bias: torch.Tensor):
    return lambda x: functional.linear(x, weight, bias)


def lora_linear(weight: torch.Tensor, bias: torch.Tensor, drop: torch.Tensor):
    """As PEFT's `lora.Linear`, with an alpha that makes the addition's factor `LORA_SCALE`."""
    return lambda x, down, up: functional.linear(x, weight, bias) + (x * drop) @ down.T @ up.T * LORA_SCALE


def embed(weight: torch.Tensor) -> torch.Tensor:
    return functional.embedding(torch.tensor(IDS), weight)


def head_loss(hidden: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(hidden @ head.T, torch.tensor(LABELS))


def tensor(values: torch.Tensor) -> dict:
    return {"shape": list(values.shape), "values": [round(value, 9) for value in values.flatten().tolist()]}


def layer(compute, inputs: list[torch.Tensor], generator: torch.Generator) -> dict:
    """A layer's inputs, its output, and the gradients of the inputs for a gradient of the output."""
    inputs = [values.requires_grad_() for values in inputs]
    assert torch.autograd.gradcheck(compute, inputs)
    output = compute(*inputs)
    gradient = torch.randn(output.shape, generator=generator, dtype=torch.float64)
    output.backward(gradient)
    return {
        "inputs": [tensor(values.detach()) for values in inputs],
        "output": tensor(output.detach()),
        "outputGradient": tensor(gradient),
        "inputGradients": [tensor(values.grad) for values in inputs],
    }


def main() -> None:
    generator = torch.Generator().manual_seed(1)

    def draw(*shape: int, scale: float = 1.0) -> torch.Tensor:
        return (scale * torch.randn(shape, generator=generator, dtype=torch.float64)).round(decimals=6)

    drop = (torch.rand(2, 3, 4, 5, generator=generator, dtype=torch.float64) > 0.3) / 0.7
    qkv = lambda: [draw(2, 3, 4, 6), draw(2, 3, 5, 6), draw(2, 3, 5, 6)]  # noqa: E731
    layers = {
        "layerNorm": layer(layer_norm, [draw(4, 7, scale=3) + 1, draw(7), draw(7)], generator),
        "rmsNorm": layer(rms_norm, [draw(4, 7, scale=3), draw(7)], generator),
        "gelu": layer(ACT2FN["gelu_new"], [torch.cat([draw(30, scale=2), torch.tensor([-9.0, 0.0, 9.0])])], generator),
        "attention": layer(attention(None), [*qkv(), draw(2, 3, 4, 5)], generator),
        "attentionDrop": layer(attention(drop), [*qkv(), draw(2, 1, 1, 5)], generator),
    }
    weight, bias = draw(5, 7), draw(5)
    input_drop = (torch.rand(4, 7, generator=generator, dtype=torch.float64) > 0.3) / 0.7
    layers |= {
        "sum": layer(add, [draw(3, 4), draw(3, 4)], generator),
        "pickRows": layer(pick_rows, [draw(6, 3)], generator),
        "frozenLinear": layer(frozen_linear(weight, bias), [draw(4, 7)], generator),
        "loraLinear": layer(lora_linear(weight, bias, input_drop), [draw(4, 7), draw(2, 7), draw(5, 2)], generator),
        "embed": layer(embed, [draw(7, 3)], generator),
        "headLoss": layer(head_loss, [draw(4, 5), draw(7, 5)], generator),
    }
    causal_bias = draw(2, 2, 4, 4) + torch.full((4, 4), HIDDEN, dtype=torch.float64).triu(1)
    layers |= {
        "selfAttentionByHead": layer(self_attention(causal_bias, True), [draw(8, 18)], generator),
        "selfAttentionByPart": layer(self_attention(causal_bias, False), [draw(8, 18)], generator),
    }
    distances = torch.tensor(list(DISTANCES))
    buckets = [
        {
            "isBidirectional": bidirectional,
            "buckets": number,
            "maxDistance": maximum,
            "ofDistance": T5Attention._relative_position_bucket(distances, bidirectional, number, maximum).tolist(),
        }
        for bidirectional in (True, False)
        for number, maximum in BUCKETS
    ]
    fixture = {
        "epsilon": EPSILON,
        "scale": SCALE,
        "drop": tensor(drop),
        "places": PLACES,
        "ids": IDS,
        "labels": LABELS,
        "weight": tensor(weight),
        "bias": tensor(bias),
        "inputDrop": tensor(input_drop),
        "loraScale": LORA_SCALE,
        "causalBias": tensor(causal_bias),
        "layers": layers,
        "firstDistance": DISTANCES[0],
        "buckets": buckets,
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
