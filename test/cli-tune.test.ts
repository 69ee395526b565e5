import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from './run-command.js';
import { temporaryFolder } from './temporary-folder.js';

test('lingtune tune --schema prints the JSON Schema of run.json', async () => {
  const { code, out } = await run('tune', '--schema');
  assert.equal(code, 0);
  assert.deepEqual((JSON.parse(out) as { required: string[] }).required, ['model', 'data']);
});

for (const [name, words, message] of [
  ['no configuration', ['-o', 'x'], 'lingtune: tune: --config and --output must be given, got no --config'],
  ['no folder', ['--config', 'x'], 'lingtune: tune: --config and --output must be given, got no --output'],
] as const) {
  test(`lingtune tune with ${name} fails in one line`, async () => {
    const { code, errors } = await run('tune', ...words);
    assert.deepEqual([code, errors], [1, message]);
  });
}

test('lingtune tune fails in one line that names file and field', async (t) => {
  const path = join(temporaryFolder(t), 'run.json');
  writeFileSync(path, JSON.stringify({ model: 'm', data: { languages: ['et'], budgets: 7 } }));
  const { code, errors } = await run('tune', '--config', path, '-o', 'x');
  assert.equal(code, 1);
  assert.equal(
    errors,
    `lingtune: ${path}: a field must be one of path, name, languages, budget, variant, got "data.budgets"; is budget meant?`,
  );
});
