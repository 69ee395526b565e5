import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unseenLanguages } from '../../../src/charts/measures/unseen-languages.js';
import { CHOSEN_SUBSETS } from '../../../src/charts/subsets.js';
import { readPublished } from '../../../src/results/published.js';
import { selectRuns } from '../../../src/results/scores.js';
import { sampleRun } from '../../paper/sample-runs.js';

test('unseenLanguages(runs) of the six fixed subsets are those that the paper names', () => {
  const { runs: all } = readPublished();
  const runs = CHOSEN_SUBSETS.flatMap((subset) =>
    selectRuns(all, { experiment: 'analysis', model: 'mGPT', subset }),
  );
  assert.deepEqual(unseenLanguages(runs), {
    xnli: ['ar', 'bg', 'el', 'es', 'ru', 'tr'],
    xcopa: ['ht', 'qu', 'tr'],
    xstorycloze: ['ar', 'es', 'eu', 'ru', 'te'],
    xwinograd: ['ru'],
    pawsx: ['es'],
  });
});

test('unseenLanguages(runs) leaves out what any of the runs was tuned on', () => {
  const runs = [sampleRun({ languages: ['en'] }, 50), sampleRun({ languages: ['fr', 'de'] }, 50)];
  assert.deepEqual(unseenLanguages(runs).xnli, ['ru']);
});

test('unseenLanguages(runs) refuses no runs, unknown languages, and a benchmark without an unseen one', () => {
  assert.throws(() => unseenLanguages([]), {
    name: 'RangeError',
    message: 'unseenLanguages: runs must hold at least one run, got none',
  });
  assert.throws(() => unseenLanguages([sampleRun({ languages: [], source: 'x.log' }, 50)]), {
    name: 'RangeError',
    message: 'unseenLanguages: every run must say the languages it was tuned on, got none in x.log',
  });
  assert.throws(() => unseenLanguages([sampleRun({ languages: ['en', 'ru'] }, 50)]), {
    name: 'RangeError',
    message: 'unseenLanguages: xnli must have a language that no run was tuned on, got none of [en ru]',
  });
});
