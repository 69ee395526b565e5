import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { cacheFolder } from '../../../src/base/files/cache-folder.js';

for (const [name, options, expected] of [
  [
    'LINGTUNE_CACHE before all else',
    { environment: { LINGTUNE_CACHE: '/c', XDG_CACHE_HOME: '/x' }, platform: 'linux' },
    resolve('/c'),
  ],
  [
    'a folder under the current one, made absolute',
    { environment: { LINGTUNE_CACHE: 'c' }, platform: 'darwin' },
    resolve('c'),
  ],
  ['XDG_CACHE_HOME', { environment: { XDG_CACHE_HOME: '/x' }, platform: 'linux' }, join('/x', 'lingtune')],
  [
    '~/.cache where nothing or an empty text is set',
    { environment: { LINGTUNE_CACHE: '', XDG_CACHE_HOME: '' }, platform: 'linux' },
    join(homedir(), '.cache', 'lingtune'),
  ],
  [
    "macOS's folder for caches",
    { environment: { XDG_CACHE_HOME: '/x' }, platform: 'darwin' },
    join(homedir(), 'Library', 'Caches', 'lingtune'),
  ],
  [
    'LOCALAPPDATA on Windows',
    { environment: { LOCALAPPDATA: '/l' }, platform: 'win32' },
    join('/l', 'lingtune'),
  ],
  [
    'its usual place on Windows',
    { environment: {}, platform: 'win32' },
    join(homedir(), 'AppData', 'Local', 'lingtune'),
  ],
] as const) {
  test(`cacheFolder(options) is ${name}`, () => assert.equal(cacheFolder(options), expected));
}
