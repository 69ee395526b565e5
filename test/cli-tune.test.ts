import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRunConfig } from '../src/tuning/config/read-run-config.js';
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

for (const [name, resumed, config, message] of [
  [
    'a run that was cut off',
    [],
    {},
    /^lingtune: tune: a run that was cut off must be resumed, or another output be given, got one in .* without resume$/,
  ],
  [
    'another run',
    ['--resume'],
    { lora: { r: 4 } },
    /^lingtune: tune: the run must be that of .*run\.json, or another output be given, got another lora\.r \(64 and 4\)$/,
  ],
] as const) {
  test(`lingtune tune refuses a folder of ${name} before it asks for the model`, async (t) => {
    const folder = temporaryFolder(t);
    const raw = { model: 'not/fetched', data: { languages: ['et'] } };
    const path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ ...raw, ...config }));
    writeFileSync(join(folder, 'run.json'), JSON.stringify(parseRunConfig(raw)));
    const { code, errors } = await run('tune', '--config', path, '-o', folder, ...resumed);
    assert.equal(code, 1);
    assert.match(errors, message);
  });
}
