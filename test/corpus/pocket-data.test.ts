/** What the pocket corpus and benchmarks that ship must be. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { derivePocketCorpus } from '../../scripts/derive-pocket-corpus.js';
import type { ChoiceRow } from '../../scripts/pocket/benchmark-documents.js';
import type { PairRow } from '../../scripts/pocket/instruction-pairs.js';
import { readPocketFacts } from '../../scripts/pocket/pocket-facts.js';
import { pretrainingRows } from '../../scripts/pocket/pretraining-rows.js';
import { dataFile } from '../../src/base/files/data-file.js';
import { readLanguages } from '../../src/languages/catalogue.js';

const TASKS = ['pocket_names', 'pocket_keywords', 'pocket_articles'] as const;
const CODES = readLanguages().map(({ code }) => code);
/** Mebibytes that model, corpus and benchmarks may take together. */
const MOST_MEBIBYTES = 10;
const facts = readPocketFacts();

function rows<Row>(name: string): Row[] {
  const text = gunzipSync(readFileSync(dataFile(`pocket/${name}.jsonl.gz`))).toString();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

const pairs = new Map(CODES.map((code) => [code, rows<PairRow>(`corpus/${code}`)]));
const documents = new Map(
  TASKS.map((task) => [
    task,
    new Map(CODES.map((code) => [code, rows<ChoiceRow>(`benchmarks/${task}/test.${code}`)])),
  ]),
);

const lowered = (text: string): string => text.toLowerCase();

/** All documents of a benchmark in one language each, with a name for messages. */
function* everyTest(): Generator<{ name: string; own: readonly ChoiceRow[] }> {
  for (const [task, languages] of documents) {
    for (const [code, own] of languages) yield { name: `${task}_${code}`, own };
  }
}

const right = ({ choice1, choice2, label }: ChoiceRow): string => (label === 0 ? choice1 : choice2);
const wrong = ({ choice1, choice2, label }: ChoiceRow): string => (label === 0 ? choice2 : choice1);

test('derivePocketCorpus(facts) remakes data/pocket row for row', () => {
  for (const [name, text] of derivePocketCorpus(facts)) {
    assert.equal(text, gunzipSync(readFileSync(dataFile(`pocket/${name}.gz`))).toString(), name);
  }
});

test('data/pocket takes less than 10 MiB', () => {
  const folder = dataFile('pocket');
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => statSync(join(folder, name)).size,
  );
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < MOST_MEBIBYTES * 2 ** 20);
});

test('data/pocket/corpus has the same ids in all 52 languages, in one order', () => {
  const ids = (pairs.get('en') ?? []).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length > 1_400, `got ${ids.length}`);
  for (const [code, own] of pairs)
    assert.deepEqual(
      own.map(({ id }) => id),
      ids,
      code,
    );
});

test('data/pocket/corpus has no empty field', () => {
  for (const [code, own] of pairs) {
    const empty = own.find((pair) => [pair.instruction, pair.input, pair.output].includes(''));
    assert.equal(empty, undefined, code);
  }
});

test('data/pocket/benchmarks have 200 documents a language, half of each label', () => {
  for (const { name, own } of everyTest()) {
    assert.equal(own.length, 200, name);
    assert.equal(own.filter(({ label }) => label === 1).length, 100, name);
    assert.equal(new Set(own.map(({ idx }) => idx)).size, 200, name);
    assert.ok(
      own.every(({ choice1, choice2 }) => choice1 !== choice2),
      name,
    );
  }
});

test('data/pocket/benchmarks: a length alone tells nothing', () => {
  for (const { name, own } of everyTest()) {
    const longer = own.filter((row) => right(row).length > wrong(row).length).length;
    const shorter = own.filter((row) => right(row).length < wrong(row).length).length;
    assert.equal(longer, shorter, name);
    for (const row of own) {
      const [one, other] = [right(row), wrong(row)].map((text) => Buffer.byteLength(text)) as [
        number,
        number,
      ];
      assert.ok(Math.abs(one - other) <= 0.2 * Math.max(one, other), `${name} ${row.idx}`);
    }
  }
});

test('data/pocket/benchmarks: a unigram model of the answers, learnt from the tuning pairs or from the right answers themselves, tells nothing', () => {
  for (const [task, languages] of documents) {
    for (const [code, own] of languages) {
      const learnt = (pairs.get(code) ?? []).map(({ output }) => output);
      for (const texts of [learnt, own.map(right)]) {
        const score = unigramScore(texts);
        const wins = own.filter((row) => score(right(row)) > score(wrong(row))).length;
        const losses = own.filter((row) => score(right(row)) < score(wrong(row))).length;
        assert.equal(wins, losses, `${task}_${code}`);
      }
    }
  }
});

/** Mean logarithm of how often a character comes. */
function unigramScore(texts: readonly string[]): (text: string) => number {
  const counts = new Map<string, number>();
  for (const letter of texts.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return (text) => {
    const letters = [...text];
    return letters.reduce((sum, letter) => sum + Math.log((counts.get(letter) ?? 0) + 1), 0) / letters.length;
  };
}

/** Share of the two-letter pieces of an answer that the prompt has too. */
function sharedPieces({ premise }: { premise: string }, answer: string): number {
  const piecesOf = (text: string): Set<string> => {
    const letters = [...text];
    return new Set(letters.slice(1).map((letter, place) => `${letters[place]}${letter}`));
  };
  const prompt = piecesOf(premise);
  const pieces = [...piecesOf(answer)];
  return pieces.filter((piece) => prompt.has(piece)).length / pieces.length;
}

test('data/pocket/benchmarks: comparing letters with the prompt is what they ask for, and enough for nearly all, as the card says', () => {
  const accuracies = [...documents].map(([task, languages]) => {
    const rows = [...languages.values()].flat();
    const points = rows.map((row) => {
      const [one, other] = [sharedPieces(row, right(row)), sharedPieces(row, wrong(row))];
      return one === other ? 0.5 : Number(one > other);
    });
    return [task, ((100 * points.reduce((sum, point) => sum + point, 0)) / rows.length).toFixed(1)];
  });
  assert.deepEqual(new Map(accuracies as [string, string][]), LETTER_ACCURACIES);
});

/** As in the card, from a count in Python; half a point for a tie. */
const LETTER_ACCURACIES = new Map([
  ['pocket_names', '99.4'],
  ['pocket_keywords', '99.4'],
  ['pocket_articles', '91.6'],
]);

test('data/pocket: no held-out sign or article is in the corpus', () => {
  const held = new Set(
    TASKS.flatMap((task) =>
      CODES.flatMap((code) =>
        (documents.get(task)?.get(code) ?? []).flatMap(({ idx }) =>
          idx.split(' ').map((id) => `${task} ${part(task, id)}`),
        ),
      ),
    ),
  );
  for (const { id } of pairs.get('en') ?? []) {
    const [kind = '', ...rest] = id.split('-');
    const name = part(`pocket_${kind}`, rest.join('-'));
    for (const task of kind === 'articles' ? ['pocket_articles'] : ['pocket_names', 'pocket_keywords']) {
      assert.ok(!held.has(`${task} ${name}`), id);
    }
  }
});

/** Sign of a concept, number of an article. */
function part(task: string, id: string): string {
  return task === 'pocket_articles' ? (id.split('.')[0] ?? '') : id;
}

test('data/pocket: no right answer is learnt, in tuning or in pre-training', () => {
  for (const language of facts.languages) {
    const { code } = language;
    const learnt = new Set((pairs.get(code) ?? []).flatMap(({ input, output }) => [input, output]));
    const text = pretrainingRows(language, 1).map(({ output }) => lowered(output));
    const concepts = [...language.learnt.values()];
    const words = new Set(concepts.flatMap(({ name, keywords }) => [name, ...keywords].map(lowered)));
    for (const task of TASKS) {
      for (const row of documents.get(task)?.get(code) ?? []) {
        // Two concepts may have the same few keywords.
        assert.ok(task === 'pocket_keywords' || !learnt.has(right(row)), `${task}_${code} ${row.idx}`);
        if (task === 'pocket_names') assert.ok(!words.has(lowered(right(row))), `${code} ${row.idx}`);
        if (task === 'pocket_articles') {
          assert.ok(!text.some((line) => line.includes(lowered(row.premise))), `${code} ${row.idx}`);
        }
      }
    }
  }
});
