"""Makes order.json: orders of examples as PyTorch and transformers draw them.

Made with torch 2.13.0 and transformers 5.23: python test/reference/order.py > test/reference/order.json
"""

import json

import torch
from transformers.trainer_pt_utils import get_length_grouped_indices


def generator(seed):
    return torch.Generator().manual_seed(seed)


permutations = [
    {"count": count, "seed": seed, "order": torch.randperm(count, generator=generator(seed)).tolist()}
    for count, seed in [(0, 1), (1, 1), (2, 0), (10, 42), (10, 2**32 - 1), (700, 66)]
]
groups = []
for count, batch, seed in [(1, 4, 0), (7, 4, 1), (100, 4, 42), (500, 2, 3)]:
    # Many equal lengths, so that the order of equals is tested too.
    lengths = [1 + (place * 37 + place * place) % 23 for place in range(count)]
    order = get_length_grouped_indices(lengths, batch, generator=generator(seed))
    groups.append({"lengths": lengths, "batchSize": batch, "seed": seed, "order": order})
print(json.dumps({"permutations": permutations, "groups": groups}, separators=(",", ":")))
