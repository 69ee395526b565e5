import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterLogits, type LogitFilter } from '../../../src/model/generate/filter-logits.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';

const { filtered } = readReference<{
  readonly filtered: {
    /** `null` for −∞. */
    readonly logits: readonly (number | null)[];
    readonly cases: readonly {
      readonly filter: LogitFilter;
      readonly probabilities: readonly number[];
    }[];
  };
}>('generation/generation.json');

for (const { filter, probabilities } of filtered.cases) {
  test(`filterLogits(logits, ${JSON.stringify(filter)}) gives the distribution of transformers`, () => {
    const logits = filtered.logits.map((logit) => logit ?? -Infinity);
    const actual = [...filterLogits(logits, filter)];
    // Theirs are computed in single precision and rounded to eight decimals.
    assertClose(actual, probabilities, 1e-6);
    assert.deepEqual(
      actual.map((probability) => probability > 0),
      probabilities.map((probability) => probability > 0),
    );
    assertClose(
      actual.reduce((sum, probability) => sum + probability, 0),
      1,
      1e-12,
    );
  });
}

/** Probabilities 0.5, 0.25, 0.125 and 0.125. */
const HALVES = [3, 2, 1, 1].map((power) => power * Math.LN2);

const BY_HAND: readonly [name: string, filter: LogitFilter, expected: readonly number[]][] = [
  ['shares out what stays', { topK: 2 }, [2 / 3, 1 / 3, 0, 0]],
  ['keeps tokens that are as likely as the last one of topK', { topK: 3 }, [0.5, 0.25, 0.125, 0.125]],
  ['keeps tokens that are as likely as the last one of topP', { topP: 0.8 }, [0.5, 0.25, 0.125, 0.125]],
  ['stops where topP is reached', { topP: 0.7 }, [2 / 3, 1 / 3, 0, 0]],
  ['always keeps the likeliest token', { topP: 1e-9 }, [1, 0, 0, 0]],
  ['divides logits by the temperature', { temperature: 0.5 }, [16 / 22, 4 / 22, 1 / 22, 1 / 22]],
  ['measures topP after topK', { topK: 2, topP: 0.6 }, [1, 0, 0, 0]],
];

for (const [name, filter, expected] of BY_HAND) {
  test(`filterLogits(logits, filter) ${name}`, () => {
    assertClose([...filterLogits(HALVES, filter)], expected, 1e-12);
  });
}

test('filterLogits(logits, filter) leaves the logits alone, and survives the largest ones', () => {
  const logits = Float32Array.of(3e38, 3e38, -3e38);
  assert.deepEqual([...filterLogits(logits, { topP: 0.9 })], [0.5, 0.5, 0]);
  assert.deepEqual([...logits], [...Float32Array.of(3e38, 3e38, -3e38)]);
});

const REFUSED: readonly [filter: LogitFilter, message: RegExp][] = [
  [{ temperature: 0 }, /^checkFilter: temperature must be a number above 0, got 0$/],
  [{ temperature: Number.NaN }, /^checkFilter: temperature must be a number above 0, got NaN$/],
  [{ temperature: Infinity }, /^checkFilter: temperature must be a number above 0, got Infinity$/],
  [{ topK: 0 }, /^checkFilter: topK must be an integer in 1\.\.9007199254740991, got 0$/],
  [{ topP: 0 }, /^checkFilter: topP must be above 0 and at most 1, got 0$/],
  [{ topP: 1.1 }, /^checkFilter: topP must be above 0 and at most 1, got 1\.1$/],
];

for (const [filter, message] of REFUSED) {
  test(`filterLogits(logits, filter) refuses a filter: ${message.source}`, () => {
    assert.throws(() => filterLogits([0, 1], filter), { name: 'RangeError', message });
  });
}

for (const logits of [[0, Number.NaN], [], [-Infinity], [Infinity, 0]]) {
  test(`filterLogits([${logits}], filter) throws where the highest logit is not finite`, () => {
    assert.throws(() => filterLogits(logits, {}), {
      name: 'Error',
      message: /^filterLogits: the highest logit must be a finite number, got -?(NaN|Infinity)$/,
    });
  });
}
