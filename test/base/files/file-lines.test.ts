import assert from 'node:assert/strict';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileLines } from '../../../src/base/files/file-lines.js';
import { temporaryFolder } from '../../temporary-folder.js';

const LONG = 'ä'.repeat(100_000);
const TEXTS: [title: string, text: string][] = [
  ['an empty file', ''],
  ['a file without a line feed', 'one'],
  ['a last line that is ended', 'one\ntwo\n'],
  ['a last line that is not', 'one\r\n\n\ntwo'],
  ['a line feed at the end of what is read at once', `${'x'.repeat(65_535)}\n${'y'.repeat(65_536)}\nz`],
  ['lines longer than what is read at once, in letters of two bytes', `a${LONG}\n${LONG}${LONG}\nb`],
  ['many lines', Array.from({ length: 50_000 }, (_, index) => `line ${index}`).join('\n')],
];

for (const [title, text] of TEXTS) {
  test(`fileLines(file) gives what splitting gives of ${title}`, (context) => {
    const path = join(temporaryFolder(context), 'lines');
    writeFileSync(path, text);
    const file = openSync(path, 'r');
    context.after(() => closeSync(file));
    assert.deepEqual([...fileLines(file)], text.split('\n'));
    // It is read from the start each time.
    assert.deepEqual([...fileLines(file)], text.split('\n'));
  });
}
