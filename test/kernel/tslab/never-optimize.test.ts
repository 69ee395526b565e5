import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { neverOptimize } from '../../../src/kernel/tslab/never-optimize.js';

test('neverOptimize(functions) keeps V8 from optimizing them, and no others', () => {
  const module = new URL('../../../src/kernel/tslab/never-optimize.js', import.meta.url);
  const program = `import { neverOptimize } from '${module}';
function left(x) { return x + 1; }
function taken(x) { return x + 2; }
neverOptimize([left]);
let sum = 0;
for (let i = 0; i < 1e6; i += 1) sum = left(sum) - taken(sum) + i;
console.log(sum);`;
  const told = execFileSync(
    process.execPath,
    // Calls stay calls, so that each function is judged by itself.
    ['--trace-opt', '--no-turbo-inlining', '--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  );
  const optimized = [...told.matchAll(/completed optimizing \S+ <JSFunction (left|taken) /g)];
  assert.deepEqual([...new Set(optimized.map(([, name]) => name))], ['taken']);
});

test('neverOptimize([]) leaves the syntax of programs as it was', () => {
  neverOptimize([]);
  assert.throws(() => new Function('%DebugPrint(1)'), SyntaxError);
});
