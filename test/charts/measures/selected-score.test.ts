import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectedScore } from '../../../src/charts/measures/selected-score.js';
import { assertClose } from '../../close.js';
import { sampleRun, score } from '../../paper/sample-runs.js';

const RUN = sampleRun(
  { scores: [score('xnli', 'el', 40), score('xnli', 'bg', 42), score('xcopa', 'ht', 50)] },
  0,
);

test('selectedScore(run, languages) weights benchmarks equally, however many languages they have', () => {
  // ((40 + 42) / 2 + 50) / 2
  assertClose(selectedScore(RUN, { xnli: ['el', 'bg'], xcopa: ['ht'] }), 45.5, 1e-12);
});

test('selectedScore(run, languages) of one language is its accuracy in per cent', () => {
  assertClose(selectedScore(RUN, { xcopa: ['ht'] }), 50, 1e-12);
});

test('selectedScore(run, languages) refuses a choice of nothing', () => {
  assert.throws(() => selectedScore(RUN, {}), {
    name: 'RangeError',
    message: 'selectedScore: languages must name a benchmark, got none',
  });
  assert.throws(() => selectedScore(RUN, { xnli: [] }), RangeError);
});

test('selectedScore(run, languages) refuses a language without a score', () => {
  assert.throws(() => selectedScore(RUN, { xnli: ['zz'] }), /^RangeError: taskScore: .* in zz, got none/);
});
