"""Makes configurations.json: what transformers' AutoTokenizer makes of tokenizers by everything that their folders say.

    pip install tokenizers==0.23.3 transformers==5.23.0
    python test/reference/tokenizers/configurations.py
Each case is one of three small tokenizers, with changes to tokenizer.json (`document`, field by field, `model` as well),
and the other files of its folder: tokenizer_config.json, special_tokens_map.json, added_tokens.json, config.json.
"""

import json
import tempfile
from pathlib import Path

from tokenizers import pre_tokenizers
from transformers import AutoTokenizer

HERE = Path(__file__).parent
NAMED = ("bos_token", "eos_token", "pad_token")
TEXTS = [
    "",
    " ",
    "ab  ab",
    " a b é\n",
    "a<s>b </s> <pad>b<new> <x>ab <y>",
    "<|endoftext|>b <extra_id_0>a",
    "Ab's 12!? ab",
]
# Other places of the same facts.
SPLIT = {"type": "Split", "pattern": {"Regex": "\\s+"}, "behavior": "Removed", "invert": False}
DIGITS = {"type": "Split", "pattern": {"Regex": "\\d"}, "behavior": "Isolated", "invert": False}
BYTES = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}


def token(content: str, **fields) -> dict:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"content": content, **flags, **fields}


def template(*items: str, **ids: int) -> dict:
    single = [
        {"Sequence": {"id": "A", "type_id": 0}} if item == "A" else {"SpecialToken": {"id": item, "type_id": 0}} for item in items
    ]
    tokens = {name: {"id": name, "ids": [ids["id"]], "tokens": [name]} for name in items if name != "A"}
    return {"type": "TemplateProcessing", "single": single, "pair": [*single, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": tokens}


def document(model: dict, added: list[str], **parts) -> dict:
    vocabulary = model["vocab"]
    ids = {name: i for i, (name, _) in enumerate(vocabulary)} if isinstance(vocabulary, list) else vocabulary
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": ids[name], **token(name)} for name in added],
        "normalizer": None,
        "pre_tokenizer": None,
        "post_processor": None,
        "decoder": None,
        **parts,
        "model": model,
    }


def bpe(vocabulary: list[str], merges: list[str], **fields) -> dict:
    model = {
        "type": "BPE",
        "dropout": None,
        "unk_token": None,
        "continuing_subword_prefix": None,
        "end_of_word_suffix": None,
        "fuse_unk": False,
        "byte_fallback": False,
        "ignore_merges": False,
        "vocab": {name: i for i, name in enumerate(vocabulary)},
        "merges": merges,
    }
    return {**model, **fields}


def bases() -> dict:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    specials = ["<unk>", "<s>", "</s>", "<|endoftext|>"]
    merged = ["ab", "Ġa", "Ġab", "ĠĠ"]
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    pieces = ["<pad>", "</s>", "<unk>", "▁", "a", "b", "▁a", "ab", "▁ab", "s", "'", "12", "é", "!"]
    meta = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    fallback = ["<unk>", "<s>", "</s>", *[f"<0x{byte:02X}>" for byte in range(256)], "▁", "a", "b", "ab", "▁a", "▁ab"]
    return {
        "bytes": document(
            bpe([*specials, *letters, *merged], ["a b", "Ġ a", "Ġa b", "Ġ Ġ"]),
            specials,
            pre_tokenizer=level,
            decoder=level,
            post_processor={"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False, "use_regex": True},
        ),
        "pieces": document(
            {"type": "Unigram", "unk_id": 2, "byte_fallback": False, "vocab": [[name, -float(i % 7) - 1] for i, name in enumerate(pieces)]},
            ["<pad>", "</s>", "<unk>"],
            pre_tokenizer=meta,
            decoder=meta,
            post_processor=template("A", "</s>", id=1),
        ),
        "fallback": document(
            bpe(fallback, ["a b", "▁ a", "▁a b"], byte_fallback=True, fuse_unk=True, unk_token="<unk>"),
            ["<unk>", "<s>", "</s>"],
            pre_tokenizer={"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": False},
            decoder={
                "type": "Sequence",
                "decoders": [
                    {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
                    {"type": "ByteFallback"},
                    {"type": "Fuse"},
                    {"type": "Strip", "content": " ", "start": 1, "stop": 0},
                ],
            },
            post_processor=template("<s>", "A", id=1),
        ),
    }


def case(base: str, name: str, *, config=None, document=None, map=None, added=None, model=None) -> dict:
    files = {"tokenizer_config.json": config, "special_tokens_map.json": map, "added_tokens.json": added, "config.json": model}
    return {
        "name": name,
        "base": base,
        "document": document or {},
        "files": {name: content for name, content in files.items() if content is not None},
    }


def cases() -> list[dict]:
    gpt2 = {"tokenizer_class": "GPT2Tokenizer"}
    bloom = {"tokenizer_class": "BloomTokenizerFast", "unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>"}
    t5 = {"tokenizer_class": "T5Tokenizer", "extra_ids": 0}
    llama = {"tokenizer_class": "LlamaTokenizer"}
    generic = {"tokenizer_class": "PreTrainedTokenizerFast"}
    gap = {"added_tokens": [{"id": 400, **token("<x>")}, {"id": 7000, **token("<y>", special=False, normalized=True)}]}
    holes = {name: 2 * i for i, name in enumerate(["a", "b", "ab", "Ġ", "s", "<s>"])}
    both = {"added_tokens_decoder": {"1": token("<s>"), "2": token("</s>"), "300": token("<x>"), "301": token("<y>", special=False, lstrip=True)}}
    made = []

    def add(base: str, name: str, **files) -> None:
        made.append(case(base, name, **files))

    # Whether a space is put first.
    for kind, config in (("GPT2Tokenizer", gpt2), ("BloomTokenizerFast", bloom), ("no class", {})):
        for flag in (True, False):
            add("bytes", f"add_prefix_space {flag} of {kind}", config={**config, "add_prefix_space": flag})
            parts = {"pre_tokenizer": {**BYTES, "use_regex": True, "add_prefix_space": True}}
            add("bytes", f"add_prefix_space {flag} of {kind} against the file", config={**config, "add_prefix_space": flag}, document=parts)
    add("bytes", "add_prefix_space with a model of GPT-2", config={"add_prefix_space": True}, model={"model_type": "gpt2"})
    # Tokens put around a text.
    for base, config in (("bytes", gpt2), ("bytes", bloom), ("bytes", generic), ("pieces", t5), ("pieces", generic), ("fallback", llama), ("fallback", generic)):
        for flags in ({"add_bos_token": True}, {"add_eos_token": True}, {"add_bos_token": False, "add_eos_token": False}):
            add(base, f"{flags} of {config['tokenizer_class']} over {base}", config={**config, **flags})
        bare = {"post_processor": None}
        add(base, f"no post-processor of {config['tokenizer_class']} over {base}", config={**config, "add_bos_token": True}, document=bare)
    # Added tokens.
    for base, config in (("bytes", gpt2), ("bytes", bloom), ("bytes", generic), ("bytes", {}), ("pieces", t5), ("pieces", generic), ("fallback", llama)):
        label = f"of {config.get('tokenizer_class', 'no class')} over {base}"
        add(base, f"added_tokens_decoder {label}", config={**config, **both})
        add(base, f"an empty added_tokens_decoder {label}", config={**config, "added_tokens_decoder": {}})
        add(base, f"additional_special_tokens {label}", config={**config, "additional_special_tokens": ["<x>", token("<y>", __type="AddedToken", rstrip=True)]})
        add(base, f"extra_special_tokens {label}", config={**config, "extra_special_tokens": ["<new>", "<x>"]})
        add(base, f"named extra_special_tokens {label}", config={**config, "extra_special_tokens": {"image_token": "<new>"}})
        add(base, f"a token of another name {label}", config={**config, "image_token": "<new>"})
        add(base, f"additional_special_tokens of the map {label}", config=config, map={"additional_special_tokens": ["<x>", "<y>"]})
        add(base, f"extra_special_tokens of the map {label}", config=config, map={"extra_special_tokens": ["<x>", {"content": "<y>", "lstrip": True}]})
        add(base, f"added_tokens.json {label}", config=config, added={"<x>": 500, "<new>": 501, "<s>": 1})
        add(base, f"added_tokens.json beside a decoder {label}", config={**config, **both}, added={"<new>": 501})
        add(base, f"a new pad token {label}", config={**config, "pad_token": "<new>"})
        add(base, f"a new pad token of the map {label}", config=config, map={"pad_token": token("<new>", lstrip=True), "bos_token": "<x>"})
        add(base, f"every new token at once {label}", config={**config, "pad_token": "<new>", "additional_special_tokens": ["<y>"], "mask_token": "<x>"}, added={"<z>": 9})
        add(base, f"added tokens above a gap {label}", config=config, document=gap)
        add(base, f"added tokens in another order {label}", config={**config, "added_tokens_decoder": {"10": token("<y>"), "9": token("<x>")}})
        add(base, f"a token that is in the vocabulary {label}", config={**config, "additional_special_tokens": ["ab"]})
    add("bytes", "a vocabulary with holes of PreTrainedTokenizerFast", config=generic, document={"model": {"vocab": holes, "merges": ["a b"]}, "added_tokens": [{"id": 50, **token("<x>")}]})
    add("bytes", "a vocabulary with holes of GPT2Tokenizer", config={**gpt2, "pad_token": "<new>"}, document={"model": {"vocab": holes, "merges": ["a b"]}, "added_tokens": []})
    # Defaults by class and by the model's family.
    for family in ("gpt2", "bloom", "t5", "mt5"):
        base = "pieces" if "t5" in family else "bytes"
        model = {"model_type": family, **({"decoder_start_token_id": 0} if "t5" in family else {})}
        for config in (None, {}, generic, {"tokenizer_class": "GPT2TokenizerFast"}, {"tokenizer_class": "NoSuchTokenizer"}):
            if base == "pieces" and config == {"tokenizer_class": "GPT2TokenizerFast"}:
                continue
            extra = {**config, "extra_ids": 0} if config is not None else None
            add(base, f"a model of {family} and {config}", config=extra, model=model)
    add("pieces", "T5Tokenizer with its hundred sentinels", config={"tokenizer_class": "T5Tokenizer"})
    add("pieces", "T5Tokenizer with two sentinels", config={**t5, "extra_ids": 2})
    add("pieces", "MT5TokenizerFast", config={"tokenizer_class": "MT5TokenizerFast", "extra_ids": 0})
    add("pieces", "MT5Tokenizer with a model of mT5", config={"tokenizer_class": "MT5Tokenizer", "extra_ids": 0}, model={"model_type": "mt5", "decoder_start_token_id": 0})
    # Parts that named classes make themselves.
    parts = {
        "a pre-tokenizer": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [DIGITS, {**BYTES, "use_regex": True}]}},
        "white space removed": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [SPLIT, BYTES]}},
        "a text removed": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [{**SPLIT, "pattern": {"String": "b"}}, BYTES]}},
        "the rest removed": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [{**SPLIT, "invert": True}, BYTES]}},
        "the rest isolated": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [{**DIGITS, "invert": True}, BYTES]}},
        "a normalizer": {"normalizer": {"type": "Replace", "pattern": {"String": "a"}, "content": "b"}},
        "a padding": {"padding": {"strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "<unk>"}},
        "another post-processor": {"post_processor": template("<s>", "A", "<s>", id=1)},
    }
    for name, changes in parts.items():
        for config in (gpt2, bloom):
            add("bytes", f"{name} of {config['tokenizer_class']}", config=config, document=changes)
    for config in (gpt2, generic):
        add("bytes", f"merges that are ignored of {config['tokenizer_class']}", config=config, document={"model": {"ignore_merges": True}})
        add("bytes", f"an unknown token of {config['tokenizer_class']}", config=config, document={"model": {"unk_token": "<unk>", "vocab": {"<unk>": 0, "a": 1, "b": 2, "Ġ": 3}, "merges": []}, "added_tokens": []})
    for config in (t5, generic):
        add("pieces", f"another normalizer of {config['tokenizer_class']}", config=config, document={"normalizer": {"type": "Replace", "pattern": {"String": "a"}, "content": "b"}})
        add("pieces", f"another unknown piece of {config['tokenizer_class']}", config=config, document={"model": {"unk_id": 0}})
        add("pieces", f"another template of {config['tokenizer_class']}", config=config, document={"post_processor": template("<pad>", "A", id=0)})
        add("pieces", f"another end of {config['tokenizer_class']}", config={**config, "eos_token": "<unk>"})
    for config in (llama, {**llama, "legacy": True}, {**llama, "legacy": False}, {**llama, "add_prefix_space": False}, generic):
        add("fallback", f"{config} over its own kind", config=config)
        add("fallback", f"{config} over a normalizer", config=config, document={"normalizer": {"type": "NFKC"}, "pre_tokenizer": None})
    add("bytes", "LlamaTokenizer over bytes", config=llama)
    add("bytes", "LlamaTokenizerFast over bytes and a model of GPT-2", config={"tokenizer_class": "LlamaTokenizerFast"}, model={"model_type": "gpt2"})
    return made


def answer(one: dict, documents: dict) -> dict:
    base = documents[one["base"]]
    changes = dict(one["document"])
    whole = {**base, **changes, "model": {**base["model"], **changes.pop("model", {})}}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"tokenizer.json": whole, **one["files"]}.items():
            (Path(folder) / name).write_text(json.dumps(content), encoding="utf-8")
        try:
            tokenizer = AutoTokenizer.from_pretrained(folder)
            encoded = [[tokenizer(text, add_special_tokens=flag)["input_ids"] for flag in (False, True)] for text in TEXTS]
        except Exception as error:  # What transformers refuses, or cannot use.
            return {"error": f"{type(error).__name__}: {str(error)[:120]}".replace(folder, "FOLDER")}
        return {
            "class": type(tokenizer).__name__,
            "size": len(tokenizer),
            **{name: [getattr(tokenizer, name), getattr(tokenizer, f"{name}_id")] if getattr(tokenizer, name) else None for name in NAMED},
            "ids": [plain if plain == special else {"plain": plain, "special": special} for plain, special in encoded],
            "decoded": [[tokenizer.decode(special, skip_special_tokens=flag) for flag in (False, True)] for _, special in encoded],
        }


def main() -> None:
    documents = bases()
    answers = [{**one, "expected": answer(one, documents)} for one in cases()]
    for one in answers:
        if "error" in one["expected"]:
            print(one["name"], one["expected"]["error"])
    lines = [json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in answers]
    head = json.dumps({"texts": TEXTS, "bases": documents}, separators=(",", ":"))[:-1]
    (HERE / "configurations.json").write_text(head + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    print(len(answers), (HERE / "configurations.json").stat().st_size)


if __name__ == "__main__":
    main()
