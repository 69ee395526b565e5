/** What is wrong with a run's input is said in one line, by `tuneModel` and by the command, and nothing is lost by it. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tuneModel } from '../../src/study/model/tune-model.js';
import { parseRunConfig } from '../../src/tuning/config/read-run-config.js';
import { referenceFile } from '../reference-file.js';
import { run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';
import { configOf, makeInputs, rawConfig, resultOf, type TuningInputs } from './small-tuning.js';

/** Every file below a folder with its bytes; none where there is no such folder. */
function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

/** Tunes until a step, as somebody does who then interrupts it; the folder of the run holds its checkpoint. */
async function interruptedRun(inputs: TuningInputs, output: string): Promise<void> {
  const controller = new AbortController();
  const onLog = ({ step }: { step: number }) => step === 4 && controller.abort(new Error('enough'));
  const { signal } = controller;
  await assert.rejects(tuneModel(configOf(inputs), { output, signal, onLog }), { message: 'enough' });
}

/** Resumes a run by the command and by the function, which must refuse it in the same line and leave it as it was. */
async function assertRefused(config: object, output: string, message: string): Promise<void> {
  const before = filesOf(output);
  const path = join(output, '..', 'changed.json');
  writeFileSync(path, JSON.stringify(config));
  const { code, errors } = await run('tune', '--config', path, '--output', output, '--resume');
  assert.deepEqual([code, errors], [1, `lingtune: ${message}`]);
  assert.doesNotMatch(errors, /\n/);
  await assert.rejects(tuneModel(parseRunConfig(config), { output, resume: true }), { message });
  assert.deepEqual(filesOf(output), before);
}

/** Lines of a file of pairs, of which one is another. */
function withLine(lines: readonly string[], number: number, line: string): string {
  return lines.map((old, index) => (index === number - 1 ? line : old)).join('\n');
}

/** What JavaScript says of a text that is no JSON; each version of Node says it in its own words. */
function jsonFault(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    return String((error as Error).message);
  }
  return assert.fail(`${text} is JSON`);
}

const CUT = '{"id": "alpaca-2", "instruction": "et 2", "output": "4"';

/** Files of pairs that are wrong, made of the right lines, and what is said; PATH is the file's, FOLDER its folder's. */
const WRONG_FILES: readonly [name: string, content: (lines: string[]) => string | Buffer, message: string][] =
  [
    ['an empty file', () => '', 'corpusFor: FOLDER must have pairs of et, got none'],
    ['a file of empty lines', () => '\n\n \n', 'corpusFor: FOLDER must have pairs of et, got none'],
    [
      'a line that is cut off',
      (lines) => withLine(lines, 3, CUT),
      `PATH, line 3: JSON in UTF-8 was expected, got ${jsonFault(CUT)}`,
    ],
    [
      'a line that is a list',
      (lines) => withLine(lines, 7, '["et", "7"]'),
      'PATH, line 7: a record was expected, got a list',
    ],
    [
      'a line without an answer',
      (lines) => withLine(lines, 60, '{"id": "alpaca-59", "instruction": "et"}'),
      'PATH, line 60: output must be text, got nothing',
    ],
    [
      'a line whose instruction is a number',
      (lines) => withLine(lines, 1, '{"id": "alpaca-0", "instruction": 7, "output": "et"}'),
      'PATH, line 1: instruction must be text, got 7',
    ],
    [
      'a line whose instruction is empty',
      (lines) => withLine(lines, 12, '{"id": "alpaca-11", "instruction": "", "output": "et"}'),
      'PATH, line 12: instruction must be text, got an empty one',
    ],
    [
      'two wrong lines, both of which it names,',
      (lines) => withLine(withLine(lines, 30, '7').split('\n'), 20, 'null'),
      'PATH, line 20: a record was expected, got null (2 rows are malformed: line 20, line 30)',
    ],
    [
      'bytes that are not UTF-8',
      (lines) => Buffer.from(withLine(lines, 2, lines[1]?.replace('et', '\xff') ?? ''), 'latin1'),
      'PATH, line 2: JSON in UTF-8 was expected, got The encoded data was not valid for encoding utf-8',
    ],
    [
      'an id that comes twice',
      (lines) => withLine(lines, 9, lines[0] ?? ''),
      'sharedIds: ids of the pairs of et must differ, got "alpaca-0" twice',
    ],
    [
      'fewer pairs than the language’s share of the budget',
      (lines) => lines.slice(0, 49).join('\n'),
      'chooseRows: each of 2 languages must have 50 pairs, got 49 of et',
    ],
  ];

test('tuneModel(config, options) and lingtune tune refuse a wrong file of pairs in one line, and lose nothing', async (t) => {
  const folder = temporaryFolder(t);
  const inputs = makeInputs(folder);
  const output = join(folder, 'run');
  await interruptedRun(inputs, output);
  const path = join(inputs.pairs, 'et.jsonl');
  const right = readFileSync(path, 'utf8');
  for (const [name, content, message] of WRONG_FILES) {
    await t.test(name, async () => {
      writeFileSync(path, content(right.split('\n')));
      const expected = message.replace('PATH', path).replace('FOLDER', inputs.pairs);
      await assertRefused(rawConfig(inputs), output, expected);
    });
  }
  await t.test('and goes on with the right file as if nothing had been', async () => {
    writeFileSync(path, right);
    const whole = join(folder, 'whole');
    await tuneModel(configOf(inputs), { output: whole });
    await tuneModel(configOf(inputs), { output, resume: true });
    assert.deepEqual(resultOf(output), resultOf(whole));
  });
});

/** An adapter of the fixtures whose configuration says another rank than its tensors have. */
function misshapenAdapter(folder: string): string {
  const path = join(folder, 'adapter');
  cpSync(referenceFile('models/bloom/adapter'), path, { recursive: true });
  const config = join(path, 'adapter_config.json');
  const text = readFileSync(config, 'utf8');
  writeFileSync(config, text.replace('"r": 3', '"r": 4'));
  return path;
}

const FIRST_DOWN = 'base_model.model.transformer.h.0.self_attention.query_key_value.lora_A.weight';

for (const [name, change, message] of [
  [
    'a target module that matches nothing',
    () => ({ lora: { targetModules: ['query_key_valeu'] } }),
    () =>
      'targetLayers: targets must match a linear layer of the model (did you mean query_key_value?), got "query_key_valeu"',
  ],
  [
    'a target module of another model',
    () => ({ lora: { targetModules: ['c_attn'] } }),
    () =>
      'targetLayers: targets must match a linear layer of the model (there are query_key_value, dense, dense_h_to_4h, dense_4h_to_h), got "c_attn"',
  ],
  [
    'an adapter of another shape',
    (folder: string) => ({ lora: null, adapter: misshapenAdapter(folder) }),
    (folder: string) =>
      `readAdapter: ${FIRST_DOWN} in ${join(folder, 'adapter')} must be [4, 36] numbers with a fraction to fit the model, got [3, 36]`,
  ],
  [
    'an adapter of another model',
    () => ({ lora: null, adapter: referenceFile('models/gpt2/adapter') }),
    () =>
      'targetLayers: targets must match a linear layer of the model (there are query_key_value, dense, dense_h_to_4h, dense_4h_to_h), got "c_attn"',
  ],
  [
    'more pairs than there are',
    (folder: string) => ({
      data: { path: join(folder, 'pairs'), languages: ['et', 'vi'], budget: 122 },
    }),
    () => 'chooseRows: each of 2 languages must have 61 pairs, got 60 of et',
  ],
  [
    'a language without a file',
    (folder: string) => ({ data: { path: join(folder, 'pairs'), languages: ['et', 'fi'] } }),
    (folder: string) =>
      `readPairs: ${join(folder, 'pairs')} must hold one of fi.jsonl, fi.jsonl.gz, fi.json, fi.json.gz, fi.parquet, got et.jsonl, vi.jsonl`,
  ],
  [
    'a template of the other kind',
    () => ({ template: 'bactrian-seq2seq' }),
    () => 'tuneModel: the template must be for causal models, got one for seq2seq',
  ],
] as const) {
  test(`tuneModel(config, options) and lingtune tune refuse ${name} in one line, and write nothing`, async (t) => {
    const folder = temporaryFolder(t);
    const inputs = makeInputs(folder);
    await assertRefused(rawConfig(inputs, change(folder)), join(folder, 'run'), message(folder));
  });
}

test('tuneModel(config, options) and lingtune tune refuse to resume a run with another configuration, and lose nothing', async (t) => {
  const folder = temporaryFolder(t);
  const inputs = makeInputs(folder);
  const output = join(folder, 'run');
  await interruptedRun(inputs, output);
  const { training } = rawConfig(inputs) as { training: object };
  const changed = rawConfig(inputs, { training: { ...training, learningRate: 0.02 } });
  const message = `tune: the run must be that of ${join(output, 'run.json')}, or another output be given, got another training.learningRate (0.01 and 0.02)`;
  await assertRefused(changed, output, message);
});
