import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { MAX_RECORD } from '../../../src/base/files/record-limit.js';
import { readRows } from '../../../src/corpus/rows/read-rows.js';
import { temporaryFolder } from '../../temporary-folder.js';

const LONG = 'x'.repeat(3 * MAX_RECORD);

async function readAll(path: string): Promise<number> {
  let rows = 0;
  for await (const _ of readRows(path)) rows += 1;
  return rows;
}

for (const [name, text, place] of [
  ['a.jsonl', `{"a": 1}\n{"a": "${LONG}`, 'line 2'],
  ['a.json', `[{"a": 1},\n{"a": "${LONG}`, 'line 1'],
  ['a.csv', `a,b\n1,2\n"${LONG}`, 'row 3'],
  ['a.tsv', `a\tb\n1\t2\n3${LONG}`, 'row 3'],
  ['b.jsonl', LONG, 'line 1'],
] as const) {
  for (const packed of [false, true]) {
    const file = packed ? `${name}.gz` : name;
    test(`readRows(path) ends with a message where a record of ${file} does not end`, async (context) => {
      const path = join(temporaryFolder(context), file);
      writeFileSync(path, packed ? gzipSync(text, { level: 1 }) : text);
      await assert.rejects(readAll(path), {
        message: new RegExp(`${file}, ${place}: one record may take 16 MiB, got more`),
      });
    });
  }
}

test('readRows(path) streams records that are not too long, however many', async (context) => {
  const path = join(temporaryFolder(context), 'a.jsonl.gz');
  const line = `${JSON.stringify({ a: 'y'.repeat(2 ** 20) })}\n`;
  writeFileSync(path, gzipSync(line.repeat(40), { level: 1 }));
  assert.equal(await readAll(path), 40);
});

test('readRows(path) throws where a column is there twice', async (context) => {
  const path = join(temporaryFolder(context), 'a.csv');
  writeFileSync(path, 'text,label,text\n1,2,3\n');
  await assert.rejects(readAll(path), {
    message: `${path}, row 1: the name of column 3 must be there once, got "text" again`,
  });
});
