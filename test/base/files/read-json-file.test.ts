import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJsonFile } from '../../../src/base/files/read-json-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

function read(content: string | Uint8Array, maxBytes?: number): unknown {
  return withTemporaryFolder((folder) => {
    const path = join(folder, 'a.json');
    writeFileSync(path, content);
    return maxBytes === undefined ? readJsonFile(path) : readJsonFile(path, { maxBytes });
  });
}

test('readJsonFile(path) gives the value of the text', () => {
  assert.deepEqual(read('{"a": [1, "Tiếng Việt", null]}'), { a: [1, 'Tiếng Việt', null] });
});

for (const [name, content, message] of [
  ['a text that is cut', '{"a":', /a\.json: must be complete JSON$/],
  ['an empty file', '', /a\.json: must be complete JSON$/],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), /a\.json: must be UTF-8 text$/],
  ['a byte order mark', '\uFEFF{}', /a\.json: must be complete JSON$/],
  [
    'more bytes than allowed',
    '[1, 2, 3]',
    /a\.json: must be a readable JSON file, got 9 bytes where 8 are the most$/,
  ],
] as const) {
  test(`readJsonFile(path, options) throws for ${name}`, () => {
    assert.throws(() => read(content, 8), { name: 'Error', message });
  });
}

test('readJsonFile(path) throws for a folder and for a missing file', () => {
  withTemporaryFolder((folder) => {
    assert.throws(() => readJsonFile(folder), {
      message: /must be a readable JSON file, got .* must be a file, got a folder$/,
    });
    assert.throws(() => readJsonFile(join(folder, 'b.json')), {
      message: /b\.json: must be .* got no such file$/,
    });
  });
});
