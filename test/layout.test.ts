import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { importBreaches } from './import-rules.js';
import { repositoryFile } from './repository.js';

const CASES: readonly [name: string, path: string, text: string, expected: readonly string[]][] = [
  ['an allowed arrow', 'paper/a.ts', "import { b } from '../results/b.js';", []],
  ['an import of the same folder', 'util/a.ts', "import { b } from './b.js';", []],
  ['an arrow of a file directly in src', 'cli.ts', "import { b } from './kernel/b.js';", []],
  ['a package', 'util/a.ts', "import { join } from 'node:path';", []],
  ['an arrow in a comment', 'util/a.ts', "/** import { b } from '../paper/b.js' */", []],
  [
    'an arrow against the flow',
    'results/a.ts',
    "import { b } from '../paper/b.js';",
    ['results/a.ts: results must not import paper (../paper/b.js)'],
  ],
  [
    'an arrow over several lines, of types',
    'util/a.ts',
    "import type {\n  B,\n  C,\n} from '../results/b.js';",
    ['util/a.ts: util must not import results (../results/b.js)'],
  ],
  [
    're-exports and dynamic imports',
    'evaluation/a.ts',
    "export { b } from '../model/b.js';\nawait import('../tuning/c.js');",
    [
      'evaluation/a.ts: evaluation must not import model (../model/b.js)',
      'evaluation/a.ts: evaluation must not import tuning (../tuning/c.js)',
    ],
  ],
  [
    'an import of the public interface from inside',
    'kernel/a.ts',
    "import { b } from '../index.js';",
    ['kernel/a.ts: kernel must not import src (../index.js)'],
  ],
  ['a missing ending', 'util/a.ts', "import { b } from './b';", ['util/a.ts: ./b must end in .js']],
  [
    'TensorFlow in the wrong place',
    'paper/a.ts',
    "import * as tf from '@tensorflow/tfjs-core';",
    ['paper/a.ts: only model and tuning may import @tensorflow/tfjs-core'],
  ],
  ['TensorFlow in its place', 'model/a.ts', "import * as tf from '@tensorflow/tfjs-core';", []],
  ['a default export', 'util/a.ts', 'export default 1;', ['util/a.ts: must not have a default export']],
  [
    'a folder that the design does not know',
    'misc/a.ts',
    "import { b } from '../util/b.js';",
    ['misc/a.ts: misc is not a folder of the design'],
  ],
];

for (const [name, path, text, expected] of CASES) {
  test(`importBreaches(files) judges ${name}`, () => {
    assert.deepEqual(importBreaches([{ path, text }]), expected);
  });
}

test('importBreaches(src) finds nothing in our own sources', () => {
  const files = readdirSync(repositoryFile('src'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({
      path: path.split(sep).join('/'),
      text: readFileSync(join(repositoryFile('src'), path), 'utf8'),
    }));
  assert.ok(files.length > 10, `${files.length} sources were found`);
  assert.deepEqual(importBreaches(files), []);
});
