import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Evaluation } from '../../../src/results/import/evaluation.js';
import { readLmEvalLog } from '../../../src/results/import/lm-eval-log.js';
import { referenceFile } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';
import { argumentsLine, row, section, table, XWINOGRAD_ROWS } from '../example-log.js';

function read(content: string | Uint8Array): Evaluation {
  return withTemporaryFolder((folder) => {
    const path = join(folder, 'x.log');
    writeFileSync(path, content);
    return readLmEvalLog(path);
  });
}

/** Progress bars as a job's standard error mixes them in: 200 kB, several chunks. */
const PROGRESS = Array.from({ length: 2_000 }, (_, step) => {
  const percent = String(Math.floor(step / 20)).padStart(3);
  return `\r\u001b[32m${percent}%|${'█'.repeat(20)}| ${step}/2000 [00:01<00:00, 9.9it/s]\u001b[0m`;
}).join('');

const ENGLISH = { task: 'xwinograd', language: 'en', accuracy: 0.8, stderr: 0.01, version: '1' };

test('readLmEvalLog(path) reads model, adapter and scores of a complete run', () => {
  const evaluation = read(section('pretrained=bigscience/bloom-3b,peft=/out/geo,x=1'));
  assert.deepEqual(
    { ...evaluation, scores: evaluation.scores.slice(0, 2) },
    {
      baseModel: 'bigscience/bloom-3b',
      adapter: '/out/geo',
      scores: [{ task: 'xwinograd', language: null, accuracy: 0.7, stderr: 0.05, version: null }, ENGLISH],
      lacks: [],
      notes: [],
    },
  );
  assert.deepEqual(
    evaluation.scores.map((score) => score.language),
    [null, 'en', 'fr', 'ja', 'pt', 'ru', 'zh'],
  );
});

test('readLmEvalLog(path) reads what lm-eval 0.4.13 printed', () => {
  const evaluation = readLmEvalLog(referenceFile('lm-eval-0.4.13.log'));
  assert.deepEqual([evaluation.baseModel, evaluation.adapter], ['bigscience/bloom-1b7', 'adapters/GEO']);
  assert.equal(evaluation.scores.length, 17);
  assert.deepEqual(evaluation.lacks, []);
  assert.deepEqual(evaluation.notes, ['1 without an accuracy (acc) left out: "free_text"']);
});

for (const [name, content] of [
  ['behind progress bars with carriage returns and colours', `${PROGRESS}\n${section()}`],
  ['on the line of an unfinished progress bar', PROGRESS + section()],
  ['before more progress bars and a farewell', `${section() + PROGRESS}\nRTC exited with return code: 0\n`],
  ['with Windows line ends', section().replaceAll('\n', '\r\n')],
  [
    'with colours in its rows',
    section().replaceAll('|xwino', '\u001b[1m|xwino').replaceAll('acc', '\u001b[2macc'),
  ],
  [
    'before the table of another program',
    `${section()}+---+\n| NVIDIA-SMI 535 | CUDA |\n| 0 N/A | python |\n+---+\n`,
  ],
  ['after an earlier complete run', section().replaceAll('0.8000', '0.1000') + PROGRESS + section()],
  ['after a run whose table is broken', section().replaceAll('|acc|', '|ac') + PROGRESS + section()],
  ['after a trial with a limit', section('pretrained=x', '10.0') + PROGRESS + section()],
] as const) {
  test(`readLmEvalLog(path) finds a run ${name}`, () => {
    const evaluation = read(content);
    assert.equal(evaluation.baseModel, 'bigscience/bloom-3b');
    assert.deepEqual([evaluation.lacks, evaluation.notes], [[], []]);
    assert.equal(evaluation.scores.length, 7);
    assert.deepEqual(evaluation.scores[1], ENGLISH);
  });
}

test('readLmEvalLog(path) reads past bytes that are not UTF-8', () => {
  const evaluation = read(Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(section(), 'latin1')]));
  assert.deepEqual([evaluation.lacks, evaluation.scores.length], [[], 7]);
});

for (const [name, later, reason] of [
  [
    'with a limit',
    section('pretrained=x', '10.0'),
    'only a part of the documents was evaluated (limit 10.0)',
  ],
  ['that has no tables', `${argumentsLine('pretrained=x')}\n`, 'the table of tasks is missing'],
] as const) {
  test(`readLmEvalLog(path) passes over a later run ${name}, and says so`, () => {
    const { baseModel, lacks, notes } = read(section() + later);
    assert.deepEqual([baseModel, lacks], ['bigscience/bloom-3b', []]);
    assert.equal(notes.length, 1);
    assert.ok(notes[0]?.includes('a later, incomplete evaluation'), notes[0]);
    assert.ok(notes[0]?.includes(reason), notes[0]);
  });
}

const TASKS_ONLY = `${argumentsLine('pretrained=x')}\n${table('Tasks', XWINOGRAD_ROWS)}`;

for (const [name, content, scores, lacks] of [
  [
    'a trial with a limit',
    section('pretrained=x', '0.1'),
    7,
    ['only a part of the documents was evaluated (limit 0.1)'],
  ],
  [
    'tables without their line of arguments',
    section().split('\n').slice(1).join('\n'),
    7,
    ["the line of the harness's arguments before the tables is missing"],
  ],
  ['a log that ends after the table of tasks', TASKS_ONLY, 7, ['the table of groups is missing']],
  [
    'a log that ends within a row',
    TASKS_ONLY.slice(0, TASKS_ONLY.indexOf('|0.6700')),
    5,
    [
      'row "| - xwinograd_ru|1|none|0|acc" cannot be read',
      'the table of groups is missing',
      'xwinograd lacks ru, zh',
    ],
  ],
  ['a missing language', section().replace(`${XWINOGRAD_ROWS[3]}\n`, ''), 6, ['xwinograd lacks ja']],
  [
    'a missing group',
    section().replaceAll(`${XWINOGRAD_ROWS[0]}\n`, ''),
    6,
    ["xwinograd lacks its group's accuracy"],
  ],
  [
    'a table of groups without a group',
    `${TASKS_ONLY}\n${table('Groups', [row('xnli', '0.4000')])}`,
    8,
    [
      'the table of groups lacks xwinograd',
      'xnli lacks ar, bg, de, el, en, es, fr, hi, ru, sw, th, tr, ur, vi, zh',
    ],
  ],
  [
    'tables that do not agree',
    `${TASKS_ONLY}\n${table('Groups', [row('xwinograd', '0.6000')])}`,
    7,
    ['xwinograd is 0.7 in the table of tasks and 0.6 in the table of groups'],
  ],
  [
    'a table of groups alone',
    `${argumentsLine('pretrained=x')}\n${table('Groups', XWINOGRAD_ROWS.slice(0, 1))}`,
    1,
    ['the table of tasks is missing', 'xwinograd lacks en, fr, ja, pt, ru, zh'],
  ],
  [
    'a model with control characters in its name',
    section('pretrained=a\u0007b'),
    7,
    ['the name "a\\u0007b" holds control characters and is left out'],
  ],
] as const) {
  test(`readLmEvalLog(path) marks what is missing: ${name}`, () => {
    const evaluation = read(content);
    assert.equal(evaluation.scores.length, scores);
    assert.deepEqual(evaluation.lacks, lacks);
  });
}

test('readLmEvalLog(path) keeps hostile names as text', () => {
  const name = '<img src=x onerror=alert(1)>';
  const content = `${argumentsLine(`pretrained=${name.replaceAll(' ', '_')}`)}\n${table('Tasks', [row(name, '0.5')])}`;
  const evaluation = read(content);
  assert.equal(evaluation.baseModel, '<img_src=x_onerror=alert(1)>');
  assert.equal(evaluation.scores[0]?.task, name);
});

test('readLmEvalLog(path) reports a row of 1 MB and keeps the others', () => {
  const long = row('x'.repeat(1_000_000), '0.5');
  const { scores, lacks } = read(section().replace(XWINOGRAD_ROWS[3] ?? '', long));
  assert.equal(scores.length, 6);
  assert.equal(lacks.length, 2);
  assert.ok((lacks[0]?.length ?? 0) < 120, lacks[0]);
});

test('readLmEvalLog(path) reports a table that is longer than any of the harness', () => {
  const rows = Array.from({ length: 10_005 }, (_, index) => row(`task_${index}`, '0.5'));
  const { scores, lacks } = read(`${argumentsLine('pretrained=x')}\n${table('Tasks', rows)}`);
  // The rule below the header is one of the lines that are left out.
  assert.deepEqual(lacks, ['6 rows are too many and were left out']);
  assert.equal(scores.length, 10_000);
});

test('readLmEvalLog(path) notes a task that is listed under two filters, and takes the plain one', () => {
  const rows = [row('a', '0.5').replace('none', 'strict'), row('a', '0.75')];
  const { scores, notes } = read(`${argumentsLine('pretrained=x')}\n${table('Tasks', rows)}`);
  assert.deepEqual([scores.length, scores[0]?.accuracy], [1, 0.75]);
  assert.deepEqual(notes, ['"a" is listed more than once, filter "none" is taken']);
});

for (const [name, content, message] of [
  ['an empty log', '', /x\.log: the file is empty; copy the log again$/],
  [
    'a binary file',
    Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256)),
    /no table of accuracies in 100000 bytes/,
  ],
  ['a log of progress bars', PROGRESS, /no table of accuracies/],
  ['arguments without tables', argumentsLine('pretrained=x'), /no table of accuracies/],
  ['tables without an accuracy', section().replaceAll('|acc|', '|f1|'), /no table of accuracies/],
] as const) {
  test(`readLmEvalLog(path) throws for ${name}`, () => {
    assert.throws(() => read(content), { name: 'Error', message });
  });
}

test('readLmEvalLog(path) goes through 2 GB without a table in constant memory', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'sparse.log');
    writeFileSync(path, `${PROGRESS}\n| no table |\n`);
    truncateSync(path, 2 * 1024 ** 3);
    const before = process.memoryUsage().rss;
    assert.throws(() => readLmEvalLog(path), { message: /no table of accuracies in 2147483648 bytes/ });
    const growth = process.memoryUsage().rss - before;
    assert.ok(growth < 200e6, `memory grew by ${Math.round(growth / 1e6)} MB`);
  });
});

/** What the harness tells before it begins, where it was given `samples=`. */
const CHOSEN =
  "2026-01-01:00:00:00 INFO [lm_eval.evaluator:487] Evaluating examples for tasks ['xwinograd_en']";

/** A section whose prompts held examples. */
function fewShot(count: number): string {
  return section().replaceAll('|none|0|', `|none|${count}|`);
}

for (const [name, content, conditions, value] of [
  ['a limit', section('pretrained=x', '0.5'), 'limit 0.5', 0.8],
  ['few-shot examples', fewShot(5), '5-shot', 0.8],
  [
    'few-shot examples of which the tables say nothing',
    fewShot(0).replaceAll('|none|0|', '|none| |').replace('num_fewshot: None', 'num_fewshot: 3'),
    '3-shot',
    0.8,
  ],
  ['a task that keeps to none', section().replace('num_fewshot: None', 'num_fewshot: 3'), undefined, 0.8],
  ['chosen documents', `${CHOSEN}\n${PROGRESS}\n${section()}`, 'chosen documents', 0.8],
  ['a later run with examples', section().replace('0.8000', '0.8100') + fewShot(2), undefined, 0.81],
  [
    'a later run of chosen documents',
    `${section().replace('0.8000', '0.8100')}${CHOSEN}\n${PROGRESS}\n${section()}`,
    undefined,
    0.81,
  ],
  [
    'an earlier run of chosen documents',
    `${CHOSEN}\n${section().replace('0.8000', '0.8100')}${section()}`,
    undefined,
    0.8,
  ],
] as const) {
  test(`readLmEvalLog(path) tells a complete zero-shot run from one with ${name}`, () => {
    const evaluation = read(content);
    assert.equal(evaluation.conditions, conditions);
    assert.equal(evaluation.lacks.length === 0, conditions === undefined);
    assert.equal(evaluation.scores.find(({ language }) => language === 'en')?.accuracy, value);
  });
}
