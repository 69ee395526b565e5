import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashText } from '../../../src/base/hash-text.js';
import { formOf, pythonJson } from '../../../src/base/python/python-form.js';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import { defineTask } from '../../../src/benchmarks/define-task.js';
import { parquetRows } from '../../../src/corpus/rows/parquet-rows.js';
import type { Row } from '../../../src/corpus/rows/row.js';
import { harnessSample, sampleLine } from '../../../src/evaluation/harness/harness-sample.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { temporaryFolder } from '../../temporary-folder.js';

interface Case {
  readonly text: string;
  readonly doc_hash: string;
}

const CASES = readReference<Case[]>('parquet-documents.json');

async function allRows(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { row } of parquetRows(path, {})) rows.push(row);
  return rows;
}

test('parquetRows(path) gives every type as lm-evaluation-harness hashes it', async () => {
  const rows = await allRows(referenceFile('parquet-documents.parquet'));
  assert.equal(rows.length, CASES.length);
  for (const [index, row] of rows.entries()) {
    assert.equal(pythonJson(row, { form: formOf(row), indent: 2 }), CASES[index]?.text);
  }
});

/** A benchmark whose documents may hold anything. */
const ANYTHING = defineTask({
  name: 'anything',
  dataset: { name: 'any/thing', split: 'test' },
  groupVersion: '1',
  words: { en: {} },
  fields: {
    safeParse: () => ({ success: true, data: {} }) as const,
  },
  choices: () => [
    { context: 'a', continuation: 'b' },
    { context: 'a', continuation: 'c' },
  ],
  gold: () => 0,
});

test('harnessSample(document) of a document from Parquet has the doc_hash of lm-evaluation-harness', async () => {
  const rows = await allRows(referenceFile('parquet-documents.parquet'));
  for (const [index, row] of rows.entries()) {
    const document = ANYTHING.read(row, { language: 'en', variant: 'current', place: `row ${index}` });
    assert.ok(document !== null);
    const scores = [0, 1].map(() => ({ logProbability: -1, isGreedy: false }));
    const sample = { ...document, index, scores, choice: 0, isCorrect: true };
    assert.equal(harnessSample(sample).doc_hash, CASES[index]?.doc_hash);
    assert.equal(harnessSample(sample).doc_hash, hashText(CASES[index]?.text ?? ''));
    // A line of the samples file can be written, and says the same.
    const line = sampleLine(sample);
    assert.ok(line.includes(`"doc":${pythonJson(document.fields, { form: document.form })}`));
    assert.ok(index > 0 || line.includes('1152921504606846976'));
  }
});

test('defineTask(…).read refuses a document that could not be written, before it is scored', () => {
  for (const value of [Symbol('x'), () => 1, { a: [Symbol('y')] }]) {
    assert.throws(
      () => ANYTHING.read({ value }, { language: 'en', variant: 'current', place: 'x, document 3' }),
      /^Error: x, document 3: a document must be plain data, got pythonJson: values must be plain data, got a /,
    );
  }
  const loop: Record<string, unknown> = {};
  loop.loop = loop;
  assert.throws(
    () => ANYTHING.read(loop, { language: 'en', variant: 'current', place: 'x' }),
    /at most 500 deep/,
  );
});

const FUZZED = Number(process.env.LINGTUNE_FUZZ ?? 300);
const FILES = ['rows-snappy.parquet', 'rows-zstd.parquet', 'parquet-documents.parquet'];

test(`parquetRows(path) of ${FUZZED} damaged files gives the rows or one clear error, and ends`, {
  timeout: 3_600_000,
}, async (context) => {
  const random = new NumpyRandom(9);
  const below = (count: number): number => Math.floor(random.random() * count);
  const originals = await Promise.all(
    FILES.map(async (name) => {
      const bytes = readFileSync(referenceFile(name));
      return { bytes, rows: (await allRows(referenceFile(name))).length };
    }),
  );
  let refused = 0;
  const path = join(temporaryFolder(context), 'x.parquet');
  for (let round = 0; round < FUZZED; round++) {
    const { bytes, rows } = originals[round % FILES.length] as (typeof originals)[number];
    const damaged = Buffer.from(bytes);
    const count = 1 + below(4);
    for (let change = 0; change < count; change++) {
      damaged[below(damaged.length)] = [0, 0xff, 0x7f, 0x80, below(256)][below(5)] ?? 0;
    }
    writeFileSync(path, below(10) === 0 ? damaged.subarray(0, below(damaged.length)) : damaged);
    try {
      const read = await allRows(path);
      // Without a sum a changed value may be another value; the number of rows may not be another.
      assert.ok(read.length <= rows, `${read.length} rows`);
      for (const row of read) pythonJson(row, { form: formOf(row) });
    } catch (error) {
      assert.ok(error instanceof Error && error.message.startsWith(`${path}`), String(error));
      refused += 1;
    }
  }
  assert.ok(refused > FUZZED / 10, `${refused} of ${FUZZED} refused`);
});
