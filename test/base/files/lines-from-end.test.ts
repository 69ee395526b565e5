import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeUtf8, linesFromEnd } from '../../../src/base/files/lines-from-end.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

function linesOf(content: string | Uint8Array, options = {}): string[] {
  return withTemporaryFolder((folder) => {
    const path = join(folder, 'x.log');
    writeFileSync(path, content);
    return [...linesFromEnd(path, options)];
  });
}

for (const [name, content, expected] of [
  ['lines from the last to the first', 'a\nb\nc', ['c', 'b', 'a']],
  ['an empty line after the last line end', 'a\n', ['', 'a']],
  ['empty lines between', 'a\n\nb', ['b', '', 'a']],
  ['each state of a progress bar', '10%\r50%\r100%\nend', ['end', '100%', '50%', '10%']],
  ['Windows line ends as one', 'a\r\nb\r\n\r\nc', ['c', '', 'b', 'a']],
  ['line ends of a terminal as one', 'a\r\r\nb', ['b', 'a']],
  ['nothing of an empty file but one empty line', '', ['']],
] as const) {
  test(`linesFromEnd(path) gives ${name}`, () => {
    assert.deepEqual(linesOf(content), expected);
  });

  test(`linesFromEnd(path) gives ${name}, whatever the size of its chunks`, () => {
    for (const chunkBytes of [1, 2, 3, 4, 5]) assert.deepEqual(linesOf(content, { chunkBytes }), expected);
  });
}

test('linesFromEnd(path) cuts a long line to its start', () => {
  const content = `first\n${'0123456789'.repeat(20)}\nlast`;
  for (const chunkBytes of [7, 64, 1024]) {
    assert.deepEqual(linesOf(content, { chunkBytes, maxLineBytes: 12 }), ['last', '012345678901', 'first']);
  }
});

test('linesFromEnd(path) throws where the file is shortened while it is read', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'x.log');
    writeFileSync(path, 'a\n'.repeat(100));
    const lines = linesFromEnd(path, { chunkBytes: 16 });
    lines.next();
    const file = openSync(path, 'r+');
    ftruncateSync(file, 0);
    closeSync(file);
    assert.throws(() => [...lines], { message: `${path}: the file was shortened while it was read` });
  });
});

test('linesFromEnd(path) throws where there is no such file', () => {
  assert.throws(() => [...linesFromEnd('/no/such/file.log')], { code: 'ENOENT' });
});

test('linesFromEnd(path) passes through a sparse file of 256 MB in constant memory', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'sparse.log');
    writeFileSync(path, 'start\n');
    truncateSync(path, 256 * 1024 ** 2);
    const before = process.memoryUsage().rss;
    let peak = before;
    let count = 0;
    for (const line of linesFromEnd(path)) {
      count++;
      assert.ok(line.length <= 8_192);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    assert.equal(count, 2);
    assert.ok(peak - before < 100e6, `memory grew by ${Math.round((peak - before) / 1e6)} MB`);
  });
});

test('decodeUtf8(bytes) reads UTF-8 and replaces what is not', () => {
  assert.equal(decodeUtf8('\u00c2\u00b1'), '±');
  assert.equal(decodeUtf8('a\u00b1b'), 'a\uFFFDb');
});
