import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseLmEvalJson, readLmEvalJson } from '../../../src/results/import/lm-eval-json.js';
import { readLmEvalLog } from '../../../src/results/import/lm-eval-log.js';
import { assertClose } from '../../close.js';
import { referenceFile } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

const LANGUAGES = ['en', 'fr', 'jp', 'pt', 'ru', 'zh'];

/** A results file as lm-eval 0.4.0 wrote it: the group among the results, `model_args` as text, versions as numbers. */
function oldResults(change: object = {}): string {
  const metrics = { 'acc,none': 0.75, 'acc_stderr,none': 0.01, 'acc_norm,none': 0.5, alias: ' - x' };
  const tasks = Object.fromEntries(LANGUAGES.map((code) => [`xwinograd_${code}`, metrics]));
  const group = { 'acc,none': 0.7, 'acc_stderr,none': 0.05, alias: 'xwinograd' };
  return JSON.stringify({
    results: { xwinograd: group, ...tasks },
    groups: { xwinograd: group },
    versions: { xwinograd: 'N/A', xwinograd_en: 1 },
    'n-shot': { xwinograd: 0 },
    config: { model: 'hf', model_args: 'pretrained=bigscience/bloom-3b,peft=/out/geo', limit: null },
    ...change,
  });
}

test('parseLmEvalJson(text, place) reads what lm-eval 0.4.0 wrote', () => {
  const { scores, ...rest } = parseLmEvalJson(oldResults(), 'results.json');
  assert.deepEqual(rest, { baseModel: 'bigscience/bloom-3b', adapter: '/out/geo', lacks: [], notes: [] });
  assert.equal(scores.length, 7);
  assert.deepEqual(scores[0], {
    task: 'xwinograd',
    language: null,
    accuracy: 0.7,
    stderr: 0.05,
    version: null,
  });
  assert.deepEqual(scores[1], {
    task: 'xwinograd',
    language: 'en',
    accuracy: 0.75,
    stderr: 0.01,
    version: '1',
  });
  assert.equal(scores[3]?.language, 'ja');
});

test('readLmEvalJson(path) reads what lm-eval 0.4.13 wrote, and what its log says of the same run', () => {
  const json = readLmEvalJson(referenceFile('lm-eval-0.4.13.json'));
  const log = readLmEvalLog(referenceFile('lm-eval-0.4.13.log'));
  assert.deepEqual([json.baseModel, json.adapter], [log.baseModel, log.adapter]);
  assert.deepEqual([json.lacks, json.notes], [log.lacks, log.notes]);
  assert.equal(json.scores.length, log.scores.length);
  for (const printed of log.scores) {
    const exact = json.scores.find(
      ({ task, language }) => task === printed.task && language === printed.language,
    );
    assert.ok(exact !== undefined, `${printed.task} ${printed.language}`);
    // The log has four decimals.
    assertClose(exact.accuracy, printed.accuracy, 0.5001e-4);
    assertClose(exact.stderr ?? -1, printed.stderr ?? -1, 0.5001e-4);
    // The JSON has 1.0 where the log prints 1.
    assert.equal(Number(exact.version), Number(printed.version));
  }
});

for (const [name, change, lacks] of [
  [
    'a trial with a limit',
    { config: { limit: 10 } },
    ['only a part of the documents was evaluated (limit 10)'],
  ],
  [
    'an accuracy above 1',
    { results: { a: { 'acc,none': 75 }, b: { 'acc,none': 0.5 } }, groups: {} },
    ['the accuracy of "a" cannot be read'],
  ],
  [
    'a standard error of another kind',
    { results: { a: { 'acc,none': 0.5, 'acc_stderr,none': 'x' }, b: { 'acc,none': 0.5 } }, groups: {} },
    ['the accuracy of "a" cannot be read'],
  ],
  [
    'a missing language',
    { results: { xwinograd_en: { 'acc,none': 0.5 } } },
    ['xwinograd lacks fr, ja, pt, ru, zh'],
  ],
  [
    'a task with control characters in its name',
    { results: { 'a\u0000b': { 'acc,none': 0.5 }, b: { 'acc,none': 0.5 } }, groups: {} },
    ['the task "a\\u0000b" holds control characters and is left out'],
  ],
  [
    'a model with control characters in its name',
    { config: { model_args: { pretrained: 'a\nb' } } },
    ['the name "a\\nb" holds control characters and is left out'],
  ],
] as const) {
  test(`parseLmEvalJson(text, place) marks ${name}`, () => {
    assert.deepEqual(parseLmEvalJson(oldResults(change), 'results.json').lacks, lacks);
  });
}

for (const [name, metrics, stderr] of [
  ['"N/A"', { 'acc,none': 0.5, 'acc_stderr,none': 'N/A' }, null],
  ['nothing', { 'acc,none': 0.5 }, null],
  ['a key without a filter', { acc: 0.5, 'acc_stderr,none': 0.25 }, 0.25],
] as const) {
  test(`parseLmEvalJson(text, place) reads a standard error of ${name}`, () => {
    const { scores } = parseLmEvalJson(JSON.stringify({ results: { a: metrics } }), 'results.json');
    assert.deepEqual(scores, [{ task: 'a', language: null, accuracy: 0.5, stderr, version: null }]);
  });
}

for (const [name, change, conditions, phrase] of [
  [
    'a limit',
    { config: { limit: 0.25 } },
    'limit 0.25',
    'only a part of the documents was evaluated (limit 0.25)',
  ],
  [
    'chosen documents (samples=)',
    {
      'n-samples': {
        xwinograd_en: { original: 2325, effective: 3 },
        xwinograd_fr: { original: 83, effective: 83 },
      },
    },
    'chosen documents',
    'only chosen documents were evaluated (samples=, 3 of 2325 of xwinograd_en)',
  ],
  [
    'few-shot examples',
    { 'n-shot': { xwinograd: 5, xwinograd_en: 5 } },
    '5-shot',
    'the prompts held examples (5-shot)',
  ],
  [
    'a chat template',
    { chat_template: '{{ messages }}' },
    'chat template',
    'the prompts were put into a chat template',
  ],
] as const) {
  test(`parseLmEvalJson(text, place) says of a run with ${name} what it is`, () => {
    const evaluation = parseLmEvalJson(oldResults(change), 'results.json');
    assert.equal(evaluation.conditions, conditions);
    assert.deepEqual(evaluation.lacks, [phrase]);
    assert.equal(evaluation.scores.length, 7);
  });
}

test('parseLmEvalJson(text, place) takes a limit that cut nothing off for a limit, and an infinite one for none', () => {
  const counts = { 'n-samples': { xwinograd_en: { original: 5, effective: 5 } } };
  assert.equal(parseLmEvalJson(oldResults({ ...counts, config: { limit: 9 } }), 'r').conditions, 'limit 9');
  const infinite = oldResults(counts).replace('"limit":null', '"limit":Infinity');
  assert.ok(infinite.includes('Infinity'));
  assert.equal(parseLmEvalJson(infinite, 'r').conditions, undefined);
});

test('parseLmEvalJson(text, place) reads NaN and Infinity as Python writes them', () => {
  const text = `{"results": {"a": {"acc,none": 0.5, "acc_stderr,none": NaN, "f1,none": NaN},
    "b": {"acc,none": NaN}, "c": {"acc,none": -Infinity}, "d": {"perplexity,none": Infinity}},
    "config": {"model_args": "pretrained=NaN"}, "date": Infinity}`;
  const { scores, baseModel, lacks, notes } = parseLmEvalJson(text, 'r.json');
  assert.equal(baseModel, 'NaN');
  assert.deepEqual(scores, [{ task: 'a', language: null, accuracy: 0.5, stderr: null, version: null }]);
  assert.deepEqual(lacks, [
    'the accuracy of "b" is NaN and left out',
    'the accuracy of "c" is -Infinity and left out',
  ]);
  assert.deepEqual(notes, [
    'the standard error of "a" is NaN and left out',
    '1 without an accuracy (acc) left out: "d"',
  ]);
});

test('parseLmEvalJson(text, place) keeps names that mean something in HTML or JavaScript as text', () => {
  const names = ['<script>alert(1)</script>', 'constructor', 'toString'];
  const results = Object.fromEntries(names.map((name) => [name, { 'acc,none': 0.5 }]));
  const { scores } = parseLmEvalJson(JSON.stringify({ results, versions: {} }), 'results.json');
  assert.deepEqual(
    scores.map(({ task, version }) => [task, version]),
    names.map((name) => [name, null]),
  );
});

for (const [name, text, message] of [
  ['nothing', '', 'r.json: the file is not complete JSON; copy it again'],
  ['half a file', oldResults().slice(0, 200), 'r.json: the file is not complete JSON; copy it again'],
  ['a list', '[]', /^r\.json: not results of lm_eval: the file: /],
  ['another kind of JSON', '{"a": 1}', /^r\.json: not results of lm_eval: "results": /],
  [
    'results of another form',
    '{"results": {"xnli": 0.5}}',
    /^r\.json: not results of lm_eval: "results\.xnli": /,
  ],
  [
    'results without accuracies',
    '{"results": {"a": {"f1,none": 0.5}}}',
    'r.json: no task has an accuracy (acc)',
  ],
  ['no results', '{"results": {}}', 'r.json: no task has an accuracy (acc)'],
] as const) {
  test(`parseLmEvalJson(text, place) throws for ${name}`, () => {
    assert.throws(() => parseLmEvalJson(text, 'r.json'), { name: 'Error', message });
  });
}

for (const [name, write, message] of [
  [
    'a file that is not UTF-8',
    (path: string) => writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d])),
    /r\.json: the file is not UTF-8 text$/,
  ],
  [
    'a file of 2 GB',
    (path: string) => {
      writeFileSync(path, '');
      truncateSync(path, 2 * 1024 ** 3);
    },
    /r\.json: a results file must be under 33554432 bytes, got 2147483648$/,
  ],
] as const) {
  test(`readLmEvalJson(path) throws for ${name}`, () => {
    withTemporaryFolder((folder) => {
      const path = join(folder, 'r.json');
      write(path);
      assert.throws(() => readLmEvalJson(path), { name: 'Error', message });
    });
  });
}
