import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isoLanguages } from '../../src/benchmarks/benchmark-facts.js';
import { findBenchmark } from '../../src/benchmarks/registry.js';
import { type Run, TASKS } from '../../src/records/run.js';
import { readPublished } from '../../src/results/published.js';
import { taskScore } from '../../src/results/scores.js';

const published = readPublished();
const score = (run: Run, task: string, language: string | null): number =>
  taskScore(run, task, language) / 100;

/** Documents a language, as the benchmarks' files have them. The other benchmarks have the same number in each. */
const XWINOGRAD_SIZES: Readonly<Record<string, number>> = {
  en: 2325,
  fr: 83,
  ja: 959,
  pt: 263,
  ru: 315,
  zh: 504,
};
const SIZES: Readonly<Record<string, number>> = { xnli: 2490, xcopa: 500, xstorycloze: 1511, pawsx: 2000 };
const size = (task: string, language: string): number =>
  SIZES[task] ?? XWINOGRAD_SIZES[language] ?? Number.NaN;

/** The logs have four decimals: a printed value is off by up to half of the last one. */
const ROUNDING = 0.50001e-4;

test('readPublished() holds as many rows as the paper has', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(published).map(([name, rows]) => [name, rows.length])), {
    runs: 331,
    training: 331,
    accuracies: 2344,
    overlaps: 105,
    printedLanguages: 51,
    subsets: 24,
    languages: 52,
    coverage: 131,
  });
});

const languagesOf = (task: string): string[] =>
  isoLanguages(findBenchmark(task) ?? assert.fail(`there is no ${task}`));

for (const [experiment, expected] of [
  ['main', 105],
  ['analysis', 124],
  ['varying', 102],
] as const) {
  test(`readPublished() holds ${expected} runs of the experiment ${experiment}`, () => {
    assert.equal(published.runs.filter((run) => run.experiment === experiment).length, expected);
  });
}

test('readPublished() gives each run 50 languages and 5 groups, all once', () => {
  const expected = TASKS.flatMap((task) => [null, ...languagesOf(task)].map((code) => `${task} ${code}`));
  assert.equal(expected.length, 55);
  for (const run of published.runs) {
    assert.equal(run.status, 'complete');
    assert.deepEqual(
      run.scores.map(({ task, language }) => `${task} ${language}`).sort(),
      [...expected].sort(),
    );
  }
});

test('readPublished() has groups that are the mean of their languages, weighted by documents', () => {
  for (const run of published.runs) {
    for (const task of TASKS) {
      let [sum, documents] = [0, 0];
      for (const language of languagesOf(task)) {
        sum += size(task, language) * score(run, task, language);
        documents += size(task, language);
      }
      const difference = Math.abs(sum / documents - score(run, task, null));
      // One rounding in the group, one in each language.
      assert.ok(difference <= 2 * ROUNDING, `${run.source} ${task}: ${difference}`);
    }
  }
});

test('readPublished() has standard errors of √(p (1 − p) / (n − 1)), and accuracies that n documents can give', () => {
  for (const run of published.runs) {
    for (const { task, language, accuracy, stderr } of run.scores) {
      if (language === null) continue;
      const n = size(task, language);
      const right = Math.round(accuracy * n);
      assert.ok(Math.abs(right / n - accuracy) <= ROUNDING, `${run.source} ${task} ${language}: ${accuracy}`);
      const exact = Math.sqrt(((right / n) * (1 - right / n)) / (n - 1));
      assert.ok(Math.abs(exact - (stderr ?? -1)) <= ROUNDING, `${run.source} ${task} ${language}: ${stderr}`);
    }
  }
});

test('readPublished() has 12 runs that copy another one, with equal scores and languages', () => {
  const copies = published.runs.filter((run) => run.duplicateOf !== null);
  assert.equal(copies.length, 12);
  for (const copy of copies) {
    const original = published.runs.find((run) => run.source === copy.duplicateOf);
    assert.equal(original?.experiment, 'main');
    assert.equal(original?.duplicateOf, null);
    assert.deepEqual(original?.scores, copy.scores);
    assert.deepEqual(original?.languages, copy.languages);
  }
});

test('readPublished() has no other two runs with equal scores', () => {
  const scores = published.runs
    .filter((run) => run.duplicateOf === null)
    .map((run) => JSON.stringify(run.scores));
  assert.equal(new Set(scores).size, 319);
});

test('readPublished() describes a run alike in runs and training', () => {
  for (const [index, run] of published.runs.entries()) {
    const { baseModel, trainSteps, trainHours, ...description } = published.training[index] ?? assert.fail();
    const { scores, tuningSeed, status, ...expected } = run;
    assert.deepEqual(description, expected);
    assert.ok(baseModel.includes('/') && trainSteps > 7_700 && trainSteps < 7_800 && trainHours > 5);
  }
});

test('readPublished() tunes on languages of the pool, on 14 of them but for ALL, VI and the varying number', () => {
  const pool = new Set(published.languages.map(({ code }) => code));
  for (const run of published.runs) {
    assert.ok(
      run.languages.every((code) => pool.has(code)) && new Set(run.languages).size === run.languages.length,
    );
    const expected = { ALL: 52, VI: 1 }[run.subset] ?? 14;
    if (run.experiment !== 'varying' || run.subset === 'ALL') assert.equal(run.languages.length, expected);
  }
});

test('readPublished() prints no margin for BASE only', () => {
  for (const { subset, margin, mean } of published.accuracies) {
    assert.equal(margin === null, subset === 'BASE');
    assert.ok(mean > 20 && mean < 100);
  }
  assert.equal(published.accuracies.filter(({ subset }) => subset === 'BASE').length, 293);
});
