import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readReference } from './reference-file.js';

/** Draws of one method, as `test/reference/random_streams.py` made them. */
interface Stream {
  readonly call: string;
  readonly seed: number;
  /** Number of calls. */
  readonly times: number;
  /** Number of numbers that they gave. */
  readonly count: number;
  /** Every 499th number. */
  readonly kept: readonly number[];
  /** Of all numbers as little-endian float64. */
  readonly sha256: string;
}

const KEPT_EVERY = 499;

/**
 * Tests a generator against the reference's draws.
 * @param name the class, as titles begin.
 * @param calls one draw for each call of the fixture.
 */
export function testStreams<Generator>(
  name: string,
  family: 'numpy' | 'newer_numpy' | 'python',
  create: (seed: number) => Generator,
  calls: Readonly<Record<string, (generator: Generator) => readonly number[]>>,
): void {
  const streams = readReference<Record<string, Stream[]>>('random_streams.json')[family] ?? [];
  test(`${name} is compared over every call of the fixture`, () => {
    assert.deepEqual([...new Set(streams.map(({ call }) => call))].sort(), Object.keys(calls).sort());
  });
  for (const { call, seed, times, count, kept, sha256 } of streams) {
    test(`${name}(${seed}).${call} draws the reference's ${count} numbers`, () => {
      const draw = calls[call];
      assert.ok(draw !== undefined, call);
      const generator = create(seed);
      const numbers = Float64Array.from(Array.from({ length: times }, () => draw(generator)).flat());
      assert.equal(numbers.length, count);
      assert.deepEqual(
        [...numbers].filter((_, place) => place % KEPT_EVERY === 0),
        kept,
      );
      assert.equal(createHash('sha256').update(littleEndian(numbers)).digest('hex'), sha256);
    });
  }
}

function littleEndian(numbers: Float64Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(numbers.byteLength));
  for (const [place, number] of numbers.entries()) bytes.setFloat64(place * 8, number, true);
  return new Uint8Array(bytes.buffer);
}
