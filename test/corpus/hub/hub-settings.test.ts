import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { hubSettings } from '../../../src/corpus/hub/hub-settings.js';
import { temporaryFolder } from '../../temporary-folder.js';

const home = (path: string): string => join(homedir(), path);

for (const [name, environment, expected] of [
  ['nothing', {}, home('.cache/huggingface/hub')],
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/x' }, resolve('/x/huggingface/hub')],
  ['HF_HOME before XDG_CACHE_HOME', { HF_HOME: '/h', XDG_CACHE_HOME: '/x' }, resolve('/h/hub')],
  ['HF_HUB_CACHE before HF_HOME', { HF_HOME: '/h', HF_HUB_CACHE: '/c' }, resolve('/c')],
  ['the older HUGGINGFACE_HUB_CACHE', { HF_HOME: '/h', HUGGINGFACE_HUB_CACHE: '/c' }, resolve('/c')],
  ['~', { HF_HOME: '~/models' }, home('models/hub')],
] as const) {
  test(`hubSettings(environment) finds the cache by ${name}`, () => {
    assert.equal(hubSettings(environment).cache, expected);
  });
}

for (const [name, environment, expected] of [
  ['the public hub', {}, 'https://huggingface.co'],
  [
    'HF_ENDPOINT without the slash at its end',
    { HF_ENDPOINT: 'http://mirror:8080/hub/' },
    'http://mirror:8080/hub',
  ],
] as const) {
  test(`hubSettings(environment) gives ${name}`, () => {
    assert.equal(hubSettings(environment).endpoint, expected);
  });
}

for (const address of ['mirror:8080', 'ftp://mirror', 'http://', 'https://a b']) {
  test(`hubSettings({ HF_ENDPOINT: '${address}' }) throws`, () => {
    assert.throws(() => hubSettings({ HF_ENDPOINT: address }), {
      name: 'RangeError',
      message: `hubSettings: HF_ENDPOINT must begin with http:// or https://, got "${address}"`,
    });
  });
}

test('hubSettings(environment) takes the token of HF_TOKEN, else of a file, else none', (context) => {
  const folder = temporaryFolder(context);
  assert.equal(hubSettings({ HF_HOME: folder }).token, null);
  writeFileSync(join(folder, 'token'), ' hf_file\n');
  assert.equal(hubSettings({ HF_HOME: folder }).token, 'hf_file');
  assert.equal(hubSettings({ HF_HOME: folder, HF_TOKEN: 'hf_word' }).token, 'hf_word');
  assert.equal(hubSettings({ HF_HOME: folder, HF_TOKEN_PATH: join(folder, 'other') }).token, null);
  writeFileSync(join(folder, 'token'), '\n');
  assert.equal(hubSettings({ HF_HOME: folder }).token, null);
});

for (const [word, expected] of [
  ['1', true],
  ['ON', true],
  ['yes', true],
  ['True', true],
  ['0', false],
  ['', false],
  ['no', false],
] as const) {
  test(`hubSettings({ HF_HUB_OFFLINE: '${word}' }) is ${expected ? 'offline' : 'online'}`, () => {
    assert.equal(hubSettings({ HF_HUB_OFFLINE: word }).isOffline, expected);
    assert.equal(hubSettings({ TRANSFORMERS_OFFLINE: word }).isOffline, expected);
  });
}
