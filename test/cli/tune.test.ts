import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { parseRunConfig } from '../../src/tuning/config/read-run-config.js';
import { listCheckpoints } from '../../src/tuning/run-folder/checkpoint-folder.js';
import { repositoryFile } from '../repository.js';
import { run } from '../run-command.js';
import { makeInputs, rawConfig } from '../study/small-tuning.js';
import { temporaryFolder } from '../temporary-folder.js';

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
    `lingtune: ${path}: a field must be one of path, name, languages, budget, variant, withoutResponse, got "data.budgets"; is budget meant?`,
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

for (const [name, maxLength, cut] of [
  ['what is learnt', 64, ''],
  ['what is cut too', 30, ' · \\d+ pairs cut, \\d+ of them without their end'],
] as const) {
  test(`lingtune tune says before it learns ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'run.json');
    const training = { steps: 1, maxLength };
    writeFileSync(path, JSON.stringify(rawConfig(makeInputs(folder), { training })));
    const { code, out, errors } = await run('tune', '--config', path, '-o', join(folder, 'run'));
    assert.equal(code, 0, errors);
    const learnt = '90 pairs in et, vi · [\\d,]+ tokens, [\\d,]+ of them learnt · 10 pairs held out';
    assert.match(errors, new RegExp(`^${learnt}${cut}$`, 'm'));
    assert.match(errors, /^about [\d.]+ GiB of memory, of [\d.]+ GiB that are free$/m);
    assert.match(out, /^1 steps · last loss /);
  });
}

for (const [name, withoutResponse, said] of [
  ['keeps', 'keep', '90 pairs in et, vi .* · 30 pairs without a token to learn, which add nothing'],
  ['leaves out', 'drop', '60 pairs in et, vi .* · 30 pairs without a token to learn, left out'],
] as const) {
  test(`lingtune tune ${name} pairs without a token to learn, and says so`, async (t) => {
    const folder = temporaryFolder(t);
    const inputs = makeInputs(folder);
    // A third of the instructions fill the row.
    const rows = Array.from({ length: 45 }, (_, row) => ({
      ...{ id: `x-${row}`, input: '', output: 'jah' },
      instruction: row % 3 === 0 ? 'sõna '.repeat(80) : 'sõna',
    }));
    for (const language of ['et', 'vi']) {
      writeFileSync(
        join(inputs.pairs, `${language}.jsonl`),
        rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
      );
    }
    const raw = rawConfig(inputs, { training: { steps: 2, maxLength: 64 }, evaluation: null });
    const data = { ...(raw.data as object), budget: 90, withoutResponse };
    const path = join(folder, 'run.json');
    writeFileSync(path, JSON.stringify({ ...raw, data }));
    const { code, out, errors } = await run('tune', '--config', path, '-o', join(folder, 'run'));
    assert.equal(code, 0, errors);
    assert.match(errors, new RegExp(`^${said}$`, 'm'));
    assert.match(out, /^2 steps · last loss \d/);
    const card = readFileSync(join(folder, 'run', 'adapter', 'README.md'), 'utf8');
    assert.match(card, withoutResponse === 'keep' ? /30 of them have no token to learn/ : /30 more have/);
  });
}

test('lingtune tune refuses pairs none of which has a token to learn before it learns', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'run.json');
  writeFileSync(path, JSON.stringify(rawConfig(makeInputs(folder), { training: { maxLength: 8 } })));
  const { code, errors } = await run('tune', '--config', path, '-o', join(folder, 'run'));
  assert.equal(code, 1);
  assert.match(
    errors,
    /lingtune: tuneModel: some of the pairs must have a token to learn within maxLength, got none in 90 of et, vi; a larger maxLength leaves room for responses$/,
  );
});

test('lingtune tune under --cpu-prof ends well and leaves a profile of its work', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'run.json');
  writeFileSync(path, JSON.stringify(rawConfig(makeInputs(folder, 'gpt2'), { training: { steps: 40 } })));
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--cpu-prof', '--cpu-prof-dir', join(folder, 'profile'), repositoryFile('bin/lingtune.js')],
      ...['tune', '--config', path, '-o', join(folder, 'run')],
    ],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  const [name = ''] = readdirSync(join(folder, 'profile'));
  const profile = JSON.parse(readFileSync(join(folder, 'profile', name), 'utf8')) as {
    nodes: { id: number; callFrame: { url: string } }[];
    samples: number[];
  };
  assert.ok(
    profile.nodes.some(({ callFrame }) => callFrame.url.includes('/dist/src/tuning/')),
    'the profile has nothing of the tuning',
  );
  assert.ok(profile.samples.length > 100, `${profile.samples.length} samples`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`lingtune tune at one ${signal} saves its state and ends with its code`, async (t) => {
    const folder = temporaryFolder(t);
    const [path, output] = [join(folder, 'run.json'), join(folder, 'run')];
    const change = { training: { steps: 100_000 }, checkpoint: { every: 100_000 } };
    writeFileSync(path, JSON.stringify(rawConfig(makeInputs(folder, 'gpt2'), change)));
    const words = [repositoryFile('bin/lingtune.js'), 'tune', '--config', path, '-o', output];
    const program = spawn(process.execPath, words);
    t.after(() => program.kill('SIGKILL'));
    const ended = once(program, 'exit');
    let errors = '';
    program.stderr.on('data', (text: Buffer) => {
      errors += String(text);
    });
    const log = join(output, 'log.jsonl');
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('"loss"')) {
      assert.equal(program.exitCode, null, errors);
      await setTimeout(20);
    }
    program.kill(signal);
    assert.deepEqual(await ended, [signal === 'SIGINT' ? 130 : 143, null], errors);
    assert.match(errors, /lingtune: interrupted; the state is saved; the same command with --resume goes on/);
    const [step = 0] = listCheckpoints(join(output, 'checkpoints'));
    assert.ok(step > 0, 'there is a checkpoint');
  });
}
