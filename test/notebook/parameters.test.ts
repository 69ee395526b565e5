import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameters } from '../../src/notebook/parameters.js';

const DEFAULTS = { k: 14, name: 'geo', list: ['a'], any: null };
const told = (LINGTUNE_PARAMETERS?: string) => parameters(DEFAULTS, { environment: { LINGTUNE_PARAMETERS } });

test('parameters(defaults) gives the defaults where nothing is told', () => {
  assert.deepEqual([told(), told(''), told('{}')], [DEFAULTS, DEFAULTS, DEFAULTS]);
});

test('parameters(defaults) takes what LINGTUNE_PARAMETERS tells, of the kind of the default', () => {
  assert.deepEqual(told('{"k": 7, "any": [1], "list": []}'), { k: 7, name: 'geo', list: [], any: [1] });
});

for (const [text, name, message] of [
  ['{"n": 7}', 'RangeError', 'parameters: LINGTUNE_PARAMETERS must name one of k, name, list, any, got n'],
  ['{"k": "7"}', 'TypeError', 'parameters: k must be a number, got "7"'],
  ['{"list": {}}', 'TypeError', 'parameters: list must be a list, got {}'],
  ['k=7', 'RangeError', 'parameters: LINGTUNE_PARAMETERS must be a JSON object such as {"k":7}, got k=7'],
  ['[7]', 'RangeError', 'parameters: LINGTUNE_PARAMETERS must be a JSON object such as {"k":7}, got [7]'],
] as const) {
  test(`parameters(defaults) refuses ${text}`, () => {
    assert.throws(() => told(text), { name, message });
  });
}
