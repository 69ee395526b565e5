"""Token ids that the Rust tokenizers give, through transformers' AutoTokenizer, for texts of 52 languages and hostile ones.

    pip install tokenizers==0.23.3 transformers==5.23.0
    python tokenizer_cases.py

Reads tokenizers/sentences.json and tokenizers/<kind>/, writes tokenizers/cases.json.gz: for each text, and each kind, ids
without and with special tokens (the latter where they differ), and the texts that the ids decode to where they are
not the text itself. Long texts are given as a piece and how often it is repeated; long lists of ids as their SHA-256.
"""

import gzip
import hashlib
import json
import unicodedata
from pathlib import Path

from transformers import AutoTokenizer

HERE = Path(__file__).parent / "tokenizers"
KINDS = ["bloom", "gpt2", "mt5"]
LONGEST_LIST = 400

HOSTILE = [
    ["", 1],
    [" ", 1],
    ["   leading, trailing   and  inner   spaces  ", 1],
    ["\t\n\r\n\r\v\f\x1c\x1f mixed\nlines\r\nof\rall\u2028kinds\u2029and\x85these", 1],
    ["\x00NUL\x00", 1],
    ["\x01\x07\x1b\x7f\x80\x8f\x9f controls", 1],
    ["\ufeffbyte order\ufeff mark", 1],
    ["\u200e\u200f\u202aright\u202e to left\u202c \u2066isolates\u2069 \u061c", 1],
    ["שלום \u200fעולם\u200e abc 123 \u202eمرحبا\u202c", 1],
    ["👩‍👩‍👧‍👦 🏳️‍🌈 🧑🏽‍💻 1️⃣ 1🏻 🇻🇳🇫🇷🇩 ☝🏿", 1],
    ["a\u200bb\u200cc\u200dd\u2060e\u00adf", 1],
    ["e\u0301 \u1eb9\u0302 n\u0303 \u0915\u094d\u0937 \u0e01\u0e33 \u0e33 a\u0e33 \u0eb3", 1],
    ["ﬁ\u0301 ① ①\u0301 ㍿ ｱﾞ ｶﾞ Ⅷ ½ ℌ ª ﷺ ～ ~ ﾞ ̈ \u0344", 1],
    ["가각힣 \u1100\u1161\u11a8 \u1100\u1100\u1161 ㄱㅏ", 1],
    ["\u0600\u0661 \u06dda \u070fܐ \u0890ب \U000110bd\U0001108d", 1],
    ["\u0378 \u0380 \U000e0fff \U0010ffff \ufdd0 \uffff \ue000", 1],
    ["\ufffd \ufffd\ufffd", 1],
    ["▁ ▁▁a a▁b Ġ Ċ Ġa", 1],
    ["<s> </s>a<pad><unk> b</s></s> <|endoftext|>x<|endoftext|> < s> </ s>", 1],
    ["it's we're they'll I'd I'VE don't ’s 's'S", 1],
    ["1234567890 3.14 ١٢٣ ४५६ ⅣⅤ x² 1st a1b2", 1],
    ["foo(bar)[baz]|qux{a}…。，、।۔،.,!? ( | ) ...!? ,", 1],
    ["ǅ ß ẞ İ ı ſ Ω Ω K Å Å", 1],
    ["\u0130\u0307 q\u0307\u0323 q\u0323\u0307 \uac00\u11a8", 1],
    ["\U0001d400\U0001d7d8 𐍈 𠜎 𝒳", 1],
    ["\r", 1],
    ["\n\n\n", 1],
    ["a\r\n\r\nb \r \n c", 1],
    ["\u3000全角　空白\u00a0\u2003\u202f.", 1],
    ["x", 100_000],
    ["ab ", 20_000],
    ["e" + "\u0301" * 200, 3],
    ["\u0301" * 50, 1],
    ["字", 20_000],
    ["👍🏽", 300],
    ["</s>", 500],
    [" ", 3_000],
    ["\n", 3_000],
]


def listed(ids: list[int]):
    if len(ids) <= LONGEST_LIST:
        return ids
    return {"length": len(ids), "sha256": hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest()}


def case(name: str, piece: str, count: int, tokenizers: dict) -> dict:
    text = piece * count
    results = {}
    for kind, tokenizer in tokenizers.items():
        plain = tokenizer(text, add_special_tokens=False)["input_ids"]
        special = tokenizer(text, add_special_tokens=True)["input_ids"]
        result = {"ids": listed(plain)}
        if special != plain:
            assert special == plain + [1]
            result["ends"] = True
        if len(plain) <= LONGEST_LIST:
            decoded = tokenizer.decode(plain, clean_up_tokenization_spaces=False)
            if decoded != text:
                result["decoded"] = decoded
            stripped = tokenizer.decode(special, skip_special_tokens=True, clean_up_tokenization_spaces=False)
            if stripped != decoded:
                result["withoutSpecial"] = stripped
        results[kind] = result
    return {"name": name, "piece": piece, "count": count, **results}


def main() -> None:
    tokenizers = {kind: AutoTokenizer.from_pretrained(HERE / kind) for kind in KINDS}
    sentences = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
    cases = [case(f"the sentence in {code}", text, 1, tokenizers) for code, text in sentences.items()]
    cases += [
        case(f"the sentence in {code}, decomposed", unicodedata.normalize("NFD", text), 1, tokenizers)
        for code, text in sentences.items()
        if unicodedata.normalize("NFD", text) != text
    ]
    cases += [case(ascii(piece[:30]) + f" × {count}", piece, count, tokenizers) for piece, count in HOSTILE]
    text = json.dumps(cases, ensure_ascii=True, separators=(",", ":")).replace('{"name"', '\n{"name"')
    (HERE / "cases.json.gz").write_bytes(gzip.compress(text.encode() + b"\n", mtime=0))
    print(len(cases), len(text))


if __name__ == "__main__":
    main()
