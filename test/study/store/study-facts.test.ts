import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StudyProfile } from '../../../src/study/plan/study-profile.js';
import { recordRun, type StudyRecord } from '../../../src/study/store/run-record.js';
import { studyFacts } from '../../../src/study/store/study-facts.js';

const PROFILE: StudyProfile = {
  name: 'test',
  label: 'Test',
  tuning: { model: 'a/b', data: { path: 'pairs', budget: 1400 } },
  evaluation: { tasks: ['xcopa'], limit: 10, data: null },
  subsets: { GEO: 1 },
  counts: [],
};

const BASE: StudyRecord = {
  ...{ name: 'BASE', experiment: 'test', model: 'Test', subset: 'BASE', run: 1 },
  ...{ selectionSeed: null, tuningSeed: null, languages: [], tuning: null },
  evaluation: { tasks: ['xcopa'], limit: 10, data: null, documents: 20 },
  scores: [{ task: 'xcopa', language: 'et', accuracy: 0.5, stderr: 0.1, version: '1' }],
  versions: { lingtune: '0.1.0', node: '20.1.0', platform: 'linux x64', backend: 'tensorflow' },
  ...{ started: '2026-01-02T03:04:05.678Z', ended: '2026-01-02T03:04:15.678Z' },
  seconds: { tuning: 0, evaluation: 10 },
};

const GEO: StudyRecord = {
  ...BASE,
  ...{ name: 'GEO-1', subset: 'GEO', selectionSeed: 66, tuningSeed: 42, languages: ['af', 'vi'] },
  tuning: {
    ...{ config: {}, steps: 60, firstLoss: 3.21459, lastLoss: 2.61728, pairs: 1400, learntTokens: 9 },
  },
  ...{ started: '2026-01-02T03:04:15.678Z', ended: '2026-01-02T03:06:15.678Z' },
  seconds: { tuning: 100.12, evaluation: 20 },
};

test('studyFacts(study) says how, when and with what the runs were made', () => {
  const { provenance, made } = studyFacts({ profile: PROFILE, records: [BASE, GEO] });
  assert.equal(
    provenance,
    'Profile test: 2 runs of a/b, each tuned on about 1400 pairs (the same ids in every language) and evaluated on 20 documents. Made from 2026-01-02 03:04 to 2026-01-02 03:06 UTC, 130 seconds of work, by lingtune 0.1.0 on Node 20.1.0 (linux x64), tensorflow.',
  );
  assert.deepEqual(made[1], {
    ...{ run: 'GEO-1', languages: 'af vi', selectionSeed: 66, tuningSeed: 42, steps: 60, pairs: 1400 },
    ...{ firstLoss: 3.215, lastLoss: 2.617, documents: 20, finished: '2026-01-02 03:06:15', seconds: 120.1 },
  });
  assert.deepEqual([made[0]?.steps, made[0]?.firstLoss], [null, null]);
});

test('studyFacts(study) names every version that runs were made with', () => {
  const newer = { ...GEO, versions: { ...GEO.versions, lingtune: '0.2.0' } };
  const { provenance } = studyFacts({ profile: PROFILE, records: [BASE, newer] });
  assert.match(provenance, /by lingtune 0\.1\.0 on .*; lingtune 0\.2\.0 on /);
});

test('studyFacts(study) throws without a run', () => {
  assert.throws(() => studyFacts({ profile: PROFILE, records: [] }), {
    name: 'RangeError',
    message: 'studyFacts: a study must hold a run, got none',
  });
});

test('recordRun(record) is partial where only some documents were evaluated', () => {
  assert.deepEqual([recordRun(GEO).status, recordRun(GEO).source], ['partial', 'runs/GEO-1.json']);
  const whole = { ...GEO, evaluation: { ...GEO.evaluation, limit: null } };
  assert.equal(recordRun(whole).status, 'complete');
});
