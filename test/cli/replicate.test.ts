import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryFile } from '../repository.js';
import { run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';

test('lingtune replicate --profile paper writes the list of jobs, and runs nothing', async (t) => {
  const output = join(temporaryFolder(t), 'new');
  const { code, out } = await run('replicate', '--profile', 'paper', '--output', output);
  const path = join(output, 'jobs.jsonl');
  assert.deepEqual(
    [code, out],
    [
      0,
      `317 jobs (5 base, 105 main, 105 analysis, 102 varying), of which 37 would come out as another one → ${path}`,
    ],
  );
  assert.deepEqual(readdirSync(output), ['jobs.jsonl']);
  const jobs = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(jobs.length, 317);
  const geo = jobs.find(({ name }) => name === 'main/BLOOM-7B1/GEO-1');
  assert.deepEqual(
    [
      geo.config.model,
      geo.config.training.steps,
      geo.config.lora.r,
      geo.evaluation.tasks.length,
      geo.selectionSeed,
    ],
    ['bigscience/bloom-7b1', 7748, 64, 5, 66],
  );
});

/** Words of the command line, and what is said. */
const REFUSALS: readonly [name: string, words: string[], code: number, message: RegExp][] = [
  ['no profile', ['-o', 'x'], 2, /required option '--profile <name>' not specified/],
  ['an unknown profile', ['--profile', 'huge', '-o', 'x'], 2, /Allowed choices are pocket, smoke, paper\./],
  ['no output', ['--profile', 'smoke'], 2, /required option '-o, --output <folder>' not specified/],
  [
    'a number of languages that cannot be',
    ['--profile', 'smoke', '-o', 'x', '--counts', '4,53'],
    2,
    /Numbers in 1\.\.52 are needed, for example 1,2,4,7\./,
  ],
];

for (const [name, words, expected, message] of REFUSALS) {
  test(`lingtune replicate refuses ${name}`, async () => {
    const { code, errors } = await run('replicate', ...words);
    assert.equal(code, expected);
    assert.match(errors, message);
  });
}

test('lingtune replicate refuses a file where the output is to be', async (t) => {
  const output = join(temporaryFolder(t), 'file');
  writeFileSync(output, '');
  const { code, errors } = await run('replicate', '--profile', 'smoke', '--output', output);
  assert.equal(code, 1);
  assert.match(errors, /replicate: output must be a folder, got .*, where .* is a file$/);
});

test('lingtune replicate asks for Chromium before the study where a picture is wanted', async (t) => {
  const output = join(temporaryFolder(t), 'study');
  const words = ['replicate', '--profile', 'smoke', '--output', output, '--png', join(output, 'gains.png')];
  const { status, stderr } = spawnSync(process.execPath, [repositoryFile('bin/lingtune.js'), ...words], {
    env: { PATH: '', LINGTUNE_CHROMIUM: '' },
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /a still picture needs Chromium; install it/);
  assert.equal(existsSync(output), false);
});

test('isStudyFeasible() is false where WebAssembly computes, and says what can be done', () => {
  const module = new URL('../../src/cli/make-study.js', import.meta.url);
  const script = `
    import { isStudyFeasible } from ${JSON.stringify(module.href)};
    console.log(await isStudyFeasible());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, LINGTUNE_BACKEND: 'wasm' },
    encoding: 'utf8',
  });
  assert.equal(stdout, 'false\n');
  assert.match(stderr, /are left out; lingtune replicate --profile smoke makes a study$/m);
});
