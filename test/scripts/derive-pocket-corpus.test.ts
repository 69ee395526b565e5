import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  articleDocuments,
  keywordDocuments,
  nameDocuments,
} from '../../scripts/pocket/benchmark-documents.js';
import { type Concept, conceptsOf } from '../../scripts/pocket/concepts.js';
import { cutText } from '../../scripts/pocket/cut-text.js';
import { articlesOf } from '../../scripts/pocket/declaration.js';
import { divideConcepts, holdOut } from '../../scripts/pocket/hold-out.js';
import { codePoints, instructionPairs, instructionsOf } from '../../scripts/pocket/instruction-pairs.js';
import { mirrorPairs } from '../../scripts/pocket/mirror-pairs.js';
import { orderByHash } from '../../scripts/pocket/order-by-hash.js';
import { passagesOf, pieceCounts } from '../../scripts/pocket/passages.js';
import { sharesPiece } from '../../scripts/pocket/shares-piece.js';

const INSTRUCTIONS = { names: 'name badge', keywords: 'key', articles: 'open book' };

function concepts(...entries: [sign: string, name: string, ...keywords: string[]][]): Map<string, Concept> {
  return new Map(entries.map(([sign, name, ...keywords]) => [sign, { sign, name, keywords }]));
}

test('conceptsOf(annotations) leaves the name out of the keywords, and what has no name or no other keyword', () => {
  const annotations = {
    annotations: {
      annotations: {
        '😺': { default: ['cat', 'Grinning Cat', 'smile '], tts: ['grinning cat'] },
        '🔑': { default: ['key'], tts: ['key'] },
        '{': { default: ['bracket'] },
      },
    },
  };
  assert.deepEqual(
    [...conceptsOf(annotations).values()],
    [{ sign: '😺', name: 'grinning cat', keywords: ['cat', 'smile'] }],
  );
  assert.throws(() => conceptsOf({ annotations: 1 }));
});

const HTML = `<header><h2>Preamble</h2><p>All &amp; every</p></header>${Array.from(
  { length: 30 },
  (_, place) =>
    `<article data-number="${place + 1}"><h2>Article</h2><p>a<b>b</b>\n c</p><p>d${place}</p></article>`,
).join('\n')}`;

test('articlesOf(html, language) gives the preamble and 30 articles as plain text', () => {
  const articles = articlesOf(HTML, 'en');
  assert.equal(articles.length, 31);
  assert.deepEqual(articles[0], { number: 0, text: 'All & every' });
  assert.deepEqual(articles[30], { number: 30, text: 'ab c d29' });
});

test('articlesOf(html, language) refuses a Declaration that lacks an article', () => {
  assert.throws(() => articlesOf(HTML.replace('data-number="7"', 'data-number="77"'), 'xx'), {
    message: 'articlesOf: the Declaration of xx must have article 7, got none',
  });
});

test('orderByHash(texts, salt) depends on texts and salt alone', () => {
  const texts = ['a', 'b', 'c', 'd', 'e', 'f'];
  assert.deepEqual(orderByHash(texts, 'x'), orderByHash([...texts].reverse(), 'x'));
  assert.notDeepEqual(orderByHash(texts, 'x'), orderByHash(texts, 'y'));
  const without = orderByHash(texts, 'x').filter((text) => text !== 'c');
  assert.deepEqual(orderByHash(['a', 'b', 'd', 'e', 'f'], 'x'), without);
});

const SHARED: readonly [left: string, right: string, expected: boolean][] = [
  ['Katze, Gesicht', 'grinsendes Katzengesicht', true],
  ['cat', 'catalogue', false],
  ['cat, smile', 'grinning cat', true],
  ['dog', 'grinning cat', false],
  ['动物, 猫脸', '大笑的猫脸', true],
  ['猫', '大笑的猫脸', false],
  ['пёс', 'кот', false],
];
for (const [left, right, expected] of SHARED) {
  test(`sharesPiece('${left}', '${right}') is ${expected}, both ways`, () => {
    assert.equal(sharesPiece(left, right), expected);
    assert.equal(sharesPiece(right, left), expected);
  });
}

test('cutText(text, count) cuts between words near, else between characters but before no mark', () => {
  assert.deepEqual(cutText('one two six ten', 2), ['one two', 'six ten']);
  assert.deepEqual(cutText('abcdef', 3), ['ab', 'cd', 'ef']);
  assert.deepEqual(cutText('กาก่ก้', 3), ['กา', 'ก่', 'ก้']);
  assert.deepEqual(cutText('กก่ก', 2), ['กก่', 'ก']);
});

test('passagesOf(articles, counts) gives three pieces in a row, an article in n pieces n − 2 times', () => {
  const counts = pieceCounts([{ number: 4, text: 'x'.repeat(145) }]);
  assert.equal(counts.get(4), 4);
  assert.deepEqual(passagesOf([{ number: 4, text: 'aa bb cc dd' }], counts), [
    { id: '4.0', article: 4, pieces: ['aa', 'bb', 'cc'] },
    { id: '4.1', article: 4, pieces: ['bb', 'cc', 'dd'] },
  ]);
});

test('holdOut(signs, kept) draws 3 in 10 of the signs and 15 articles, none of those kept', () => {
  const signs = Array.from({ length: 50 }, (_, place) => `s${place}`);
  const drawn = holdOut(signs, []);
  assert.equal(drawn.signs.size, 15);
  assert.equal(drawn.articles.size, 15);
  assert.ok([...drawn.articles].every((number) => number >= 1 && number <= 30));
  const [first = ''] = drawn.signs;
  assert.ok(!holdOut(signs, [first]).signs.has(first));
});

test('divideConcepts(concepts, heldOut) lets no name of one side stand on the other', () => {
  const all = concepts(
    ['a', 'Sun', 'star'],
    ['b', 'sun', 'day'],
    ['c', 'moon', 'night'],
    ['d', 'night sky', 'Moon', 'stars'],
    ['e', 'crescent', 'moon'],
    ['f', 'Moon', 'full'],
  );
  const { learnt, heldOut } = divideConcepts(all, { signs: new Set(['b', 'c', 'f']) });
  assert.deepEqual([...heldOut.keys()], ['c']);
  assert.deepEqual([...learnt.keys()], ['a', 'd']);
  assert.deepEqual(learnt.get('d')?.keywords, ['stars']);
});

test('mirrorPairs(items, options) pairs the nearest in length, with others each round', () => {
  const items = ['aaaaaaaaaa', 'bbbbbbbbbbb', 'cccccccccccc', 'dddddddddd', 'ee'].map((answer, place) => ({
    id: String(place),
    answer,
  }));
  const names = (rounds: number): string[] =>
    mirrorPairs(items, { mayPair: () => true, rounds }).map(([left, right]) => left.id + right.id);
  assert.deepEqual(names(1), ['03', '12']);
  assert.deepEqual(names(2), ['03', '12', '01', '23']);
  assert.deepEqual(mirrorPairs(items, { mayPair: () => false }), []);
});

test('instructionPairs(concepts, passages, instructions) asks for names, keywords and pieces', () => {
  const own = [...concepts(['🔑', 'old key', 'lock']).values()];
  const rows = instructionPairs(
    own,
    [{ id: '3.0', article: 3, pieces: ['a', 'b c d', 'e f g'] }],
    INSTRUCTIONS,
  );
  assert.deepEqual(
    rows.sort((left, right) => (left.id < right.id ? -1 : 1)),
    [
      { instruction: 'open book', input: 'a b c d', output: 'd e f', id: 'articles-3.0' },
      { instruction: 'key', input: 'old key', output: 'lock', id: 'keywords-1f511' },
      { instruction: 'name badge', input: 'lock', output: 'old key', id: 'names-1f511' },
    ],
  );
});

test('instructionsOf(concepts, language) are the names of three signs, which must be there', () => {
  const own = concepts(['📛', 'name badge', 'n'], ['🔑', 'key', 'k'], ['📖', 'open book', 'o']);
  assert.deepEqual(instructionsOf(own, 'en'), INSTRUCTIONS);
  assert.throws(() => instructionsOf(new Map(), 'xx'), {
    message: 'instructionsOf: xx must have a name of 📛, got none',
  });
});

test('codePoints(sign) joins hexadecimal numbers by hyphens', () => {
  assert.equal(codePoints('👩‍💼'), '1f469-200d-1f4bc');
});

const PAIRABLE = concepts(
  ['a', 'grinning cat', 'cat', 'smile'],
  ['b', 'barking dogs', 'dogs', 'loud'],
  ['c', 'green salad', 'leaf'],
);

test('nameDocuments(concepts, instruction) gives each answer once right and once wrong', () => {
  const rows = nameDocuments([...PAIRABLE.values()], 'name badge');
  assert.deepEqual(rows.map(({ idx, label }) => [idx, label]).sort(), [
    ['61 62', rows[0]?.idx === '61 62' ? 0 : 1],
    ['62 61', rows[0]?.idx === '62 61' ? 0 : 1],
  ]);
  for (const { idx, choice1, choice2, label } of rows) {
    const right = idx.startsWith('61') ? 'grinning cat' : 'barking dogs';
    assert.equal([choice1, choice2][label], right);
    assert.deepEqual([choice1, choice2].sort(), ['barking dogs', 'grinning cat']);
  }
});

test('keywordDocuments(concepts, instruction) asks the other way round', () => {
  const rows = keywordDocuments([...PAIRABLE.values()], 'key');
  const [row] = rows.filter(({ idx }) => idx === '61 62');
  assert.equal(row?.premise, 'grinning cat');
  assert.ok(['cat, smile', 'smile, cat'].includes([row?.choice1, row?.choice2][row?.label ?? 0] ?? ''));
});

test('articleDocuments(passages, instruction) pairs pieces of different articles', () => {
  const passages = ['1.0', '1.1', '2.0'].map((id) => ({
    id,
    article: Number(id[0]),
    pieces: ['left', `piece of ${id}`, `goes on ${id}`] as const,
  }));
  const rows = articleDocuments(passages, 'open book');
  assert.equal(rows.length, 4);
  for (const { idx, premise, choice1, choice2, label } of rows) {
    const [right = '', wrong = ''] = idx.split(' ');
    assert.notEqual(right[0], wrong[0]);
    assert.equal(premise, `left piece of ${right}`);
    assert.equal([choice1, choice2][label], `${right} goes on`);
    assert.equal([choice1, choice2][1 - label], `${wrong} goes on`);
  }
});
