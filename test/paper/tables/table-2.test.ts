import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../../../src/languages/catalogue.js';
import { shiftedWordOrders, table2 } from '../../../src/paper/tables/table-2.js';
import { readPublished } from '../../../src/results/published.js';
import { smallPublished } from '../small-published.js';

function language(code: string, name: string, wordOrders: string[]): Language {
  return {
    code,
    iso6393: `${code}x`,
    name,
    family: 'F',
    subfamily: null,
    wordOrders,
    script: 'Latin (Quốc ngữ)',
    latitude: 0,
    longitude: 0,
    speakers: 1,
    tableRow: 1,
  };
}

/** By code: cs, de, tl. By name: Czech, Filipino (tl), German (de). */
const LANGUAGES = [
  language('cs', 'Czech', ['SVO']),
  language('de', 'German', ['SVO', 'SOV']),
  language('tl', 'Filipino', ['VSO']),
];

test('shiftedWordOrders(languages) sets the order by code beside the order by name', () => {
  const sources = shiftedWordOrders(LANGUAGES);
  assert.deepEqual(
    Array.from(sources, ([code, source]) => [code, source.code]),
    [
      ['cs', 'cs'],
      ['tl', 'de'],
      ['de', 'tl'],
    ],
  );
});

const SMALL = table2(
  smallPublished({
    languages: LANGUAGES,
    printedLanguages: [
      {
        code: 'cs',
        name: 'Czech',
        iso6393: 'csx',
        family: 'F',
        wordOrder: 'SVO',
        script: 'latin (Quoc ngu)',
      },
      { code: 'de', name: 'German', iso6393: 'dex', family: 'G', wordOrder: 'SOV', script: 'Latin' },
    ],
  }),
);

test('table2(published) marks each fact that differs, spelling aside', () => {
  assert.deepEqual(SMALL.rows, [
    [
      { text: 'cs', label: true },
      { text: 'Czech', words: true },
      { text: 'csx', words: true },
      { text: 'F', words: true },
      { text: 'SVO', words: true },
      { text: 'Latin (Quốc ngữ)', words: true },
    ],
    [
      { text: 'de', label: true },
      { text: 'German', words: true },
      { text: 'dex', words: true },
      { text: 'F', words: true, printed: 'G' },
      { text: 'SVO/SOV', words: true, printed: 'SOV' },
      { text: 'Latin (Quốc ngữ)', words: true, printed: 'Latin' },
    ],
    [
      { text: 'tl', label: true },
      { text: 'Filipino', words: true },
      { text: 'tlx', words: true },
      { text: 'F', words: true },
      { text: 'VSO', words: true },
      { text: 'Latin (Quốc ngữ)', words: true },
    ],
  ]);
});

test('table2(published) records what agrees and what follows the shift', () => {
  assert.deepEqual(
    SMALL.records.map(({ code, agrees, shiftedFrom, followsShift }) => [
      code,
      agrees,
      shiftedFrom,
      followsShift,
    ]),
    [
      ['cs', true, 'cs', true],
      ['de', false, 'tl', false],
      ['tl', null, 'de', null],
    ],
  );
});

test('table2(published) says the counts in its caption', () => {
  assert.match(SMALL.caption, /1 of 2 printed rows agree; tl is not printed\./);
  assert.match(SMALL.caption, /1 of 2 rows show exactly that \(not de\)\.$/);
  assert.equal(
    SMALL.alt,
    "Of 2 printed rows, 1 show a word order that is not the language's own, 1 another family and 1 another script.",
  );
});

test('table2(published) finds 25 wrong word orders in the print, and the sorting that explains 50 of 51', () => {
  const { records, alt } = table2(readPublished());
  const printed = records.filter((record) => record.printed !== null);
  assert.equal(records.length, 52);
  assert.equal(printed.length, 51);
  assert.match(alt, /25 show a word order .* 0 another family and 1 another script/);
  assert.deepEqual(
    printed.filter((record) => !record.followsShift).map((record) => record.code),
    ['tr'],
  );
  assert.deepEqual(
    records.filter((record) => record.printed === null).map((record) => record.code),
    ['te'],
  );
  const french = records.find((record) => record.code === 'fr');
  assert.equal(french?.wordOrder, 'SVO');
  assert.equal(french?.printed?.wordOrder, 'SVO/VSO/VOS/OVS');
  assert.equal(french?.shiftedFrom, 'gl');
});
