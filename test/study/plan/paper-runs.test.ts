import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperRuns } from '../../../src/study/plan/paper-runs.js';
import { parseRunConfig } from '../../../src/tuning/config/read-run-config.js';
import { planSteps } from '../../../src/tuning/loop/plan-steps.js';

/** Pairs that the paper tunes on with L languages: as many of the same rows each, 5,000 of all held out. */
const pairs = (languages: number): number => Math.floor(67_017 / languages) * languages - 5_000;

test('paperRuns() lists every run of the paper once', () => {
  const jobs = paperRuns();
  const count = (experiment: string) => jobs.filter((job) => job.experiment === experiment).length;
  // 5 models × 7 subsets × 3; 5 × (6 fixed + VI) × 3; 2 models × (k = 1…14, 20, 26, 52) × 3; 5 models.
  assert.deepEqual(['main', 'analysis', 'varying', 'base'].map(count), [5 * 7 * 3, 5 * 7 * 3, 2 * 17 * 3, 5]);
  assert.equal(new Set(jobs.map(({ name }) => name)).size, jobs.length);
  const counts = new Set(
    jobs.filter(({ experiment }) => experiment === 'varying').map(({ languages }) => languages.length),
  );
  assert.deepEqual(
    [...counts].sort((a, b) => a - b),
    [...Array(14).keys()].map((k) => k + 1).concat(20, 26, 52),
  );
});

test('paperRuns() has jobs of four epochs of the paper’s pairs, but for the short steps that its trainer left out', () => {
  for (const { name, config, languages } of paperRuns()) {
    if (config === null) continue;
    const { training, data } = config;
    const whole = planSteps(pairs(languages.length), { ...training, epochs: 4, steps: null });
    assert.ok(
      [0, 4].includes(whole.steps - (training.steps ?? 0)),
      `${name}: ${training.steps}, ${whole.steps}`,
    );
    assert.equal(training.batchSize * training.accumulation, 32);
    assert.deepEqual(parseRunConfig(JSON.parse(JSON.stringify(config))), config);
    assert.deepEqual([data.languages, data.variant], [languages, 'paper']);
  }
});

test('paperRuns() names the job whose run would be the same', () => {
  const same = new Map(paperRuns().map(({ name, sameAs }) => [name, sameAs]));
  assert.equal(same.get('main/mGPT/GEO-2'), null);
  assert.equal(same.get('varying/mGPT/GEO-2'), 'main/mGPT/GEO-2');
  assert.equal(same.get('varying/mGPT/ALL-3'), 'main/mGPT/ALL-3');
  // The fixed FAM and RND of Table 12 are rows of Table 1; GEO is row 2.
  assert.equal(same.get('analysis/mGPT/RND-1'), 'main/mGPT/RND-1');
  assert.equal(same.get('analysis/mGPT/RND-2'), null);
});

test('paperRuns() gives repetitions of one choice seeds of their own', () => {
  const seeds = (start: string) =>
    paperRuns().flatMap(({ name, tuningSeed }) => (name.startsWith(start) ? [tuningSeed] : []));
  assert.deepEqual(seeds('main/mGPT/GEO'), [42, 42, 42]);
  assert.deepEqual(seeds('main/mGPT/ALL'), [42, 43, 44]);
  assert.deepEqual(seeds('analysis/BLOOM-3B/VI'), [42, 43, 44]);
  // Its three choices of 4 are the same, those of 7 are not.
  assert.deepEqual(seeds('varying/mGPT/GEO-k4'), [42, 43, 44]);
  assert.deepEqual(seeds('varying/mGPT/GEO-k7'), [42, 42, 42]);
});
