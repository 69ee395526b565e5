"""The PEFT and PyTorch side of tuning.ts: makes the models, or measures LoRA steps on one of them.

    tuning.py make FOLDER
    tuning.py run FOLDER THREADS ROWS TIME STEPS

`run` prints the seconds of each step as one JSON line, and the process's peak memory in MB.
"""

import json
import sys
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from transformers import BloomConfig, BloomForCausalLM

IGNORED = -100
# Width, layers, heads, vocabulary of each shape; names as in tuning.ts.
SHAPES = {
    "6x512-8k": (512, 6, 8, 8_000),
    "6x512-50k": (512, 6, 8, 50_000),
    "4x128-8k": (128, 4, 4, 8_000),
    "4x128-50k": (128, 4, 4, 50_000),
}


def make(folder: Path) -> None:
    for name, (width, layers, heads, vocabulary) in SHAPES.items():
        torch.manual_seed(0)
        config = BloomConfig(vocab_size=vocabulary, hidden_size=width, n_layer=layers, n_head=heads, use_cache=False)
        BloomForCausalLM(config).save_pretrained(folder / name)


def peak_megabytes() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def run(folder: Path, threads: int, rows: int, length: int, steps: int) -> None:
    torch.set_num_threads(threads)
    model = BloomForCausalLM.from_pretrained(folder, dtype=torch.float32)
    config = LoraConfig(
        r=64, lora_alpha=16, lora_dropout=0.05, target_modules=["query_key_value"], task_type="CAUSAL_LM"
    )
    model = get_peft_model(model, config).train()
    learnt = [tensor for tensor in model.parameters() if tensor.requires_grad]
    optimiser = torch.optim.AdamW(learnt, lr=3e-4, weight_decay=0.0)
    generator = torch.Generator().manual_seed(1)
    ids = torch.randint(4, model.config.vocab_size, (rows, length), generator=generator)
    labels = ids.clone()
    labels[:, : length // 2] = IGNORED
    mask = torch.ones_like(ids)
    seconds = []
    for _ in range(steps):
        start = time.perf_counter()
        loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        loss.item()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes()}))


def main() -> None:
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        run(Path(sys.argv[2]), *(int(word) for word in sys.argv[3:]))


main()
