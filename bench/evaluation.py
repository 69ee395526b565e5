"""The lm-evaluation-harness side of evaluation.ts: makes the model that both evaluate, and tasks that read local files.

    evaluation.py DATA OUT

DATA holds xcopa/val.<language>.jsonl in the hub's field names. OUT gets `model/`, a BLOOM of 50.8 million random
weights (8 layers of 512, vocabulary 50,000; its tokenizer, of BLOOM's kind, is trained on the documents), and
`tasks/`, lm-eval's own XCOPA tasks with the files of DATA as their data set.
"""

import json
import sys
from pathlib import Path

import lm_eval
import torch
import yaml
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import BloomConfig, BloomForCausalLM, PreTrainedTokenizerFast

VOCABULARY = 50_000
MERGED_VOCABULARY = 8_000  # So many tokens for so few texts give words of 2 to 3 tokens, as BLOOM's own has.
WORD = r" ?[^(\s|[.,!?…。，、।۔،])]+"  # bigscience/bloom's tokenizer.json
SPECIAL = {"unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>"}


def train_tokenizer(texts: list[str]) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=MERGED_VOCABULARY,
        special_tokens=list(SPECIAL.values()),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, padding_side="left", **SPECIAL)


def main() -> None:
    data, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    files = sorted((data / "xcopa").glob("val.*.jsonl"))
    documents = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    texts = [document[field] for document in documents for field in ("premise", "choice1", "choice2")]
    train_tokenizer(texts).save_pretrained(out / "model")
    torch.manual_seed(0)
    config = BloomConfig(vocab_size=VOCABULARY, hidden_size=512, n_layer=8, n_head=8)
    BloomForCausalLM(config).save_pretrained(out / "model")
    theirs = Path(lm_eval.__file__).parent / "tasks" / "xcopa"
    (out / "tasks").mkdir()
    for file in files:
        language = file.name.split(".")[1]
        task = {
            "include": str(theirs / f"default_{language}.yaml"),
            "task": f"local_xcopa_{language}",
            "dataset_path": "json",
            "dataset_name": None,
            "dataset_kwargs": {"data_files": {"validation": str(file)}},
            "test_split": None,
        }
        (out / "tasks" / f"{language}.yaml").write_text(yaml.safe_dump(task, allow_unicode=True), "utf-8")


main()
