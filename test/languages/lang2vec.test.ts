import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fetchLang2vec, lang2vecPath, readLang2vec } from '../../src/languages/lang2vec.js';
import { withTemporaryFolder } from '../temporary-folder.js';

/** Runs a function with an empty user cache. */
function withCache(use: (cache: string) => void): void {
  const before = process.env.LINGTUNE_CACHE;
  withTemporaryFolder((folder) => {
    process.env.LINGTUNE_CACHE = join(folder, 'cache');
    try {
      use(join(folder, 'cache'));
    } finally {
      if (before === undefined) delete process.env.LINGTUNE_CACHE;
      else process.env.LINGTUNE_CACHE = before;
    }
  });
}

/** A program in place of Python: it takes pip's words and runs `body` of a shell script in their `--dest` folder. */
function standIn(folder: string, body: string): string {
  const path = join(folder, 'python');
  writeFileSync(path, `#!/bin/sh\nwhile [ "$1" != --dest ]; do shift; done\ncd "$2" || exit 9\n${body}\n`, {
    mode: 0o755,
  });
  return path;
}

const skip = process.platform === 'win32' ? 'the stand-in for Python is a shell script' : false;

test('readLang2vec() throws where nothing was fetched, and says what to do', () => {
  withCache((cache) => {
    assert.throws(() => readLang2vec(), {
      message: `readLang2vec: ${join(cache, 'lang2vec-1.1.2-py3-none-any.whl')} must be there; \`lingtune features fetch\` fetches it (10 MB)`,
    });
  });
});

test('readLang2vec(path) throws for another file', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'other.whl');
    writeFileSync(path, '');
    assert.throws(() => readLang2vec(path), {
      message: `readLang2vec: ${path} must have the SHA-256 sum bc43eddce15175ee1561c8a0566f56e42019d5987ea6c2890770a1b5d1f48fa4, got e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`,
    });
  });
});

test('fetchLang2vec({ python }) throws with the last line of pip, and leaves nothing', { skip }, () => {
  withCache((cache) => {
    withTemporaryFolder((folder) => {
      const python = standIn(folder, 'echo first >&2; echo no network >&2; exit 1');
      assert.throws(() => fetchLang2vec({ python }), {
        message: `fetchLang2vec: ${python} -m pip download lang2vec==1.1.2 must succeed, got: no network`,
      });
      assert.equal(existsSync(cache), false);
    });
  });
});

test('fetchLang2vec({ python }) throws where pip hands over another file, and keeps none', { skip }, () => {
  withCache((cache) => {
    withTemporaryFolder((folder) => {
      const python = standIn(folder, 'echo forged > lang2vec-1.1.2-py3-none-any.whl');
      assert.throws(() => fetchLang2vec({ python }), /must have the SHA-256 sum/);
      assert.equal(existsSync(cache), false);
    });
  });
});

test('fetchLang2vec({ python }) throws where there is no such program', () => {
  withCache(() => {
    assert.throws(() => fetchLang2vec({ python: '/nowhere/python' }), {
      message:
        'fetchLang2vec: /nowhere/python -m pip download lang2vec==1.1.2 must succeed, got: spawnSync /nowhere/python ENOENT',
    });
  });
});

test('fetchLang2vec({ python }) throws for a damaged file in the cache', () => {
  withCache((cache) => {
    mkdirSync(cache);
    writeFileSync(lang2vecPath(), 'cut');
    assert.throws(() => fetchLang2vec({ python: 'unused' }), /must have the SHA-256 sum/);
    assert.deepEqual(readdirSync(cache), [basename(lang2vecPath())]);
  });
});

const fetched = lang2vecPath();
const absent = existsSync(fetched) ? skip : 'lang2vec is not in the user cache (lingtune features fetch)';

test('fetchLang2vec({ python }) keeps what pip hands over, and asks once', { skip: absent }, () => {
  withCache((cache) => {
    withTemporaryFolder((folder) => {
      const path = fetchLang2vec({ python: standIn(folder, `cp '${fetched}' .`) });
      assert.equal(path, join(cache, 'lang2vec-1.1.2-py3-none-any.whl'));
      assert.equal(fetchLang2vec({ python: '/nowhere/python' }), path);
      assert.equal(readLang2vec().length, 10_165_378);
    });
  });
});
