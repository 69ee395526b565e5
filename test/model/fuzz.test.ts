/**
 * Files that are damaged in ways that a seed decides: each is read, or refused by an error that names it. Of each reader
 * `LINGTUNE_FUZZ` files are tried (default: some thousands together).
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PythonRandom } from '../../src/base/random/python-random.js';
import { openCheckpoint } from '../../src/model/checkpoint/open-checkpoint.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import { adapterScale, downName, upName } from '../../src/model/lora/adapter.js';
import { readAdapter } from '../../src/model/lora/read-adapter.js';
import { targetLayers } from '../../src/model/lora/target-modules.js';
import { loadTokenizer } from '../../src/model/tokenizer/load-tokenizer.js';
import { mutate } from '../mutate.js';
import { referenceFile } from '../reference-file.js';
import { withTemporaryFolder } from '../temporary-folder.js';

const KINDS = readFileSync(referenceFile('safetensors/kinds.safetensors'));

/** A small tokenizer with each part that has settings; whole vocabularies would only slow the test down. */
const TOKENIZERS = [
  {
    version: '1.0',
    added_tokens: [{ id: 4, content: '</s>', special: true, normalized: false, lstrip: false, rstrip: true }],
    normalizer: {
      type: 'Sequence',
      normalizers: [{ type: 'NFKC' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'WhitespaceSplit' },
        { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      ],
    },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
      pair: [],
      special_tokens: { '</s>': { id: '</s>', ids: [4], tokens: ['</s>'] } },
    },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: {
      type: 'Unigram',
      unk_id: 0,
      vocab: [
        ['<unk>', 0],
        ['▁', -2],
        ['▁a', -1.5],
        ['b', -3],
      ],
      byte_fallback: false,
    },
  },
  {
    version: '1.0',
    added_tokens: [{ id: 0, content: '<s>', special: true, normalized: false }],
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: ' ?[^(\\s|[.,!?…])]+' }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false },
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: { '<s>': 0, a: 1, b: 2, Ġ: 3, ab: 4, Ġab: 5 },
      merges: ['a b', 'Ġ ab'],
    },
  },
].map((document) => Buffer.from(JSON.stringify(document)));

const TOKENIZER_CONFIG = Buffer.from(
  JSON.stringify({
    tokenizer_class: 'PreTrainedTokenizerFast',
    add_prefix_space: true,
    bos_token: '<s>',
    pad_token: { content: '<pad>', lstrip: true, special: true },
    extra_special_tokens: ['<x>', '<y>'],
    added_tokens_decoder: { 0: { content: '<unk>', special: true }, 9: { content: '<z>', rstrip: true } },
    extra_ids: 0,
    model_max_length: 512,
  }),
);

const CONFIGS = [
  {
    model_type: 'bloom',
    hidden_size: 64,
    n_layer: 2,
    n_head: 8,
    vocab_size: 3000,
    eos_token_id: 2,
    hidden_dropout: 0.1,
  },
  { model_type: 'gpt2', n_embd: 32, n_layer: 2, n_head: 4, n_inner: null, n_positions: 64, attn_pdrop: 0.1 },
  {
    model_type: 'mt5',
    d_model: 24,
    d_kv: 5,
    num_heads: 3,
    feed_forward_proj: 'gated-gelu',
    tie_word_embeddings: false,
  },
].map((config) => Buffer.from(JSON.stringify(config)));

/** Damages the header of a safetensors file, its claimed length, or the end of the file. */
function mutateSafetensors(random: PythonRandom, file: Buffer = KINDS): Buffer {
  const length = Number(file.readBigUInt64LE());
  const header = mutate(file.subarray(8, 8 + length), random);
  const claimed = Buffer.alloc(8);
  const isTrue = random.random() < 0.8;
  claimed.writeBigUInt64LE(
    isTrue ? BigInt(header.length) : BigInt(random.below(2 ** 32)) << BigInt(random.below(32)),
  );
  const whole = Buffer.concat([claimed, header, file.subarray(8 + length)]);
  return random.random() < 0.9 ? whole : whole.subarray(0, random.below(whole.length + 1));
}

/** Most bytes that a file can ask for beyond its own: halves and bytes become numbers of twice the size. */
function checkAllTensors(folder: string): void {
  const checkpoint = openCheckpoint(folder);
  try {
    for (const name of checkpoint.names) {
      const { data, shape } = checkpoint.read(name);
      assert.ok(data.byteLength <= 2 * KINDS.length, `${name} takes ${data.byteLength} bytes`);
      assert.equal(
        data.length,
        shape.reduce((product, size) => product * size, 1),
      );
    }
  } finally {
    checkpoint.close();
  }
}

/** What becomes of an evil text by a tokenizer that was read. */
function checkTokenizer(folder: string): void {
  const tokenizer = loadTokenizer(folder);
  for (const id of tokenizer.encode('ab  a\u0301 </s>b\ud800<s> . ', { addSpecialTokens: true })) {
    assert.ok(Number.isSafeInteger(id) && id >= 0, `id ${id}`);
  }
}

/** The random GPT-2's adapter, whose configuration and tensors are damaged in turn. */
const ADAPTER = {
  model: readModelConfig(referenceFile('models/gpt2')),
  config: readFileSync(referenceFile('models/gpt2/adapter/adapter_config.json')),
  tensors: readFileSync(referenceFile('models/gpt2/adapter/adapter_model.safetensors')),
} as const;

/** Damages one file of an adapter; the other one is written whole. */
function writeDamagedAdapter(folder: string, random: PythonRandom): Buffer {
  const isConfig = random.random() < 0.5;
  const config = isConfig ? mutate(ADAPTER.config, random) : ADAPTER.config;
  const tensors = isConfig ? ADAPTER.tensors : mutateSafetensors(random, ADAPTER.tensors);
  writeFileSync(join(folder, 'adapter_config.json'), config);
  writeFileSync(join(folder, 'adapter_model.safetensors'), tensors);
  return isConfig ? config : tensors.subarray(0, 4_000);
}

/** What was read of a damaged adapter fits the model, and its numbers are those of the whole one, damage or not. */
function checkAdapter(folder: string): void {
  const { config, tensors } = readAdapter(folder, ADAPTER.model);
  assert.ok(Number.isFinite(adapterScale(config)) && config.dropout >= 0 && config.dropout < 1);
  const layers = targetLayers(ADAPTER.model, config.targetModules);
  assert.equal(tensors.size, 2 * layers.length);
  for (const { name, input, output } of layers) {
    const [down, up] = [tensors.get(downName(name)), tensors.get(upName(name))];
    assert.deepEqual(down?.shape, [config.rank, input]);
    assert.deepEqual(up?.shape, [output, config.rank]);
    assert.equal(down.data.length + up.data.length, config.rank * (input + output));
  }
}

const choose = <Item>(items: readonly Item[], random: PythonRandom) =>
  items[random.below(items.length)] as Item;

/** No case takes longer, on a machine that does much else beside; most take under a millisecond. */
const MOST_MILLISECONDS = 5_000;

/** Writes a file that a function damages; gives what it wrote. */
const writing =
  (file: string, damage: (random: PythonRandom) => Buffer) =>
  (folder: string, random: PythonRandom): Buffer => {
    const bytes = damage(random);
    writeFileSync(join(folder, file), bytes);
    return bytes;
  };

/** How many files of each reader are tried where that is said. */
const TRIED = Number(process.env.LINGTUNE_FUZZ ?? 0);
/** How messages of an adapter begin; those of the readers below it name the folder. */
const ADAPTER_MESSAGE = /^(readAdapter: |targetLayers: )?/;

for (const [call, usual, write, read] of [
  ['openCheckpoint(folder)', 4_000, writing('model.safetensors', mutateSafetensors), checkAllTensors],
  [
    'loadTokenizer(folder)',
    3_000,
    writing('tokenizer.json', (random) => mutate(choose(TOKENIZERS, random), random)),
    checkTokenizer,
  ],
  [
    'loadTokenizer(folder), by its configuration,',
    1_000,
    (folder: string, random: PythonRandom) => {
      writeFileSync(join(folder, 'tokenizer.json'), choose(TOKENIZERS, random));
      return writing('tokenizer_config.json', () => mutate(TOKENIZER_CONFIG, random))(folder, random);
    },
    checkTokenizer,
  ],
  [
    'readModelConfig(folder)',
    3_000,
    writing('config.json', (random) => mutate(choose(CONFIGS, random), random)),
    readModelConfig,
  ],
  ['readAdapter(folder, model)', 1_000, writeDamagedAdapter, checkAdapter],
] as const) {
  const cases = TRIED > 0 ? TRIED : usual;
  test(`${call} reads or refuses ${cases} damaged files`, (context) => {
    withTemporaryFolder((folder) => {
      const random = new PythonRandom(42);
      const counts = { read: 0, refused: 0 };
      for (let index = 0; index < cases; index += 1) {
        const bytes = write(folder, random);
        const place = `case ${index}: ${bytes.toString('latin1').slice(0, 400)}`;
        const start = performance.now();
        try {
          read(folder);
          counts.read += 1;
        } catch (error) {
          assert.ok(
            error instanceof Error && !(error instanceof assert.AssertionError),
            `${place}: ${error}`,
          );
          const message = error.message.replace(ADAPTER_MESSAGE, '');
          const isNamed =
            message.startsWith(folder) || message.includes(` in ${folder} `) || error.message !== message;
          assert.ok(isNamed, `${place}: ${error.stack}`);
          assert.ok(!/[\n\r]/.test(error.message), `${place}: ${error.message}`);
          counts.refused += 1;
        }
        assert.ok(performance.now() - start < MOST_MILLISECONDS, place);
      }
      context.diagnostic(`${counts.read} read, ${counts.refused} refused`);
      // Neither all nor nothing: the damage must be worth the name, and leave something to read.
      assert.ok(counts.read > cases / 50 && counts.refused > cases / 5, JSON.stringify(counts));
    });
  });
}
