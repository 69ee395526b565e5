import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprintExamples } from '../../../src/tuning/run-folder/fingerprint-examples.js';

const one = { ids: [1, 2], labels: [-100, 2] };

for (const [name, other] of [
  ['a token', [{ ids: [1, 3], labels: [-100, 2] }]],
  ['a label', [{ ids: [1, 2], labels: [1, 2] }]],
  ['where a list ends', [{ ids: [1, 2, -100], labels: [2] }]],
  ['one example more', [one, one]],
  ['none', []],
] as const) {
  test(`fingerprintExamples(examples) changes with ${name}`, () => {
    assert.notEqual(fingerprintExamples(other), fingerprintExamples([one]));
  });
}

test('fingerprintExamples(examples) is the same for equal examples of either kind', () => {
  assert.equal(fingerprintExamples([{ ...one }]), fingerprintExamples([one]));
  const pair = { source: [1], target: [2, 3] };
  assert.equal(fingerprintExamples([{ ...pair }]), fingerprintExamples([pair]));
  assert.match(fingerprintExamples([pair]), /^[0-9a-f]{64}$/);
});
