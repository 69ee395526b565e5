import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
    { HF_ENDPOINT: 'http://mirror:8080/hub/', HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' },
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

test('hubSettings(environment) gives no token offline, nor where HF_HUB_DISABLE_IMPLICIT_TOKEN is set', () => {
  const environment = { HF_TOKEN: 'hf_word', HF_ENDPOINT: 'https://hub.example' };
  assert.equal(hubSettings(environment).token, 'hf_word');
  assert.equal(hubSettings({ ...environment, HF_HUB_DISABLE_IMPLICIT_TOKEN: 'true' }).token, null);
  assert.equal(hubSettings({ ...environment, HF_HUB_OFFLINE: '1' }).token, null);
});

const TOKEN_FORM = 'must hold a token, one word of letters, digits and -._~+/=, got';
for (const [name, text, got] of [
  ['two lines', 'hf_first\nhf_second\n', '18 characters on 2 lines (not shown)'],
  ['two lines of Windows', 'hf_first\r\nhf_second', '19 characters on 2 lines (not shown)'],
  ['two words', 'Bearer hf_first', '15 characters on 1 line (not shown)'],
  ['a letter that no header takes', 'hf_früh', '7 characters on 1 line (not shown)'],
  ['a NUL', 'hf_\0', '4 characters on 1 line (not shown)'],
] as const) {
  test(`hubSettings(environment) throws for a token of ${name} and does not show it`, (context) => {
    const folder = temporaryFolder(context);
    const file = join(folder, 'token');
    writeFileSync(file, text);
    assert.throws(() => hubSettings({ HF_HOME: folder }), {
      name: 'RangeError',
      message: `hubSettings: ${file} ${TOKEN_FORM} ${got}`,
    });
    assert.throws(() => hubSettings({ HF_HOME: folder, HF_TOKEN: text }), {
      message: `hubSettings: HF_TOKEN ${TOKEN_FORM} ${got}`,
    });
  });
}

test('hubSettings(environment) throws for a token file that is none, and does not wait for a pipe', (context) => {
  const folder = temporaryFolder(context);
  assert.throws(() => hubSettings({ HF_TOKEN_PATH: folder }), {
    message: `readSmallText: ${folder} must be a readable file of at most 65536 bytes, got ${folder} must be a file, got a folder`,
  });
  const large = join(folder, 'large');
  writeFileSync(large, 'x'.repeat(70_000));
  assert.throws(() => hubSettings({ HF_TOKEN_PATH: large }), {
    message: `readSmallText: ${large} must be a readable file of at most 65536 bytes, got 70000 bytes where 65536 are the most`,
  });
  const pipe = join(folder, 'pipe');
  if (spawnSync('mkfifo', [pipe]).status !== 0) return;
  assert.throws(() => hubSettings({ HF_TOKEN_PATH: pipe }), {
    message: `readSmallText: ${pipe} must be a readable file of at most 65536 bytes, got ${pipe} must be a file, got a pipe or device`,
  });
});

for (const [address, isSafe] of [
  ['https://mirror.example', true],
  ['http://localhost:8080', true],
  ['http://127.0.0.1:8080', true],
  ['http://127.9.9.9', true],
  ['http://[::1]:8080', true],
  ['http://mirror.example', false],
  ['http://127.0.0.1.example', false],
  ['http://localhost.example:8080', false],
  ['http://10.0.0.1', false],
] as const) {
  test(`hubSettings({ HF_ENDPOINT: '${address}', HF_TOKEN }) ${isSafe ? 'gives the token' : 'throws'}`, () => {
    const environment = { HF_ENDPOINT: address, HF_TOKEN: 'hf_word' };
    if (isSafe) assert.equal(hubSettings(environment).token, 'hf_word');
    else {
      assert.throws(() => hubSettings(environment), {
        name: 'RangeError',
        message: `hubSettings: HF_ENDPOINT must begin with https:// where there is a token, which all on the way could read, got ${address}; HF_HUB_DISABLE_IMPLICIT_TOKEN=1 asks without the token`,
      });
    }
  });
}

for (const [address, message] of [
  [
    'https://me:secret@mirror.example/hub',
    'must hold no user and no password, got "https://***@mirror.example/hub"; a token is given by HF_TOKEN',
  ],
  [
    'https://secret@mirror',
    'must hold no user and no password, got "https://***@mirror"; a token is given by HF_TOKEN',
  ],
  ['https://me:se/cret@mirror', 'must begin with http:// or https://, got "https://***@mirror"'],
  ['me:secret@mirror', 'must begin with http:// or https://, got "***@mirror"'],
  ['https://mirror/hub?key=secret', 'must end with its path, got "https://mirror/hub?…"'],
  ['https://mirror/#secret', 'must end with its path, got "https://mirror/?…"'],
] as const) {
  test(`hubSettings({ HF_ENDPOINT: '${address}' }) throws and shows no secret`, () => {
    assert.throws(() => hubSettings({ HF_ENDPOINT: address }), {
      name: 'RangeError',
      message: `hubSettings: HF_ENDPOINT ${message}`,
    });
  });
}

test('hubSettings({ HF_HUB_DOWNLOAD_TIMEOUT }) is the patience, 60 s by default', () => {
  const safe = { HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' };
  assert.equal(hubSettings(safe).patience, 60_000);
  assert.equal(hubSettings({ ...safe, HF_HUB_DOWNLOAD_TIMEOUT: '2.5' }).patience, 2500);
  for (const text of ['0', '-1', 'long', 'Infinity', '1e9']) {
    assert.throws(() => hubSettings({ ...safe, HF_HUB_DOWNLOAD_TIMEOUT: text }), {
      name: 'RangeError',
      message: `hubSettings: HF_HUB_DOWNLOAD_TIMEOUT must be seconds above 0, at most 2000000, got "${text}"`,
    });
  }
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
