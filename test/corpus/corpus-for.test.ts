import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Corpus, corpusFor } from '../../src/corpus/corpus-for.js';
import type { CorpusOptions } from '../../src/corpus/corpus-options.js';
import { streamCorpus } from '../../src/corpus/stream-corpus.js';
import { summariseCorpus } from '../../src/corpus/summarise-corpus.js';
import { loadTokenizer } from '../../src/model/tokenizer/load-tokenizer.js';
import type { ProgressReport } from '../../src/records/long-work.js';
import { readReference, referenceFile } from '../reference-file.js';
import { temporaryFolder } from '../temporary-folder.js';
import { startFakeHub } from './fake-hub.js';
import { wordTokenizer } from './word-tokenizer.js';

/** Numbers of rows, by language; row r has the id `x-r`, r + 1 words of instruction and two of output. */
type Rows = Readonly<Record<string, readonly number[]>>;

function lines(rows: readonly number[]): string {
  return rows
    .map((row) => {
      const words = 'bb '.repeat(row + 1).trim();
      return `${JSON.stringify({ id: `x-${row}`, instruction: words, input: null, output: 'ccc dddd' })}\n`;
    })
    .join('');
}

/** Options for pairs in a folder; the template is the instruction alone, so that a pair has row + 4 tokens. */
function optionsFor(context: TestContext, rows: Rows): CorpusOptions & { readonly path: string } {
  const path = temporaryFolder(context);
  for (const [language, list] of Object.entries(rows)) {
    writeFileSync(join(path, `${language}.jsonl`), lines(list));
  }
  return {
    path,
    languages: Object.keys(rows),
    tokenizer: wordTokenizer(),
    template: { kind: 'causal', withInput: '{instruction} {input} ', withoutInput: '{instruction} ' },
  };
}

/** The rows of a corpus's parts, found again by the lengths of their examples. */
function rowsOf({ examples, heldOut }: Corpus): { examples: number[]; heldOut: number[] } {
  const row = (example: Corpus['examples'][number]): number =>
    ('ids' in example ? example.ids.length : example.source.length) - 4;
  return { examples: examples.map(row), heldOut: heldOut.map(row) };
}

test('corpusFor(options) takes all pairs, the languages as listed, each in the order of its file', async (context) => {
  const options = optionsFor(context, { th: [2, 0], et: [1, 3] });
  const corpus = await corpusFor(options);
  assert.equal(corpus.kind, 'causal');
  assert.deepEqual(rowsOf(corpus), { examples: [2, 0, 1, 3], heldOut: [] });
  assert.deepEqual(corpus.examples[1], { ids: [12, 13, 14, 1], labels: [-100, 13, 14, 1] });
  assert.deepEqual(
    [corpus.options.variant, corpus.options.budget, corpus.options.heldOut, corpus.options.seed],
    ['current', null, 0, 42],
  );
});

test('corpusFor(options) chooses and holds out the same pairs in every language, in the order of the files', async (context) => {
  const rows = [5, 4, 3, 2, 1, 0];
  const options = { ...optionsFor(context, { th: rows, et: rows }), budget: 9, heldOut: 2 };
  // random.seed(42); random.sample(range(6), 4) is [5, 0, 4, 2]; the last of them is held out.
  const expected = { examples: [5, 4, 0, 5, 4, 0], heldOut: [2, 2] };
  assert.deepEqual(rowsOf(await corpusFor(options)), expected);
  assert.deepEqual(rowsOf(await corpusFor(options)), expected, 'the same seed again');
});

test("corpusFor({ variant: 'paper' }) holds out what datasets holds out", async () => {
  interface Choice {
    readonly languages: readonly string[];
    readonly budget: number;
    readonly heldOut: number;
    readonly train: readonly string[];
    readonly test: readonly string[];
  }
  const [choice] = readReference<{ smallChoices: readonly Choice[] }>('corpus.json').smallChoices;
  assert.ok(choice !== undefined);
  const parts: Record<'train' | 'test', string[]> = { train: [], test: [] };
  const tokenizer = loadTokenizer(referenceFile('tokenizers/bloom'));
  const path = referenceFile('corpus');
  for await (const pair of streamCorpus({ ...choice, variant: 'paper', path, tokenizer })) {
    parts[pair.isHeldOut ? 'test' : 'train'].push(`${pair.language} ${pair.id}`);
  }
  assert.deepEqual(parts.train.sort(), choice.train);
  assert.deepEqual(parts.test.sort(), choice.test);
});

test("corpusFor({ variant: 'paper' }) asks for the paper's 67,017 pairs", async (context) => {
  await assert.rejects(corpusFor({ ...optionsFor(context, { et: [0, 1] }), variant: 'paper' }), {
    message: 'chooseRows: each of 1 languages must have 67017 pairs, got 2 of et',
  });
});

test("corpusFor({ template: 'bactrian-seq2seq' }) gives sources and targets", async (context) => {
  const tokenizer = wordTokenizer({ after: [1] });
  const options = { ...optionsFor(context, { et: [1] }), template: 'bactrian-seq2seq', tokenizer };
  const corpus = await corpusFor(options);
  assert.equal(corpus.kind, 'seq2seq');
  assert.deepEqual(corpus.examples, [{ source: [12, 12, 1], target: [13, 14, 1] }]);
});

test('summariseCorpus(options) counts as corpusFor(options) does', async (context) => {
  const options = { ...optionsFor(context, { et: [0, 3, 6], th: [1, 2, 0] }), maxLength: 6 };
  // Tokens of the pairs: et 4, 7, 10; th 5, 6, 4; all cut to 6, of which the prompts have 1, 4, 6; 2, 3, 1.
  const et = { language: 'et', pairs: 3, heldOut: 0, tokens: 16, learntTokens: 5, truncated: 2, lostEos: 2 };
  const th = { language: 'th', pairs: 3, heldOut: 0, tokens: 15, learntTokens: 9, truncated: 0, lostEos: 0 };
  const expected = [
    { ...et, withoutResponse: 1, longest: 10 },
    { ...th, withoutResponse: 0, longest: 6 },
  ];
  assert.deepEqual(await summariseCorpus(options), expected);
  assert.deepEqual((await corpusFor(options)).summary, expected);
});

test("corpusFor({ withoutResponse: 'drop' }) leaves pairs out of which nothing is learnt, and counts them", async (context) => {
  const rows = { et: [0, 3, 6], th: [6, 5], vi: [5, 1] };
  const options = { ...optionsFor(context, rows), maxLength: 6 };
  assert.deepEqual(rowsOf(await corpusFor(options)).examples, [0, 2, 2, 2, 2, 2, 1], 'kept, and cut');
  const corpus = await corpusFor({ ...options, withoutResponse: 'drop' });
  assert.deepEqual(rowsOf(corpus).examples, [0, 2, 1]);
  assert.deepEqual(
    corpus.summary.map(({ pairs, tokens, withoutResponse }) => [pairs, tokens, withoutResponse]),
    [
      [2, 10, 1],
      [0, 0, 2],
      [1, 5, 1],
    ],
  );
  assert.deepEqual(await summariseCorpus({ ...options, withoutResponse: 'drop' }), corpus.summary);
  await assert.rejects(corpusFor({ ...options, withoutResponse: 'ignore' as never }), {
    message: 'corpusFor: withoutResponse must be keep or drop, got "ignore"',
  });
});

test("corpusFor({ withoutResponse: 'drop' }) leaves held-out pairs out too", async (context) => {
  // As below: rows 0 and 1 are held out; here both are filled by their prompts.
  const options = { ...optionsFor(context, { et: [0, 1, 2] }), heldOut: 2, maxLength: 1 };
  const { summary, heldOut, examples } = await corpusFor({ ...options, withoutResponse: 'drop' });
  assert.deepEqual([summary[0]?.heldOut, summary[0]?.withoutResponse, heldOut, examples], [0, 1, [], []]);
});

test('summariseCorpus(options) counts held-out pairs apart', async (context) => {
  const [summary] = await summariseCorpus({ ...optionsFor(context, { et: [0, 1, 2] }), heldOut: 2 });
  // random.seed(42); random.sample(range(3), 3) is [2, 0, 1].
  assert.deepEqual([summary?.pairs, summary?.heldOut, summary?.tokens], [1, 2, 6]);
});

test('corpusFor(options, { onProgress }) tells of each language in each pass', async (context) => {
  const reports: ProgressReport[] = [];
  const options = { ...optionsFor(context, { et: [0, 1], th: [1, 0] }), budget: 2 };
  await corpusFor(options, { onProgress: (report) => reports.push(report) });
  const passes = [
    ['list et', null],
    ['list th', null],
    ['read et', 2],
    ['read th', 2],
  ] as const;
  assert.deepEqual(
    reports,
    passes.map(([label, total]) => ({ label, done: 2, total, unit: 'pairs', isPassing: true })),
  );
});

test('corpusFor(options, { signal }) stops between pairs', async (context) => {
  const reason = new Error('stopped');
  const signal = AbortSignal.abort(reason);
  await assert.rejects(corpusFor(optionsFor(context, { et: [0] }), { signal }), reason);
});

test('corpusFor({ name }) reads a data set of the hub', async (context) => {
  const files = { 'data/et.json.gz': gzipSync(lines([1])) };
  const hub = await startFakeHub(context, { 'datasets/org/own': files });
  const { path: _, ...options } = optionsFor(context, { et: [] });
  const corpus = await corpusFor({ ...options, name: 'org/own' }, hub.options);
  assert.deepEqual(rowsOf(corpus).examples, [1]);
});

test('corpusFor(options) throws for a language without pairs', async (context) => {
  const options = optionsFor(context, { et: [0], th: [] });
  const message = `corpusFor: ${options.path} must have pairs of th, got none`;
  await assert.rejects(corpusFor(options), { message });
  await assert.rejects(corpusFor({ ...options, budget: 2 }), { message });
});

test('corpusFor(options) throws for a language with fewer pairs than its share', async (context) => {
  const options = optionsFor(context, { et: [0, 1, 2], th: [0, 1] });
  await assert.rejects(corpusFor({ ...options, budget: 6 }), {
    message: 'chooseRows: each of 2 languages must have 3 pairs, got 2 of th',
  });
});

test('corpusFor(options) throws for a malformed row with its line', async (context) => {
  const options = optionsFor(context, { et: [0] });
  const file = join(options.path, 'et.jsonl');
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"id": "x-1"}\n`);
  await assert.rejects(corpusFor(options), {
    message: `${file}, line 2: instruction must be text, got nothing`,
  });
});

test('corpusFor(options) throws where a file changes while it is read', async (context) => {
  const options = { ...optionsFor(context, { et: [0, 1] }), budget: 2 };
  const onProgress = ({ label }: ProgressReport): void => {
    if (label === 'list et') writeFileSync(join(options.path, 'et.jsonl'), lines([0]));
  };
  await assert.rejects(corpusFor(options, { onProgress }), {
    message: 'corpusFor: et must stay as it is while it is read, got 1 of the 2 pairs listed before',
  });
});

const ERRORS: readonly [options: Partial<CorpusOptions>, message: string][] = [
  [{ languages: [] }, 'languages must be at least one, got none'],
  [{ languages: ['et', 'th', 'et'] }, 'languages must differ, got "et" twice'],
  [{ name: 'org/own' }, 'name must be left out where path is given, got "org/own"'],
  [{ variant: 'old' as 'paper' }, 'variant must be current or paper, got "old"'],
  [{ seed: -1 }, 'seed must be an integer in 0..9007199254740991, got -1'],
];

for (const [wrong, message] of ERRORS) {
  test(`corpusFor(${JSON.stringify(wrong)}) throws: ${message}`, async (context) => {
    const options = { ...optionsFor(context, { et: [0] }), ...wrong };
    await assert.rejects(corpusFor(options), new RangeError(`corpusFor: ${message}`));
  });
}

test('corpusFor(options) needs ids only where pairs are chosen or held out by them', async (context) => {
  const path = temporaryFolder(context);
  const row = { instruction: 'bb', output: 'ccc' };
  writeFileSync(join(path, 'et.jsonl'), `${JSON.stringify(row)}\n`.repeat(3));
  const options = { ...optionsFor(context, {}), path, languages: ['et'] };
  assert.equal((await corpusFor(options)).examples.length, 3);
  for (const choice of [
    { budget: 2 },
    { heldOut: 1 },
    { variant: 'paper', budget: 2, heldOut: 1 },
  ] as const) {
    await assert.rejects(corpusFor({ ...options, ...choice }), {
      message:
        'corpusFor: pairs of et must have ids, by which a budget and held-out pairs are chosen, got one without',
    });
  }
});
