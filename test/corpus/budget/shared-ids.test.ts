import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedIds } from '../../../src/corpus/budget/shared-ids.js';

/** What reads the ids of small languages. */
function reader(
  ids: Readonly<Record<string, readonly string[]>>,
): (language: string) => AsyncIterable<string> {
  return async function* (language) {
    yield* ids[language] ?? [];
  };
}

test('sharedIds(languages, readIds) finds what all languages have, sorted as Python sorts, and counts each', async () => {
  // By UTF-16 the emoji (D83D DE00) would come before U+FF5E.
  const read = reader({
    et: ['b-10', '\u{1F600}', 'b-2', '\uFF5E', 'c'],
    th: ['\uFF5E', 'b-2', 'b-10', '\u{1F600}'],
  });
  const { ids, counts } = await sharedIds(['et', 'th'], read);
  assert.deepEqual(ids, ['b-10', 'b-2', '\uFF5E', '\u{1F600}']);
  assert.deepEqual(
    [...counts],
    [
      ['et', 5],
      ['th', 4],
    ],
  );
});

test('sharedIds(languages, readIds) throws for an id that comes twice', async () => {
  await assert.rejects(sharedIds(['et'], reader({ et: ['a', 'b', 'a'] })), {
    message: 'sharedIds: ids of the pairs of et must differ, got "a" twice',
  });
});
