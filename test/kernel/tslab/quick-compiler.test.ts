/** What cells are compiled with: the modules of one's own that they import. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startKernelClient } from '../../../src/jupyter/kernel-client.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { inShort, traceback } from '../session/running-kernel.js';

test('quickCompiler(compiler) compiles modules that a cell imports, those that they import, and tells their errors', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'inner.ts'), 'export const one: number = 1;\n');
  writeFileSync(
    join(folder, 'outer.ts'),
    "import { one } from './inner';\nexport const two = (): number => one + 1;\n",
  );
  writeFileSync(join(folder, 'wrong.ts'), "export const three: number = 'three';\n");
  const kernel = await startKernelClient({ folder });
  t.after(() => kernel.close());
  const { outputs } = await kernel.execute("import { two } from './outer';\ntwo()");
  assert.deepEqual(inShort(outputs), ['execute_result: 2']);
  const { outputs: wrong } = await kernel.execute("import { three } from './wrong';\nthree");
  assert.match(
    traceback(wrong)[0] ?? '',
    /^TypeScriptError: Type 'string' is not assignable to type 'number'/,
  );
  assert.deepEqual(inShort((await kernel.execute('two() + 1')).outputs), ['execute_result: 3']);
});

test('an error in a module that a cell imports is told by its place in the TypeScript', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'scores.ts');
  writeFileSync(
    file,
    "type Row = { score?: number };\n\nexport function score(row: Row): number {\n  if (row.score === undefined) throw new RangeError('no score');\n  return row.score;\n}\n",
  );
  const kernel = await startKernelClient({ folder });
  t.after(() => kernel.close());
  await kernel.execute("import { score } from './scores';");
  const { outputs } = await kernel.execute('score({});');
  assert.deepEqual(traceback(outputs), [
    'RangeError: no score',
    'scores.ts, line 4, column 38',
    '  2 │ ',
    '  3 │ export function score(row: Row): number {',
    "> 4 │   if (row.score === undefined) throw new RangeError('no score');",
    '    │                                      ^^^',
    '  5 │   return row.score;',
    '  at In[2], line 1',
  ]);
  const { outputs: printed } = await kernel.execute(
    'try { score({}); } catch (error) { console.error(error); }',
  );
  assert.deepEqual(inShort(printed), [
    `stderr: RangeError: no score\n    at score (${file}:4:38)\n    at In[3]:1:7\n`,
  ]);
});

test('quickCompiler(compiler) finds a module that appears where one had been looked for, and goes on after others do', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'first.ts'), 'export const first = 1;\n');
  const kernel = await startKernelClient({ folder });
  t.after(() => kernel.close());
  assert.deepEqual(inShort((await kernel.execute("import { first } from './first';\nfirst")).outputs), [
    'execute_result: 1',
  ]);
  const { outputs } = await kernel.execute("import { later } from './later';\nlater");
  assert.match(traceback(outputs)[0] ?? '', /^TypeScriptError: Cannot find module '\.\/later'/);
  writeFileSync(join(folder, 'later.ts'), 'export const later = 2;\n');
  writeFileSync(join(folder, 'runs.csv'), 'run\n');
  // The system tells of new files a moment later.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(inShort((await kernel.execute('first + 1')).outputs), ['execute_result: 2']);
  assert.deepEqual(inShort((await kernel.execute("import { later } from './later';\nlater")).outputs), [
    'execute_result: 2',
  ]);
});
