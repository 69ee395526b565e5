import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contentFingerprint } from '../../../src/study/model/content-fingerprint.js';
import { temporaryFolder } from '../../temporary-folder.js';

test('contentFingerprint(folder) changes with what the files hold, and with nothing else', async (t) => {
  const folder = temporaryFolder(t);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('config.json', '{}');
  write('model.safetensors', 'weights');
  const first = await contentFingerprint(folder);
  // By Python: sha256(b'"config.json" ' + sha256(b'{}').hexdigest() + b'\n' + b'"model.safetensors" ' + …).
  assert.equal(first, 'sha256:8d4e47413cafad644111174f7d24fa00');
  utimesSync(join(folder, 'model.safetensors'), 1, 1);
  for (const name of ['README.md', '.gitattributes', 'tf_model.h5', 'config.json.1-ab.tmp']) write(name, 'a');
  mkdirSync(join(folder, 'checkpoints'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.json'));
  assert.equal(await contentFingerprint(folder), first);
  write('model.safetensors', 'Weights');
  assert.notEqual(await contentFingerprint(folder), first);
  write('model.safetensors', 'weights');
  assert.equal(await contentFingerprint(folder), first);
});

test('contentFingerprint(folder) tells equal names, sizes and times apart', async (t) => {
  const folders = ['first', 'other'].map((weights) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'adapter_model.safetensors');
    writeFileSync(path, weights);
    utimesSync(path, 1, 1);
    return folder;
  });
  const [one, other] = await Promise.all(folders.map((folder) => contentFingerprint(folder)));
  assert.notEqual(one, other);
});

for (const name of [
  ...[
    'tokenizer.model',
    'spiece.model',
    'chat_template.jinja',
    'pytorch_model.bin',
    'vocab.txt',
    'merges.txt',
  ],
  ...['model-00001-of-00002.safetensors', 'added_tokens.json', 'tokenizer.tiktoken', 'modeling_own.py'],
]) {
  test(`contentFingerprint(folder) changes with ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'config.json'), '{}');
    const seen = new Set([await contentFingerprint(folder)]);
    for (const text of ['a', 'b']) {
      writeFileSync(join(folder, name), text);
      seen.add(await contentFingerprint(folder));
    }
    assert.equal(seen.size, 3);
  });
}

test('contentFingerprint(folder) throws where there is no folder', async () => {
  await assert.rejects(contentFingerprint('/no/such/folder'), { code: 'ENOENT' });
});
