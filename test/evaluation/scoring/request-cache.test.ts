import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CacheScope, RequestCache } from '../../../src/evaluation/scoring/request-cache.js';
import type { SequenceScore } from '../../../src/records/sequences.js';
import { repositoryFile } from '../../repository.js';
import { temporaryFolder } from '../../temporary-folder.js';

const SCOPE: CacheScope = { identity: 'model a', task: 'xnli_de', variant: 'current' };
const scores = (...values: number[]): SequenceScore[] =>
  values.map((logProbability) => ({ logProbability, isGreedy: logProbability > -1 }));

/** Opens a cache, uses it and closes it. */
function withCache<Result>(folder: string, use: (cache: RequestCache) => Result, scope = SCOPE): Result {
  const cache = new RequestCache(folder, scope);
  try {
    return use(cache);
  } finally {
    cache.close();
  }
}

/** Path of the only file in the cache. */
function onlyFile(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  );
  assert.equal(names.length, 1);
  return join(folder, names[0] ?? '');
}

test('RequestCache(folder, scope) knows what was added, at once and later', (context) => {
  const folder = join(temporaryFolder(context), 'not', 'yet');
  withCache(folder, (cache) => {
    assert.equal(cache.get([1, 2]), undefined);
    cache.add([1, 2], scores(-0.1, -1 / 3));
    assert.deepEqual(cache.get([1, 2]), scores(-0.1, -1 / 3));
  });
  withCache(folder, (cache) => {
    assert.deepEqual(cache.get([1, 2]), scores(-0.1, -1 / 3));
    assert.equal(cache.get([1, 3]), undefined);
  });
});

const OTHERS: [title: string, scope: CacheScope][] = [
  ['another model', { ...SCOPE, identity: 'model b' }],
  ['another task', { ...SCOPE, task: 'xnli_fr' }],
  ['the other variant', { ...SCOPE, variant: 'paper' }],
];

for (const [title, scope] of OTHERS) {
  test(`RequestCache(folder, scope) gives no score of ${title}`, (context) => {
    const folder = temporaryFolder(context);
    withCache(folder, (cache) => cache.add('document', scores(-1)));
    assert.equal(
      withCache(folder, (cache) => cache.get('document'), scope),
      undefined,
    );
  });

  test(`RequestCache(folder, scope) gives no score of ${title} whose lines are in its file`, (context) => {
    const [folder, other] = [temporaryFolder(context), temporaryFolder(context)];
    withCache(other, (cache) => cache.add('document', scores(-1)), scope);
    withCache(folder, () => undefined);
    appendFileSync(onlyFile(folder), readFileSync(onlyFile(other)));
    assert.equal(
      withCache(folder, (cache) => cache.get('document')),
      undefined,
    );
  });
}

test('RequestCache(folder, scope) passes over a line that was cut short at any byte, and goes on', (context) => {
  const folder = temporaryFolder(context);
  withCache(folder, (cache) => cache.add('first', scores(-1.5)));
  const path = onlyFile(folder);
  const first = readFileSync(path);
  withCache(folder, (cache) => cache.add('second', scores(-2.5, -0.5)));
  const whole = readFileSync(path);
  for (let length = first.length; length < whole.length; length += 1) {
    writeFileSync(path, whole);
    truncateSync(path, length);
    withCache(folder, (cache) => {
      assert.deepEqual(cache.get('first'), scores(-1.5));
      // Only the line end may be missing from a line that counts.
      assert.equal(cache.get('second') !== undefined, length === whole.length - 1);
      cache.add('third', scores(-3));
    });
    withCache(folder, (cache) => {
      assert.deepEqual(cache.get('first'), scores(-1.5));
      assert.deepEqual(cache.get('third'), scores(-3));
    });
  }
});

const STRANGE = ['nonsense', '[]', 'null', '{"key":1,"scores":[]}', '{"key":"a","scores":[[null,true]]}'];

for (const line of STRANGE) {
  test(`RequestCache(folder, scope) passes over the line ${line}`, (context) => {
    const folder = temporaryFolder(context);
    withCache(folder, (cache) => cache.add('first', scores(-1)));
    appendFileSync(onlyFile(folder), `${line}\n`);
    assert.deepEqual(
      withCache(folder, (cache) => cache.get('first')),
      scores(-1),
    );
  });
}

test('add(document, scores) keeps no infinite score, and no document twice', (context) => {
  const folder = temporaryFolder(context);
  withCache(folder, (cache) => {
    cache.add('infinite', scores(Number.NEGATIVE_INFINITY));
    cache.add('twice', scores(-1));
    cache.add('twice', scores(-1));
  });
  assert.equal(readFileSync(onlyFile(folder), 'utf8').trimEnd().split('\n').length, 1);
});

const MODULE = repositoryFile('dist/src/evaluation/scoring/request-cache.js');
const LINES = 1000;

test('RequestCache(folder, scope) keeps what several processes write at once', async (context) => {
  const folder = temporaryFolder(context);
  const program = (name: string): string => `
    import { RequestCache } from ${JSON.stringify(MODULE)};
    const cache = new RequestCache(${JSON.stringify(folder)}, ${JSON.stringify(SCOPE)});
    for (let index = 0; index < ${LINES}; index += 1) {
      cache.add('${name}' + index, [{ logProbability: -1 - index, isGreedy: false }]);
    }`;
  const writers = ['a', 'b', 'c'].map((name) =>
    spawn(process.execPath, ['--input-type=module', '-e', program(name)]),
  );
  const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0] as number));
  assert.deepEqual(codes, [0, 0, 0]);
  withCache(folder, (cache) => {
    for (const name of ['a', 'b', 'c']) {
      for (let index = 0; index < LINES; index += 1) {
        assert.deepEqual(cache.get(name + index), [{ logProbability: -1 - index, isGreedy: false }]);
      }
    }
  });
});

test('RequestCache(folder, scope) refuses a folder that cannot be made', (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'file'), '');
  assert.throws(() => new RequestCache(join(folder, 'file'), SCOPE), { code: 'ENOTDIR' });
});
