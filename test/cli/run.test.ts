import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeNotebook } from '../kernel/notebook-file.js';
import { repositoryFile } from '../repository.js';
import { run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Cells that take parameters; they find the package below the repository. */
const CELLS = [
  "import { parameters } from 'lingtune';\nconst { k, name } = parameters({ k: 14, name: 'geo' });",
  "k + 1 + ' ' + name",
];

test('main(run notebook -p k=7 -p name=typo -o file) executes it with the parameters and keeps the outputs', async (t) => {
  const folder = temporaryFolder(t, repositoryFile('out'));
  const path = writeNotebook(folder, 'a.ipynb', CELLS);
  const output = join(folder, 'sub/b.ipynb');
  const { code, out, errors } = await run('run', path, '-p', 'k=7', '-p', 'name=typo', '-o', output);
  assert.equal(errors, '');
  assert.equal(code, 0);
  assert.match(out, /a\.ipynb → .*b\.ipynb \([\d.]+ s\)$/);
  const { cells } = JSON.parse(readFileSync(output, 'utf8'));
  assert.deepEqual(cells[1].outputs[0].data, { 'text/plain': ["'8 typo'"] });
});

test('main(run notebook) ends with 1 at the first error, and keeps what was reached', async (t) => {
  const folder = temporaryFolder(t, repositoryFile('out'));
  const path = writeNotebook(folder, 'a.ipynb', ['1', "throw new RangeError('f: no')", '3']);
  const { code, errors } = await run('run', path);
  assert.equal(code, 1);
  assert.match(
    errors,
    /^lingtune: .*a\.ipynb: code cell 2: RangeError: f: no \(after [\d.]+ s; what was reached: /,
  );
  const { cells } = JSON.parse(readFileSync(join(folder, 'a.executed.ipynb'), 'utf8'));
  const outputs = cells.map((cell: { outputs: { output_type: string }[] }) =>
    cell.outputs.map(({ output_type }) => output_type),
  );
  assert.deepEqual(outputs, [['execute_result'], ['error'], []]);
});

test('main(run notebook -p name=value) refuses parameters that no cell asks for, and words without =', async (t) => {
  const folder = temporaryFolder(t, repositoryFile('out'));
  const path = writeNotebook(folder, 'a.ipynb', ['1']);
  const { code, errors } = await run('run', path, '-p', 'k=7');
  assert.equal(code, 1);
  assert.match(errors, /a\.ipynb must call parameters\(\) where parameters are given, got \{"k":7\}$/);
  assert.equal(existsSync(join(folder, 'a.executed.ipynb')), false);
  assert.equal((await run('run', path, '-p', 'k')).code, 2);
});
