import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LanguageTask, languageTasks } from '../../src/benchmarks/parse-tasks.js';
import { PAPER_BENCHMARKS } from '../../src/benchmarks/registry.js';
import { localDocuments } from '../evaluation/benchmark-documents.js';
import { readReference } from '../reference-file.js';

interface HarnessDocument {
  readonly requests: readonly (readonly [context: string, continuation: string])[];
  readonly gold: number;
  readonly target: string;
}

/** What lm-evaluation-harness 0.4.13 asks, by its names of tasks. */
const HARNESS = readReference<Record<string, HarnessDocument[]>>('evaluation/prompts.json');
const TASKS = PAPER_BENCHMARKS.flatMap(languageTasks);

test('PAPER_BENCHMARKS hold the tasks of lm-evaluation-harness, and no other', () => {
  assert.deepEqual(
    TASKS.map((task) => task.name),
    Object.keys(HARNESS),
  );
});

for (const task of TASKS) {
  test(`read(row) makes the requests of lm-evaluation-harness 0.4.13 for ${task.name}`, () => {
    assert.deepEqual(readAll(task), HARNESS[task.name]);
  });
}

function readAll({ name, benchmark, language }: LanguageTask): HarnessDocument[] {
  return localDocuments({ name, benchmark, language })
    .map((row) => benchmark.read(row, { language, variant: 'current', place: name }))
    .filter((document) => document !== null)
    .map(({ requests, gold, target }) => ({
      requests: requests.map(({ context, continuation }) => [context, continuation] as const),
      gold,
      target,
    }));
}
