import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import type { BenchmarkTask } from '../../../src/benchmarks/benchmark-task.js';
import { defineTask } from '../../../src/benchmarks/define-task.js';
import { xcopa } from '../../../src/benchmarks/xcopa.js';
import { evaluationTable } from '../../../src/charts/evaluation/evaluation-table.js';
import { callInChild } from '../../../src/kernel/elsewhere/call-in-child.js';
import { workElsewhere } from '../../../src/records/call-elsewhere.js';
import { evaluateModel, summariseModel } from '../../../src/study/model/evaluate-model.js';
import { evaluationRun } from '../../../src/study/model/evaluation-run.js';
import type { ModelEvaluation } from '../../../src/study/model/model-evaluation.js';
import { temporaryFolder } from '../../temporary-folder.js';

const WORDS: Readonly<Record<string, readonly string[][]>> = {
  et: [
    ['kass', 'kassid', 'xyz'],
    ['', 'left out', 'too'],
    ['koer', 'koerad', 'xyz'],
  ],
  jp: [['猫', '猫たち', 'xyz']],
};

function plurals(rows: (language: string) => Iterable<unknown> | AsyncIterable<unknown>): BenchmarkTask {
  return defineTask({
    name: 'plurals',
    title: 'Plurals',
    chance: 1 / 2,
    dataset: { name: 'of one’s own', split: 'test', rows },
    words: { et: 'on', jp: 'は' },
    isoCodes: { jp: 'ja' },
    fields: z.object({ word: z.string(), right: z.string(), wrong: z.string() }),
    process: (fields) => (fields.word === '' ? null : fields),
    choices: ({ word, right, wrong }, is) =>
      [right, wrong].map((continuation) => ({ context: `${word} ${is}`, continuation })),
    gold: () => 0,
  });
}

/** Rows as Parquet gives them: 64-bit integers and bytes are among their fields. */
async function* rowsOf(language: string): AsyncGenerator<unknown> {
  for (const [index, [word, right, wrong]] of (WORDS[language] ?? []).entries()) {
    yield { id: 2n ** 60n + BigInt(index), image: Uint8Array.of(index, 255), word, right, wrong };
  }
}

const OWN = plurals(rowsOf);
const TASKS = [OWN, 'pocket_names_et', xcopa] as const;

/** What two evaluations have in common, whenever they were made. */
function lasting({ date, seconds, files, ...evaluation }: ModelEvaluation): unknown {
  return { ...evaluation, samples: files?.samples.map((path) => readFileSync(path, 'utf8')) };
}

/** Evaluates benchmarks of one's own beside ours, XCOPA from a folder. */
async function evaluateAll(folder: string, output: string): Promise<ModelEvaluation> {
  const data = join(folder, 'documents');
  mkdirSync(join(data, 'xcopa'), { recursive: true });
  mkdirSync(join(data, 'pocket_names'), { recursive: true });
  const document = { premise: 'a.', choice1: 'b', choice2: 'c d', question: 'cause', label: 0 };
  for (const language of xcopa.languages) {
    writeFileSync(join(data, 'xcopa', `test.${language}.jsonl`), JSON.stringify(document));
  }
  const name = { instruction: 'i', premise: 'p', choice1: 'a', choice2: 'b c', label: 1 };
  writeFileSync(join(data, 'pocket_names', 'test.et.jsonl'), JSON.stringify(name));
  const options = { model: 'pocket', tasks: TASKS, data, cache: join(folder, 'cache') };
  return evaluateModel({ ...options, output: join(folder, output), samples: true });
}

const leftovers = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('lingtune-documents-'));

test('evaluateModel({ tasks }) takes benchmarks of one’s own beside names, here and in another process alike', async (t) => {
  const folder = temporaryFolder(t);
  const first = await evaluateAll(folder, 'here');
  const [et, ja] = first.tasks;
  assert.deepEqual(
    first.tasks.slice(0, 4).map(({ name, documents }) => [name, documents]),
    [
      ['plurals_et', 2],
      ['plurals_jp', 1],
      ['pocket_names_et', 1],
      ['xcopa_et', 1],
    ],
  );
  assert.deepEqual(
    first.groups.map(({ benchmark, documents }) => [benchmark.name, documents]),
    [
      ['plurals', 3],
      ['xcopa', 11],
    ],
  );
  assert.equal(et?.benchmark, OWN);
  assert.equal(ja?.samples[0]?.requests[0]?.context, '猫 は');

  const known = new Set(leftovers());
  workElsewhere(callInChild({ signal: () => new AbortController().signal, onStart: () => {} }));
  const second = await evaluateAll(folder, 'elsewhere');
  assert.deepEqual(lasting(second), lasting(first));
  assert.equal(second.tasks[0]?.benchmark, OWN);
  assert.equal(second.tasks.at(-1)?.benchmark, xcopa);
  const { samples: _, ...whole } = first.tasks[0] ?? assert.fail('there is no task');
  const { tasks } = await summariseModel({ model: 'pocket', tasks: OWN, cache: join(folder, 'cache') });
  assert.deepEqual(tasks[0], whole);
  assert.deepEqual(
    leftovers().filter((name) => !known.has(name)),
    [],
  );
});

test('evaluateModel({ tasks }) throws what one’s own documents are refused for, in another process too', async () => {
  const own = plurals(() => [{ word: 'kass', right: 'kassid' }]);
  await assert.rejects(evaluateModel({ model: 'pocket', tasks: own, cache: null }), {
    message: /^plurals_et, document 0: the fields must be the benchmark's, got wrong: /,
  });
  await assert.rejects(evaluateModel({ model: 'pocket', tasks: plurals(() => []), cache: null }), {
    message: 'checkTask: plurals_et must have at least one document, got none',
  });
});

test('evaluateModel({ tasks }) reads one’s own documents from the folder that the benchmark names', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'plurals'));
  for (const language of OWN.languages) {
    const rows = (WORDS[language] ?? []).map(([word, right, wrong]) =>
      JSON.stringify({ word, right, wrong }),
    );
    writeFileSync(join(folder, 'plurals', `test.${language}.jsonl`), rows.join('\n'));
  }
  const own = { ...OWN, dataset: { name: 'mine', split: 'test', folder } };
  const { tasks } = await evaluateModel({ model: 'pocket', tasks: [own], cache: null });
  assert.deepEqual(
    tasks.map(({ name, documents }) => [name, documents]),
    [
      ['plurals_et', 2],
      ['plurals_jp', 1],
    ],
  );
});

test('evaluationRun(evaluation) carries what tables say of one’s own benchmark', async () => {
  const run = evaluationRun(await evaluateModel({ model: 'pocket', tasks: OWN, cache: null }));
  assert.deepEqual(run.ownBenchmarks, [
    { name: 'plurals', title: 'Plurals', shortTitle: 'Plurals', chance: 0.5 },
  ]);
  assert.deepEqual(
    run.scores.map(({ task, language }) => [task, language]),
    [
      ['plurals', 'et'],
      ['plurals', 'ja'],
      ['plurals', null],
    ],
  );
  const { groups, rows } = evaluationTable([run]);
  assert.deepEqual(groups, [{ label: 'Plurals', start: 0 }]);
  assert.deepEqual(
    rows.map(([language, chance]) => [language?.text, chance?.text]),
    [
      ['et', '50.0'],
      ['ja', '50.0'],
      ['all', '50.0'],
    ],
  );
});
