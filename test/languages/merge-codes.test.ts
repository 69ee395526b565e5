import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Coverage } from '../../src/languages/catalogue.js';
import { mergeCodes } from '../../src/languages/merge-codes.js';

const COVERAGE: readonly Coverage[] = [
  { code: 'fil', tasks: [], models: ['mT5-xl'] },
  { code: 'zh', tasks: ['xnli'], models: ['mT5-xl'] },
  { code: 'zhs', tasks: [], models: ['BLOOM'] },
  { code: 'zht', tasks: ['xcopa'], models: ['BLOOM'] },
];

test('mergeCodes(coverage, aliases) gives a language what any of its codes has, each once', () => {
  assert.deepEqual(mergeCodes(COVERAGE, { zhs: 'zh', zht: 'zh' }), [
    { code: 'fil', tasks: [], models: ['mT5-xl'] },
    { code: 'zh', tasks: ['xnli', 'xcopa'], models: ['mT5-xl', 'BLOOM'] },
  ]);
});

test('mergeCodes(coverage, aliases) renames where the table lacks the usual code', () => {
  assert.deepEqual(mergeCodes(COVERAGE, { fil: 'tl' })[0], { code: 'tl', tasks: [], models: ['mT5-xl'] });
});

test('mergeCodes(coverage, {}) changes nothing', () => assert.deepEqual(mergeCodes(COVERAGE, {}), COVERAGE));

test('mergeCodes(coverage, aliases) throws on an alias that the table does not have', () => {
  assert.throws(() => mergeCodes(COVERAGE, { xx: 'zh' }), {
    name: 'RangeError',
    message: 'mergeCodes: every alias must be a code of the table, got xx',
  });
});
