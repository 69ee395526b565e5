import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { importBreaches, importCircles, type SourceFile } from './import-rules.js';
import { repositoryFile } from './repository.js';

const CASES: readonly [name: string, path: string, text: string, expected: readonly string[]][] = [
  ['an allowed arrow', 'charts/a.ts', "import { b } from '../results/b.js';", []],
  ['an arrow over several rooms', 'paper/a.ts', "import { b } from '../base/files/b.js';", []],
  ['an import of the same room', 'base/a.ts', "import { b } from './b.js';", []],
  ['an arrow of a file directly in src', 'index.ts', "import { b } from './kernel/b.js';", []],
  ['a package', 'base/a.ts', "import { join } from 'node:path';", []],
  ['an arrow in a comment', 'base/a.ts', "/** import { b } from '../paper/b.js' */", []],
  [
    'an arrow against the flow',
    'results/a.ts',
    "import { b } from '../paper/b.js';",
    ['results/a.ts: results must not import paper (../paper/b.js)'],
  ],
  [
    'an arrow over several lines, of types',
    'base/a.ts',
    "import type {\n  B,\n  C,\n} from '../results/b.js';",
    ['base/a.ts: base must not import results (../results/b.js)'],
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
  ['a missing ending', 'base/a.ts', "import { b } from './b';", ['base/a.ts: ./b must end in .js']],
  [
    'TensorFlow in the wrong place',
    'paper/a.ts',
    "import * as tf from '@tensorflow/tfjs-core';",
    ['paper/a.ts: only backend, model, tuning may import @tensorflow/tfjs-core'],
  ],
  ['TensorFlow in its place', 'model/a.ts', "import * as tf from '@tensorflow/tfjs-core';", []],
  ['a default export', 'base/a.ts', 'export default 1;', ['base/a.ts: must not have a default export']],
  [
    'a folder that is no room',
    'misc/a.ts',
    "import { b } from '../base/b.js';",
    ['misc/a.ts: misc is not a room of the house'],
  ],
];

for (const [name, path, text, expected] of CASES) {
  test(`importBreaches(files) judges ${name}`, () => {
    assert.deepEqual(importBreaches([{ path, text }]), expected);
  });
}

const CIRCLES: readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  expected: readonly string[],
][] = [
  ['none in a tree', { 'a.ts': './b.js', 'b.ts': './c.js', 'c.ts': 'node:fs' }, []],
  ['none where two ways meet', { 'a.ts': './b.js', 'b.ts': './c.js', 'c.ts': './d.js', 'd.ts': '' }, []],
  ['one of two files', { 'a.ts': './b/b.js', 'b/b.ts': '../a.js' }, ['a.ts → b/b.ts → a.ts']],
  [
    'one behind a file that is not in it',
    { 'a.ts': './b.js', 'b.ts': './c.js', 'c.ts': './d.js', 'd.ts': './b.js' },
    ['b.ts → c.ts → d.ts → b.ts'],
  ],
];

for (const [name, files, expected] of CIRCLES) {
  test(`importCircles(files) finds ${name}`, () => {
    const sources = Object.entries(files).map(([path, target]) => ({
      path,
      text: `import type { X } from '${target}';`,
    }));
    assert.deepEqual(importCircles(sources), expected);
  });
}

const SOURCES: readonly SourceFile[] = readdirSync(repositoryFile('src'), { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({
    path: path.split(sep).join('/'),
    text: readFileSync(join(repositoryFile('src'), path), 'utf8'),
  }));

test('importBreaches(src) finds nothing in our own sources', () => {
  assert.ok(SOURCES.length > 10, `${SOURCES.length} sources were found`);
  assert.deepEqual(importBreaches(SOURCES), []);
});

test('importCircles(src) finds none in our own sources', () => {
  assert.deepEqual(importCircles(SOURCES), []);
});
