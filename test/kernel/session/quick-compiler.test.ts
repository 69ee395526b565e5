/** What cells are compiled with: the modules of one's own that they import. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startKernelClient } from '../../../src/kernel/kernel-client.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { inShort, traceback } from './running-kernel.js';

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
