"""Makes encodings.json: how lm-evaluation-harness encodes requests for each of the tokenizers in tokenizers/.

    python -m venv /tmp/ref && /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 lm-eval==0.4.13
    /tmp/ref/bin/python test/reference/evaluation/encodings.py
"""

import json

from harness import HERE
from lm_eval.api.instance import Instance
from lm_eval.models.huggingface import HFLM

# Every ninth of the requests in prompts.json, and these.
EVERY = 9
ODD = [
    ("", "no blank before"),
    ("", "  two blanks before"),
    ("", "<s> brings its beginning"),
    ("", "</s> brings its end"),
    ("", "<|endoftext|> brings its beginning"),
    ("ends in a blank ", "word"),
    ("ends in many \u3000\t\x1c", " word"),
    ("no blank after", "glued"),
    ("no blank after", ", a comma"),
    ("<s>brings its beginning", " word"),
    ("</s>brings its end", " word"),
    ("<|endoftext|>brings its beginning", " word"),
    ("水", "が流れる"),
    ("a\u0301 combining e", "\u0301 mark"),
    ("😀", "😀"),
    ("12", "34"),
    ("line\n", "\nline"),
]


class Listener(HFLM):
    """Keeps what it is asked to score."""

    def _loglikelihood_tokens(self, requests, **_):
        self.heard = [(context, continuation) for _, context, continuation in requests]
        return [(0.0, False)] * len(requests)


def main() -> None:
    prompts = json.loads((HERE / "evaluation" / "prompts.json").read_text(encoding="utf-8"))
    pairs = [tuple(request) for rows in prompts.values() for row in rows for request in row["requests"]]
    requests = [*ODD, *pairs[::EVERY]]
    fixture = {"requests": requests}
    for kind in ("bloom", "gpt2", "mt5"):
        model = Listener(pretrained=str(HERE / "models" / kind), tokenizer=str(HERE / "tokenizers" / kind), device="cpu")
        model.loglikelihood([Instance("loglikelihood", {}, pair, 0) for pair in requests], disable_tqdm=True)
        fixture[kind] = model.heard
    lines = ",\n".join(f'"{key}":{json.dumps(value, separators=(",", ":"))}' for key, value in fixture.items())
    (HERE / "evaluation" / "encodings.json").write_text("{" + lines + "}\n")


if __name__ == "__main__":
    main()
