import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrintedSubsets } from '../../../src/results/published.js';
import { compareWithPrinted } from '../../../src/selection/compare-with-printed.js';
import { paperSelection } from '../../../src/selection/presets.js';
import { planRuns } from '../../../src/study/plan/plan-runs.js';
import type { PlannedRun } from '../../../src/study/plan/planned-run.js';
import type { StudyProfile } from '../../../src/study/plan/study-profile.js';
import { countedLanguages, subsetLanguages } from '../../../src/study/plan/subset-languages.js';

const PROFILE: StudyProfile = {
  name: 'test',
  label: 'Test',
  tuning: { model: 'a/b', data: { path: 'pairs', budget: 1400 }, training: { steps: 5, seed: 7 } },
  evaluation: { tasks: ['xcopa'], limit: null, data: null },
  subsets: { TYPO: 3, GEO: 3, LEARN: 3, SEM: 3, FAM: 3, RND: 3, ALL: 1 },
  counts: [],
};

const named = (runs: readonly PlannedRun[], name: string): PlannedRun =>
  runs.find((run) => run.name === name) ?? assert.fail(`there is no ${name}`);

test('planRuns(profile) plans six subsets with three seeds, ALL and BASE, repetition by repetition', () => {
  assert.deepEqual(
    planRuns(PROFILE).map(({ name }) => name),
    [
      ...['BASE', 'TYPO-1', 'GEO-1', 'LEARN-1', 'SEM-1', 'FAM-1', 'RND-1', 'ALL-1'],
      ...['TYPO-2', 'GEO-2', 'LEARN-2', 'SEM-2', 'FAM-2', 'RND-2'],
      ...['TYPO-3', 'GEO-3', 'LEARN-3', 'SEM-3', 'FAM-3', 'RND-3'],
    ],
  );
});

test('planRuns(profile) takes the languages of Table 1, but for those that are exactly as near to a centroid', () => {
  const runs = planRuns(PROFILE);
  const rows = readPrintedSubsets().filter(({ table }) => table === '1');
  assert.equal(rows.length, 18);
  for (const { subset, run, languages } of rows) {
    const planned = named(runs, `${subset}-${run}`);
    const selection = paperSelection(subset as 'GEO', run ?? 0);
    if (selection === null) assert.deepEqual(planned.languages, [...languages].sort());
    else {
      assert.deepEqual(planned.languages, selection.languages);
      assert.notEqual(compareWithPrinted(selection, languages).agrees, 'no', `${subset} ${run}`);
    }
    assert.equal(planned.languages.length, 14);
  }
  assert.deepEqual(
    ['GEO-1', 'GEO-2', 'GEO-3', 'FAM-1', 'FAM-3', 'RND-2', 'RND-3'].map(
      (name) => named(runs, name).selectionSeed,
    ),
    [66, 42, 10, null, 66, 66, 42],
  );
  assert.equal(named(runs, 'ALL-1').languages.length, 52);
});

test('planRuns(profile) gives every run the same budget, steps and tuning seed', () => {
  for (const { name, config, tuningSeed, languages } of planRuns(PROFILE)) {
    if (name === 'BASE') assert.deepEqual([config, tuningSeed, languages], [null, null, []]);
    else {
      assert.deepEqual([config?.data.budget, config?.training.steps], [1400, 5]);
      assert.deepEqual([config?.training.seed, tuningSeed], [42, 42]);
      assert.deepEqual(config?.data.languages, languages);
    }
  }
});

test('planRuns(profile) gives repetitions with the same languages other seeds of the tuning', () => {
  const runs = planRuns({ ...PROFILE, subsets: { ALL: 2, VI: 3, GEO: 2 }, counts: [4] });
  assert.deepEqual(
    runs.map(({ name, tuningSeed }) => [name, tuningSeed]),
    [
      ['BASE', null],
      ...[
        ['ALL-1', 42],
        ['VI-1', 42],
        ['GEO-1', 42],
        ['ALL-2', 43],
        ['VI-2', 43],
        ['GEO-2', 42],
        ['VI-3', 44],
        ['GEO-k4-1', 42],
        ['GEO-k4-2', 43],
        ['GEO-k4-3', 44],
      ],
    ],
  );
  assert.deepEqual(named(runs, 'VI-3').languages, ['vi']);
});

test('planRuns(profile) adds numbers of languages as runs of their own experiment', () => {
  const runs = planRuns({ ...PROFILE, subsets: { GEO: 1 }, counts: [1, 4] });
  assert.deepEqual(
    runs.slice(2).map(({ name, experiment, languages }) => [name, experiment, languages.join(' ')]),
    [
      // As the authors' lists have them: languages of their logs of k = 1 and 4.
      ['GEO-k1-1', 'test-varying', 'az'],
      ['GEO-k4-1', 'test-varying', 'af hi hr vi'],
      ['GEO-k1-2', 'test-varying', 'az'],
      ['GEO-k4-2', 'test-varying', 'af hi hr vi'],
      ['GEO-k1-3', 'test-varying', 'az'],
      ['GEO-k4-3', 'test-varying', 'af hi hr vi'],
    ],
  );
});

test('planRuns(profile) throws for repetitions that Table 1 does not have', () => {
  assert.throws(() => planRuns({ ...PROFILE, subsets: { GEO: 4 } }), {
    name: 'RangeError',
    message: 'planRuns: repeats of GEO must be an integer in 1..3, got 4',
  });
});

test('planRuns(profile) throws for a tuning that run.json may not say', () => {
  const tuning = { ...PROFILE.tuning, trainig: {} };
  assert.throws(() => planRuns({ ...PROFILE, tuning }), {
    message: /^planRuns: tuning of TYPO-1: a field must be one of .*; is training meant\?$/,
  });
});

test('subsetLanguages(subset, run) throws for a subset that there is not', () => {
  assert.throws(() => subsetLanguages('WORLD', 1), {
    name: 'RangeError',
    message:
      'subsetLanguages: subset must be one of TYPO, GEO, LEARN, SEM, FAM, RND, ALL or a language such as VI, got "WORLD"',
  });
});

test('countedLanguages(count, run) throws for a run without a seed', () => {
  assert.throws(() => countedLanguages(4, 4), {
    message: 'countedLanguages: run must be an integer in 1..3, got 4',
  });
});
