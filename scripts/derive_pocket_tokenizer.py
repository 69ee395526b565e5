"""Trains the pocket model's tokenizer: byte-level BPE, on the text that the model is pre-trained on.

    node dist/scripts/pretrain-pocket.js --text out/pocket/text
    pip install tokenizers==0.23.3
    python scripts/derive_pocket_tokenizer.py out/pocket/text data/pocket/model
"""

import json
import sys
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

VOCABULARY = 3000
# Words apart from what is between them: BLOOM's own pattern joins a space to the word after it, so that a word would be
# another token at the beginning of an answer than in the midst of a list, and small models could not see that it is one.
WORD_PATTERN = "[\\p{L}\\p{M}\\p{N}]+"
BYTES = sorted(pre_tokenizers.ByteLevel.alphabet())
SPECIALS = ["<unk>", "<s>", "</s>", "<pad>"]
CONFIG = {
    "tokenizer_class": "BloomTokenizerFast",
    "padding_side": "left",
    "unk_token": "<unk>",
    "bos_token": "<s>",
    "eos_token": "</s>",
    "pad_token": "<pad>",
}


def texts(folder: Path) -> list[str]:
    """The outputs of all rows, language by language."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").split("\n"))
    return [json.loads(line)["output"] for line in lines if line]


def train(lines: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD_PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.train_from_iterator(
        lines,
        trainers.BpeTrainer(
            vocab_size=VOCABULARY, initial_alphabet=BYTES, special_tokens=SPECIALS, show_progress=False
        ),
    )
    return tokenizer


def main() -> None:
    source, target = (Path(word) for word in sys.argv[1:3])
    target.mkdir(parents=True, exist_ok=True)
    document = json.loads(train(texts(source)).to_str())
    compact = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (target / "tokenizer.json").write_text(compact + "\n", encoding="utf-8")
    (target / "tokenizer_config.json").write_text(json.dumps(CONFIG, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
