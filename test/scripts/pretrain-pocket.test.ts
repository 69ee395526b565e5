import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeInitialModel } from '../../scripts/pocket/initial-model.js';
import { pretrainingConfig } from '../../scripts/pocket/pretraining-config.js';
import { pretrainingRows, TEXT_START } from '../../scripts/pocket/pretraining-rows.js';
import { thinLog } from '../../scripts/pocket/thin-log.js';
import { dataFile } from '../../src/base/files/data-file.js';
import { openSafetensors } from '../../src/model/checkpoint/open-safetensors.js';
import { loadTokenizer } from '../../src/model/tokenizer/load-tokenizer.js';
import { temporaryFolder } from '../temporary-folder.js';

const LANGUAGE = {
  code: 'en',
  instructions: { names: 'n', keywords: 'k', articles: 'a' },
  learnt: new Map(
    ['sun', 'moon', 'star'].map((name) => [name, { sign: name, name, keywords: [`${name} light`, 'sky'] }]),
  ),
  heldOut: new Map([['rain', { sign: 'rain', name: 'rain', keywords: ['wet'] }]]),
  learntPassages: [{ id: '1.0', article: 1, pieces: ['all', 'are', 'born'] as const }],
  heldOutPassages: [{ id: '2.0', article: 2, pieces: ['no', 'one', 'may'] as const }],
};

test('pretrainingRows(language, versions) has dictionary, lists and passages of what is learnt, and nothing else', () => {
  const texts = pretrainingRows(LANGUAGE, 1).map(({ instruction, output }) => {
    assert.equal(instruction, TEXT_START);
    return output;
  });
  const sorted = (text: string): string => text.split(', ').sort().join(', ');
  const lines = texts.map((text) => text.split(': ').map(sorted).join(': '));
  assert.deepEqual(lines, [
    'sun: sky, sun light',
    'moon: moon light, sky',
    'star: sky, star light',
    'moon, star, sun: moon, star, sun',
    'moon, star, sun: moon, star, sun',
    'all are born',
  ]);
});

test('pretrainingRows(language, versions) gives each version other orders and each row its own id', () => {
  const rows = pretrainingRows(LANGUAGE, 8);
  assert.equal(rows.length, 48);
  assert.equal(new Set(rows.map(({ id }) => id)).size, 48);
  assert.ok(new Set(rows.map(({ output }) => output)).size > 15);
  assert.deepEqual(pretrainingRows(LANGUAGE, 8), rows);
});

test('pretrainingConfig(model, text) learns all weights and every token but the start of a text', () => {
  const { lora, template, data } = pretrainingConfig('start', 'text');
  assert.equal(lora, null);
  assert.equal(data.languages.length, 52);
  assert.equal(typeof template === 'object' ? template?.withoutInput : null, '{instruction}');
  const tokenizer = loadTokenizer(dataFile('pocket/model'));
  assert.equal(tokenizer.encode(TEXT_START, { addSpecialTokens: true }).length, 1);
});

test('writeInitialModel(folder, seed) draws matrices of spread 0.08, norms of one and biases of zero', (context) => {
  const [one, same, other] = [1, 1, 2].map((seed) => {
    const folder = temporaryFolder(context);
    writeInitialModel(folder, seed);
    return readFileSync(join(folder, 'model.safetensors'));
  }) as [Buffer, Buffer, Buffer];
  assert.ok(one.equals(same));
  assert.ok(!one.equals(other));
  const folder = temporaryFolder(context);
  writeInitialModel(folder, 1);
  const checkpoint = openSafetensors(join(folder, 'model.safetensors'));
  const values = (name: string): number[] => Array.from(checkpoint.read(name).data);
  const embedding = values('transformer.word_embeddings.weight');
  const variance = embedding.reduce((sum, value) => sum + value * value, 0) / embedding.length;
  // 384,000 draws: the spread is known to 0.0012 of itself.
  assert.ok(Math.abs(Math.sqrt(variance) / 0.08 - 1) < 0.005);
  assert.ok(values('transformer.ln_f.weight').every((value) => value === 1));
  assert.ok(values('transformer.ln_f.bias').every((value) => value === 0));
  checkpoint.close();
});

test('thinLog(log) keeps the first line, every tenth and the last', () => {
  const log = Array.from({ length: 25 }, (_, place) => `{"step":${place + 1}}\n`).join('');
  assert.equal(thinLog(log), '{"step":1}\n{"step":10}\n{"step":20}\n{"step":25}\n');
});
