import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readCsv } from '../../../src/base/files/csv.js';
import { linesFromEnd } from '../../../src/base/files/lines-from-end.js';
import { openPlainFile, readPlainFile, streamPlainFile } from '../../../src/base/files/plain-file.js';
import { readJsonFile } from '../../../src/base/files/read-json-file.js';
import { byteStream } from '../../../src/corpus/rows/byte-stream.js';
import { parquetRows } from '../../../src/corpus/rows/parquet-rows.js';
import { openCheckpoint } from '../../../src/model/checkpoint/open-checkpoint.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { loadTokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import { readLmEvalJson } from '../../../src/results/import/lm-eval-json.js';
import { temporaryFolder } from '../../temporary-folder.js';

const skip = process.platform === 'win32' && 'there are no pipes and devices among files';

/** Makes what is no file under a name. */
const KINDS = {
  'a pipe': (path: string) => execFileSync('mkfifo', [path]),
  'a device': (path: string) => symlinkSync('/dev/zero', path),
  'a folder': (path: string) => mkdirSync(path),
} as const;

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

/** Name of the file that is no file, and what opens it. */
const READERS: Readonly<Record<string, readonly [string, (path: string) => unknown]>> = {
  'openPlainFile(path)': ['file', openPlainFile],
  'readPlainFile(path)': ['file', readPlainFile],
  'streamPlainFile(path)': ['file', streamPlainFile],
  'readJsonFile(path)': ['file.json', readJsonFile],
  'readCsv(path, columns, read)': ['file.csv', (path) => readCsv(path, [], () => null)],
  'linesFromEnd(path)': ['file.log', (path) => [...linesFromEnd(path)]],
  'byteStream(path)': ['file.jsonl.gz', (path) => drain(byteStream(path))],
  'parquetRows(path, options)': ['file.parquet', (path) => drain(parquetRows(path, {}))],
  'readLmEvalJson(path)': ['results.json', readLmEvalJson],
  'openCheckpoint(folder)': ['model.safetensors', (path) => openCheckpoint(dirname(path))],
  'readModelConfig(folder)': ['config.json', (path) => readModelConfig(dirname(path))],
  'loadTokenizer(folder)': ['tokenizer.json', (path) => loadTokenizer(dirname(path))],
};

for (const [call, [name, read]] of Object.entries(READERS)) {
  for (const [kind, make] of Object.entries(KINDS)) {
    test(`${call} refuses ${kind} at once`, { skip, timeout: 600_000 }, async (context: TestContext) => {
      const path = join(temporaryFolder(context), name);
      make(path);
      const word = kind === 'a folder' ? 'a folder' : 'a pipe or device';
      await assert.rejects(async () => read(path), {
        message: new RegExp(`${name.replaceAll('.', '\\.')} must be a file, got ${word}$`),
      });
    });
  }
}

test('readPlainFile(path, options) reads a file of at most maxBytes', async (context) => {
  const path = join(temporaryFolder(context), 'file');
  writeFileSync(path, 'four');
  assert.equal(readPlainFile(path, { maxBytes: 4 }).toString(), 'four');
  assert.throws(() => readPlainFile(path, { maxBytes: 3 }), { message: '4 bytes where 3 are the most' });
  assert.throws(() => readPlainFile(`${path}.missing`), { code: 'ENOENT' });
  const pieces: unknown[] = [];
  for await (const piece of streamPlainFile(path)) pieces.push(piece);
  assert.equal(Buffer.concat(pieces as Buffer[]).toString(), 'four');
  closeSync(openPlainFile(path));
});
