"""Makes corpus/<language>.jsonl and corpus.json: pairs, and what the libraries under the authors' scripts make of them.

    python3.11 -m venv /tmp/ref
    /tmp/ref/bin/pip install torch==2.13.0 transformers==5.23.0 tokenizers==0.23.3 datasets==5.2.0
    /tmp/ref/bin/python test/reference/corpus.py

Text: article 1 of the Universal Declaration of Human Rights (tokenizers/sentences.json), which is free of copyright.
Encodings: the tokenizers' own truncation, labels of -100 over the prompt encoded by itself. Choices: rows sorted by id,
random.sample after random.seed(42), then Dataset.train_test_split(seed=42), at toy size and at the paper's.
"""

import hashlib
import json
import random
from pathlib import Path

from datasets import Dataset, concatenate_datasets
from transformers import AutoTokenizer

HERE = Path(__file__).parent
SENTENCES = json.loads((HERE / "tokenizers" / "sentences.json").read_text())
LANGUAGES = ("et", "th", "ur")
ROWS = 23
SEED = 42


def pair(language: str, row: int) -> dict:
    """A pair of parts of the article; every third has no input, every seventh an empty one, every fifth no output."""
    text = SENTENCES[language]
    cut = len(text) * (row + 1) // (ROWS + 1)
    middle = None if row % 3 == 0 else "" if row % 7 == 0 else text[: cut // 2]
    output = "" if row % 5 == 4 else text[cut // 2 :]
    return {"id": f"alpaca-{row}", "instruction": text[:cut], "input": middle, "output": output}


def causal_prompt(row: dict) -> str:
    if row["input"] is None:
        return f"### Input:\n{row['instruction']}\n\n### Output:\n"
    return f"### Input:\n{row['instruction']}\n\n{row['input']}\n\n### Output:\n"


def seq2seq_prompt(row: dict) -> str:
    return row["instruction"] if row["input"] is None else f"{row['instruction']}\n{row['input']}"


def encode_causal(tokenizer, row: dict, length: int) -> dict:
    prompt = causal_prompt(row)
    given = len(tokenizer(prompt, truncation=True, max_length=length)["input_ids"])
    text = prompt + row["output"] + tokenizer.eos_token
    ids = tokenizer(text, truncation=True, max_length=length)["input_ids"]
    return {"ids": ids, "labels": [-100] * given + ids[given:]}


def encode_seq2seq(tokenizer, row: dict, lengths: tuple[int, int]) -> dict:
    source = tokenizer(text=seq2seq_prompt(row), truncation=True, max_length=lengths[0])["input_ids"]
    target = tokenizer(text_target=row["output"], truncation=True, max_length=lengths[1])["input_ids"]
    return {"source": source, "target": target}


def encodings(pairs: dict) -> list[dict]:
    made = []
    for kind, lengths, encode in (
        ("bloom", (768, 60, 7), encode_causal),
        ("gpt2", (768, 200), encode_causal),
        ("mt5", ((256, 512), (9, 5)), encode_seq2seq),
    ):
        tokenizer = AutoTokenizer.from_pretrained(HERE / "tokenizers" / kind)
        rows = [row for language in LANGUAGES for row in pairs[language][::4]]
        for length in lengths:
            digests = [digest(encode(tokenizer, row, length)) for row in rows]
            first = encode(tokenizer, rows[0], length)
            made.append({"tokenizer": kind, "lengths": length, "first": first, "digests": digests})
    return made


def digest(example: dict) -> str:
    return hashlib.sha256(json.dumps(list(example.values()), separators=(",", ":")).encode()).hexdigest()[:16]


def split(pairs: dict, languages: tuple, budget: int, held_out: int) -> dict:
    """Rows that are tuned on and that are held out, as lists of `language id`."""
    random.seed(SEED)
    indices = random.sample(range(len(pairs[languages[0]])), budget // len(languages))
    parts = []
    for language in languages:
        rows = Dataset.from_list([{"place": f"{language} {row['id']}", "id": row["id"]} for row in pairs[language]])
        parts.append(rows.sort("id").select(indices))
    parts = concatenate_datasets(parts).train_test_split(test_size=held_out, shuffle=True, seed=SEED)
    return {name: sorted(part["place"]) for name, part in parts.items()}


def small_choices(pairs: dict) -> list[dict]:
    cases = ((("et", "th", "ur"), 40, 7), (("ur", "et"), 46, 5), (("th",), 10, 1))
    return [
        {"languages": languages, "budget": budget, "heldOut": held_out, **split(pairs, languages, budget, held_out)}
        for languages, budget, held_out in cases
    ]


def full_choices() -> list[dict]:
    """The paper's size, with the ids of Bactrian-X: 52,002 of Alpaca and 15,015 of Dolly."""
    ids = [f"alpaca-{row}" for row in range(52_002)] + [f"dolly-{row}" for row in range(15_015)]
    made = []
    for count in (1, 6, 14, 52):
        languages = tuple(f"l{index}" for index in range(count))
        parts = split(dict.fromkeys(languages, [{"id": name} for name in ids]), languages, 67_017, 5_000)
        sums = {name: hashlib.sha256("\n".join(part).encode()).hexdigest() for name, part in parts.items()}
        made.append({"languages": count, "tuned": len(parts["train"]), **sums})
    return made


def main() -> None:
    pairs = {language: [pair(language, row) for row in range(ROWS)] for language in LANGUAGES}
    folder = HERE / "corpus"
    folder.mkdir(exist_ok=True)
    for language, rows in pairs.items():
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{language}.jsonl").write_text("".join(lines))
    parts = {"encodings": encodings(pairs), "smallChoices": small_choices(pairs), "fullChoices": full_choices()}
    blocks = [f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in parts.items()]
    (HERE / "corpus.json").write_text("{\n" + ",\n".join(blocks) + "\n}\n")


if __name__ == "__main__":
    main()
