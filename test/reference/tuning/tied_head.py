"""Makes tied-head.json: how PyTorch learns all weights of a T5 whose head is its embeddings.

    python -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0
    /tmp/ref/bin/python test/reference/tuning/tied_head.py
The model is the first T5 of ../odd-models. Nothing is dropped; each step is one batch of one example.
"""

import base64
import json
from pathlib import Path

import torch
from transformers import AutoModelForSeq2SeqLM

HERE = Path(__file__).parent
MODEL = HERE.parent / "odd-models" / "t5"
STEPS, RATE = 5, 1e-3
# Tokens of the source and of the target overlap, so that some embeddings are learnt from all of their uses.
EXAMPLE = {"source": [5, 9, 17, 9, 30, 2], "target": [9, 41, 5, 2]}


def encode(tensor: torch.Tensor) -> str:
    return base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()


def main() -> None:
    torch.set_num_threads(1)
    model = AutoModelForSeq2SeqLM.from_pretrained(
        MODEL, dtype=torch.float32, attn_implementation="eager", dropout_rate=0.0
    ).train()
    assert model.lm_head.weight is model.shared.weight
    source, target = (torch.tensor([EXAMPLE[name]]) for name in ("source", "target"))
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0)
    losses, gradient = [], None
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss = model(input_ids=source, labels=target).loss
        loss.backward()
        losses.append(loss.item())
        if gradient is None:
            gradient = encode(model.shared.weight.grad)
        optimiser.step()
    result = {"learningRate": RATE, **EXAMPLE, "losses": losses, "gradient": gradient}
    final = encode(model.shared.weight)
    (HERE / "tied-head.json").write_text(json.dumps({**result, "final": final}, separators=(",", ":")) + "\n")
    print(losses)


if __name__ == "__main__":
    main()
