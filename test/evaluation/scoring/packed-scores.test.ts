import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { PackedScores } from '../../../src/evaluation/scoring/packed-scores.js';
import type { SequenceScore } from '../../../src/records/sequences.js';

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest();

test('PackedScores gives each key the scores that it got last, to the last bit', () => {
  const packed = new PackedScores();
  const expected = new Map<string, SequenceScore[]>();
  for (let index = 0; index < 6_000; index += 1) {
    const scores = Array.from({ length: index % 6 }, (_, place) => ({
      logProbability: place === 0 ? -0 : -index / (3 + place),
      isGreedy: (index + place) % 2 === 0,
    }));
    const key = `key ${index % 5_000}`;
    packed.set(keyOf(key), scores);
    expected.set(key, scores);
  }
  for (const [key, scores] of expected) {
    assert.deepEqual(packed.get(keyOf(key)), scores, key);
    assert.equal(packed.has(keyOf(key)), true);
  }
  assert.equal(packed.has(keyOf('key 5000')), false);
  assert.equal(packed.get(keyOf('key 5000')), undefined);
});

test('PackedScores tells keys apart that begin alike, at the end of the table too', () => {
  const packed = new PackedScores();
  const keys = Array.from({ length: 300 }, (_, index) => {
    const key = Buffer.alloc(32, 0xff);
    key.writeUInt32LE(index, 28);
    return key;
  });
  for (const [index, key] of keys.entries()) packed.set(key, [{ logProbability: -index, isGreedy: true }]);
  for (const [index, key] of keys.entries()) assert.equal(packed.get(key)?.[0]?.logProbability, -index);
});

test('PackedScores takes more scores of one key than it had room for', () => {
  const packed = new PackedScores();
  const scores = Array.from({ length: 10_000 }, (_, index) => ({ logProbability: -index, isGreedy: false }));
  packed.set(keyOf('long'), scores);
  assert.deepEqual(packed.get(keyOf('long')), scores);
});

test('PackedScores refuses a key of another length', () => {
  assert.throws(() => new PackedScores().set(Buffer.alloc(16), []), {
    name: 'RangeError',
    message: 'PackedScores: a key must have 32 bytes, got 16',
  });
});
