import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originalOffsets } from '../../../src/kernel/errors/align-tokens.js';
import { loadTslab } from '../../../src/kernel/tslab/tslab-seam.js';

const { compiler } = loadTslab();

/** The word in the TypeScript that a word in the JavaScript comes from; `▸` stands before both. */
const CASES: readonly [name: string, typescript: string, javascript: string][] = [
  ['a name behind a type', 'const a: number = ▸f(1);', 'const a = ▸f(1);\nexports.a = a;'],
  ['a name that became a property', 'const b = ▸a + 1;', 'const b = exports.▸a + 1;'],
  ['an imported function', "import { f } from 'x';\n▸f(2);", 'const x_1 = require("x");\n(0, x_1.f)▸(2);'],
  [
    'a throw within a function with types',
    'function f(x: A | B): never {\n  throw ▸new E(x);\n}',
    'function f(x) {\n    throw ▸new E(x);\n}\nexports.f = f;',
  ],
  ['a call behind an interface', 'interface A { g(): void }\n▸g();', '▸g();'],
  ['a last expression', '▸a.b', 'exports.tsLastExpr = ▸a.b;'],
  ['other quotes and spaces', "f('a',▸g)", 'f("a", ▸g);'],
];

for (const [name, typescript, javascript] of CASES) {
  test(`originalOffsets(compiler, typescript, javascript) finds ${name}`, () => {
    const [from, to] = [typescript, javascript].map((text) => text.replace('▸', ''));
    assert.equal(
      originalOffsets(compiler, from ?? '', to ?? '')(javascript.indexOf('▸')),
      typescript.indexOf('▸'),
    );
  });
}

test('originalOffsets(compiler, typescript, javascript) is null behind the end, and for texts too long to compare', () => {
  assert.equal(originalOffsets(compiler, 'a', 'a')(5), null);
  const long = 'a;\n'.repeat(3000);
  assert.equal(originalOffsets(compiler, long, long)(0), null);
});
