import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type BudgetOptions, chooseRows, type RowChoice } from '../../../src/corpus/budget/choose-rows.js';
import type { SharedIds } from '../../../src/corpus/budget/shared-ids.js';
import { readPublishedTraining } from '../../../src/results/published.js';
import { readReference } from '../../reference-file.js';

/** As `test/reference/corpus.py` makes them with Hugging Face's `datasets`. */
interface Choices {
  readonly smallChoices: readonly {
    readonly languages: readonly string[];
    readonly budget: number;
    readonly heldOut: number;
    /** `language id` of each pair, sorted. */
    readonly train: readonly string[];
    readonly test: readonly string[];
  }[];
  /** Of 67,017 ids; SHA-256 of the sorted pairs, one a line. */
  readonly fullChoices: readonly {
    readonly languages: number;
    readonly tuned: number;
    readonly train: string;
    readonly test: string;
  }[];
}

const { smallChoices, fullChoices } = readReference<Choices>('corpus.json');
const PAPER: BudgetOptions = { variant: 'paper', budget: 67_017, heldOut: 5_000, seed: 42 };

function idsOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, row) => `${prefix}-${row}`);
}

/** Languages that all have the same ids. */
function same(languages: readonly string[], ids: readonly string[]): SharedIds {
  return { ids: [...ids].sort(), counts: new Map(languages.map((language) => [language, ids.length])) };
}

/** `language id` of the pairs that are tuned on and held out, each sorted. */
function places(choice: RowChoice, { ids, counts }: SharedIds): { train: string[]; test: string[] } {
  const taken = [...counts.keys()].flatMap((language) =>
    [...(choice.ids ?? ids)].map((id) => ({ language, id, place: `${language} ${id}` })),
  );
  const isHeldOut = ({ language, id }: { language: string; id: string }): boolean =>
    choice.heldOut.get(language)?.has(id) ?? false;
  return {
    train: taken
      .filter((row) => !isHeldOut(row))
      .map(({ place }) => place)
      .sort(),
    test: taken
      .filter(isHeldOut)
      .map(({ place }) => place)
      .sort(),
  };
}

for (const { languages, budget, heldOut, train, test: held } of smallChoices) {
  test(`chooseRows(shared, { variant: 'paper', budget: ${budget} }) splits ${languages} as datasets does`, () => {
    const shared = same(languages, idsOf('alpaca', 23));
    assert.deepEqual(places(chooseRows(shared, { ...PAPER, budget, heldOut }), shared), {
      train,
      test: held,
    });
  });
}

for (const { languages: count, tuned, train, test: held } of fullChoices) {
  test(`chooseRows(shared, { variant: 'paper' }) chooses the authors' pairs of ${count} languages`, () => {
    const languages = Array.from({ length: count }, (_, index) => `l${index}`);
    const shared = same(languages, [...idsOf('alpaca', 52_002), ...idsOf('dolly', 15_015)]);
    const parts = places(chooseRows(shared, PAPER), shared);
    assert.deepEqual(
      [parts.train, parts.test].map((part) => createHash('sha256').update(part.join('\n')).digest('hex')),
      [train, held],
    );
    assert.equal(parts.train.length, tuned);
    assert.equal(parts.test.length, 5_000);
  });
}

/** Optimiser steps of four epochs of 32 pairs a step, as the Trainer of the authors' transformers counted them. */
function authorsSteps(pairs: number, batchSize: number): number {
  return 4 * Math.floor(Math.ceil(pairs / batchSize) / (32 / batchSize));
}

test("chooseRows(shared, { variant: 'paper' }) leaves as many pairs as all published runs took steps for", () => {
  const ids = Array.from({ length: 67_017 }, (_, row) => `x-${String(row).padStart(5, '0')}`);
  const tuned = new Map<number, number>();
  for (const { languages, model, trainSteps } of readPublishedTraining()) {
    const count = languages.length;
    if (!tuned.has(count)) {
      const choice = chooseRows({ ids, counts: new Map(languages.map((code) => [code, ids.length])) }, PAPER);
      const held = [...choice.heldOut.values()].reduce((sum, { size }) => sum + size, 0);
      tuned.set(count, count * (choice.ids?.size ?? 0) - held);
    }
    // Only BLOOM-7B1 was tuned with micro-batches of 2.
    assert.equal(trainSteps, authorsSteps(tuned.get(count) ?? 0, model === 'BLOOM-7B1' ? 2 : 4));
  }
  assert.equal(tuned.size, 17);
});

test("chooseRows(shared, { variant: 'current' }) draws the paper's ids and holds the same out in every language", () => {
  const shared = same(['et', 'th', 'ur'], idsOf('alpaca', 23));
  const options: BudgetOptions = { variant: 'current', budget: 40, heldOut: 8, seed: 42 };
  const { ids, heldOut } = chooseRows(shared, options);
  assert.deepEqual(ids, chooseRows(shared, { ...options, variant: 'paper' }).ids);
  assert.deepEqual([...heldOut.keys()], ['et', 'th', 'ur']);
  assert.deepEqual(
    [...heldOut.values()].map((held) => [...held]),
    Array(3).fill([...(ids ?? [])].slice(-2)),
  );
});

test("chooseRows(shared, { variant: 'current', budget: null }) takes all, also ids that only some have", () => {
  const shared: SharedIds = {
    ids: idsOf('a', 5),
    counts: new Map([
      ['et', 9],
      ['th', 5],
    ]),
  };
  const { ids, heldOut } = chooseRows(shared, { variant: 'current', budget: null, heldOut: 4, seed: 42 });
  assert.equal(ids, null);
  assert.deepEqual(
    [...heldOut].map(([language, { size }]) => [language, size]),
    [
      ['et', 2],
      ['th', 2],
    ],
  );
});

test('chooseRows(shared, { seed }) draws the same ids by the same seed, and others by another', () => {
  const shared = same(['et'], idsOf('a', 50));
  const draw = (seed: number): unknown => chooseRows(shared, { ...PAPER, budget: 20, heldOut: 3, seed });
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
});

const UNEQUAL: SharedIds = {
  ids: idsOf('a', 3),
  counts: new Map([
    ['et', 9],
    ['th', 5],
  ]),
};
const EQUAL = same(['et', 'th'], idsOf('a', 6));
const ERRORS: readonly [shared: SharedIds, options: Partial<BudgetOptions>, message: string][] = [
  [EQUAL, { budget: 1 }, 'budget must be an integer in 2..9007199254740991, got 1'],
  [EQUAL, { budget: 8, heldOut: -1 }, 'heldOut must be an integer in 0..9007199254740991, got -1'],
  [EQUAL, { budget: 8, heldOut: 8 }, 'heldOut must be an integer in 0..7, got 8'],
  [EQUAL, { budget: 8, heldOut: 8, variant: 'current' }, 'heldOut must be an integer in 2..7, got 8'],
  [EQUAL, { budget: 8, heldOut: 1, variant: 'current' }, 'heldOut must be an integer in 2..7, got 1'],
  [
    UNEQUAL,
    { budget: 4 },
    "all languages must have the same ids in the paper's variant, got 9 of et, 3 of them shared",
  ],
  [UNEQUAL, { budget: 12, variant: 'current' }, 'each of 2 languages must have 6 pairs, got 5 of th'],
  [UNEQUAL, { budget: 8, variant: 'current' }, '2 languages must share the ids of 4 pairs, got 3'],
];

for (const [shared, options, message] of ERRORS) {
  test(`chooseRows(shared, ${JSON.stringify(options)}) throws: ${message}`, () => {
    assert.throws(() => chooseRows(shared, { ...PAPER, heldOut: 0, ...options }), {
      message: `chooseRows: ${message}`,
    });
  });
}
