"""What transformers makes of some config.json files: defaults, and names that stand for others.

    pip install transformers==5.23.0
    python model_configs.py > model_configs.json
"""

import json
import tempfile
from pathlib import Path

from transformers import AutoConfig

FIELDS = {
    "bloom": "vocab_size hidden_size n_layer n_head layer_norm_epsilon hidden_dropout attention_dropout "
    "apply_residual_connection_post_layernorm bos_token_id eos_token_id pad_token_id",
    "gpt2": "vocab_size n_embd n_layer n_head n_positions n_inner activation_function embd_pdrop attn_pdrop "
    "resid_pdrop scale_attn_weights layer_norm_epsilon bos_token_id eos_token_id pad_token_id",
    "t5": "vocab_size d_model num_layers num_decoder_layers num_heads d_kv d_ff is_gated_act dense_act_fn "
    "relative_attention_num_buckets relative_attention_max_distance dropout_rate layer_norm_epsilon "
    "scale_decoder_outputs decoder_start_token_id bos_token_id eos_token_id pad_token_id",
}
FIELDS["mt5"] = FIELDS["t5"]

CONFIGS = [
    {"model_type": "bloom"},
    {"model_type": "bloom", "n_embed": 32, "hidden_size": 48},
    {"model_type": "bloom", "n_layer": 3, "num_hidden_layers": 7, "num_attention_heads": 4, "hidden_size": 32},
    {"model_type": "bloom", "eos_token_id": [1, 2], "pad_token_id": 3, "hidden_dropout": 0.25},
    {"model_type": "gpt2"},
    {"model_type": "gpt2", "hidden_size": 24, "num_attention_heads": 3, "max_position_embeddings": 64, "n_inner": 40},
    {"model_type": "gpt2", "n_positions": 32, "scale_attn_weights": False, "eos_token_id": None},
    {"model_type": "t5", "decoder_start_token_id": 0},
    {"model_type": "t5", "decoder_start_token_id": 2, "tie_word_embeddings": False, "feed_forward_proj": "gated-gelu"},
    {"model_type": "mt5"},
    {"model_type": "mt5", "num_layers": 3, "num_decoder_layers": 2, "head_dim": 5, "tie_word_embeddings": False},
    {"model_type": "mt5", "feed_forward_proj": "relu", "hidden_size": 40, "decoder_start_token_id": 1},
]


def attributes(config: dict) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.json").write_text(json.dumps(config))
        read = AutoConfig.from_pretrained(folder)
    return {name: getattr(read, name, None) for name in FIELDS[config["model_type"]].split()}


print(json.dumps([{"config": config, "expected": attributes(config)} for config in CONFIGS], indent=1))
