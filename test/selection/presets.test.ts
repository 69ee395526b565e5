import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrintedSubsets, readPublishedTraining } from '../../src/results/published.js';
import { compareWithPrinted } from '../../src/selection/compare-with-printed.js';
import { PRESETS, type PresetChanges, type PresetName, paperSelection } from '../../src/selection/presets.js';

/** Our language, and the equally good one that is printed. */
const SWAPPED: Readonly<Record<string, readonly string[]>> = {
  'GEO 2': ['ar=he'],
  'LEARN 1': ['de=vi'],
  'LEARN 2': ['de=vi'],
  'LEARN 3': ['de=vi', 'fi=nl'],
  'SEM 1': ['he=vi', 'hr=sl'],
  'SEM 2': ['he=vi'],
  'SEM 3': ['hr=sl'],
};

for (const { table, subset, run, languages } of readPrintedSubsets()) {
  if (table !== '1' || run === null) continue;
  const selection = paperSelection(subset as PresetName, run);
  const name = `${subset} ${run}`;
  if (selection === null) {
    test(`paperSelection(${name}) knows no seed`, () => {
      assert.ok(['FAM 1', 'FAM 2', 'RND 1'].includes(name));
    });
    continue;
  }
  const swapped = SWAPPED[name] ?? [];
  test(`paperSelection(${name}) is the printed row, ${swapped.length === 0 ? 'letter for letter' : `with ${swapped}`}`, () => {
    const comparison = compareWithPrinted(selection, languages);
    assert.equal(comparison.agrees, swapped.length === 0 ? 'letter' : 'ties');
    assert.deepEqual(
      comparison.swapped.map(({ ours, printed }) => `${ours}=${printed}`),
      swapped,
    );
  });
}

test('paperSelection(ALL, run) takes the 52', () => {
  assert.equal(paperSelection('ALL', 2)?.languages.length, 52);
});

/** What one start instead of ten, or another rule for ties in the start, gives in place of the printed languages. */
const CHANGED: readonly (readonly [PresetName, number, PresetChanges, number])[] = [
  ['GEO', 1, {}, 0],
  ['GEO', 1, { restarts: 1 }, 3],
  ['SEM', 2, { ties: 'last' }, 3],
  ['TYPO', 3, { ties: 'last' }, 6],
  ['TYPO', 3, { restarts: 1 }, 0],
  ['FAM', 3, { restarts: 1, ties: 'last' }, 0],
];

for (const [subset, run, changes, others] of CHANGED) {
  test(`paperSelection(${subset}, ${run}, ${JSON.stringify(changes)}) has ${others} languages that are not printed`, () => {
    const printed = readPrintedSubsets().find(
      (row) => row.table === '1' && row.subset === subset && row.run === run,
    );
    const selection = paperSelection(subset, run, changes);
    assert.ok(printed !== undefined && selection !== null);
    assert.equal(compareWithPrinted(selection, printed.languages).onlyOurs.length, others);
  });
}

test('PRESETS have the seeds that the published runs are listed with', () => {
  for (const { subset, run, selectionSeed } of readPublishedTraining().filter(
    (row) => row.experiment === 'main',
  )) {
    if (!Object.hasOwn(PRESETS, subset)) continue;
    assert.equal(PRESETS[subset as PresetName].seeds[run - 1], selectionSeed, `${subset} ${run}`);
  }
});

test('paperSelection(subset, run) throws for another subset or run', () => {
  assert.throws(() => paperSelection('VI' as PresetName, 1), {
    name: 'RangeError',
    message: 'paperSelection: subset must be one of TYPO, GEO, LEARN, SEM, FAM, RND, ALL, got "VI"',
  });
  for (const run of [0, 4, 1.5]) {
    assert.throws(() => paperSelection('GEO', run), {
      name: 'RangeError',
      message: `paperSelection: run must be an integer in 1..3, got ${run}`,
    });
  }
});
