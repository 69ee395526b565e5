import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { cacheFolder } from '../../src/base/files/cache-folder.js';
import { readLmEvalJson } from '../../src/results/import/lm-eval-json.js';
import { parseTaskName } from '../../src/results/import/task-name.js';
import { assertClose } from '../close.js';
import { readReference, referenceFile } from '../reference-file.js';
import { repositoryFile } from '../repository.js';
import { type Outcome, run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';

interface Harness {
  readonly accuracies: Readonly<Record<string, number>>;
  readonly stderrs: Readonly<Record<string, number>>;
}

const { bloom } = readReference<{ bloom: { base: Harness; adapter: Harness } }>('evaluation/scores.json');
const MODEL = referenceFile('models/bloom');
const MODEL_FILE = join(MODEL, 'config.json');
const COMMON = ['--tokenizer', referenceFile('tokenizers/bloom'), '--data', referenceFile('benchmarks')];

/** A folder for results that is not there yet. */
function outputFolder(context: TestContext): string {
  return join(temporaryFolder(context), 'out');
}

function evaluateCommand(output: string, tasks: string, ...words: string[]): Promise<Outcome> {
  return run('evaluate', '--model', MODEL, ...COMMON, '--tasks', tasks, '--output', output, ...words);
}

/** Paths of all files under a folder; none where there is no such folder. */
function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The one results file under a folder. */
function resultsFile(folder: string): string {
  const found = filesUnder(folder).filter((path) => basename(path).startsWith('results_'));
  assert.equal(found.length, 1);
  return found[0] ?? '';
}

const TASKS = 'xcopa,xwinograd_jp,paws_de,xnli_zh';
const CASES: readonly (readonly [name: string, words: readonly string[], harness: Harness])[] = [
  ['a model', [], bloom.base],
  ['a model with an adapter', ['--adapter', join(MODEL, 'adapter')], bloom.adapter],
];
for (const [name, words, harness] of CASES) {
  test(`main(evaluate) finds the accuracies that lm-evaluation-harness finds for ${name}, and writes them`, async (t) => {
    const output = outputFolder(t);
    const { code, out } = await evaluateCommand(output, TASKS, '--no-cache', '--samples', ...words);
    assert.equal(code, 0);
    const { scores } = readLmEvalJson(resultsFile(output));
    const names = Object.keys(harness.accuracies).filter((task) =>
      /^(xcopa(_..)?|xwinograd_jp|paws_de|xnli_zh)$/.test(task),
    );
    assert.equal(scores.length, names.length);
    for (const task of names) {
      const { task: benchmark, language } = parseTaskName(task);
      const score = scores.find((own) => own.task === benchmark && own.language === language);
      // The same counts of documents, divided in the same way; the groups' sums may differ in the last bits.
      assertClose(score?.accuracy ?? NaN, harness.accuracies[task] ?? NaN, 1e-12, task);
      assertClose(score?.stderr ?? NaN, harness.stderrs[task] ?? NaN, 1e-12, task);
    }
    assert.equal(filesUnder(output).filter((path) => basename(path).startsWith('samples_')).length, 14);
    assert.match(out, /^Zero-shot accuracy by language\n/);
    assert.match(out, /tfjs 4\.22\.0.*results_.*\.json$/);
  });
}

test('main(evaluate --limit 2) evaluates two documents and says in the file that it did', async (t) => {
  const output = outputFolder(t);
  const { code } = await evaluateCommand(output, 'xcopa_et', '--no-cache', '--limit', '2');
  assert.equal(code, 0);
  const { lacks } = readLmEvalJson(resultsFile(output));
  assert.ok(lacks.includes('only a part of the documents was evaluated (limit 2)'));
});

test('main(evaluate) stops at SIGINT with nothing written, and goes on from the cache', async (t) => {
  const folder = temporaryFolder(t);
  const output = join(folder, 'out');
  // Many documents, so that there is time to stop: each another premise.
  const data = join(folder, 'data');
  mkdirSync(join(data, 'xcopa'), { recursive: true });
  const [line = ''] = readFileSync(referenceFile('benchmarks/xcopa/test.et.jsonl'), 'utf8').split('\n');
  const document = JSON.parse(line) as object;
  const rows = Array.from({ length: 3000 }, (_, index) =>
    JSON.stringify({ ...document, premise: `Lause ${index} ${'sadas vihma '.repeat(20)}.` }),
  );
  writeFileSync(join(data, 'xcopa', 'test.et.jsonl'), `${rows.join('\n')}\n`);
  const words = [
    ...['evaluate', '--model', MODEL, '--tokenizer', referenceFile('tokenizers/bloom')],
    ...['--data', data, '--tasks', 'xcopa_et', '--output', output],
  ];
  // Scores of its own, but the TensorFlow that is set up.
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  const tensorflow = join(cacheFolder(), 'tensorflow');
  if (existsSync(tensorflow)) symlinkSync(tensorflow, join(cache, 'tensorflow'));
  const scored = (): number => {
    const [path] = filesUnder(join(cache, 'scores'));
    return path === undefined ? 0 : readFileSync(path, 'utf8').split('\n').length - 1;
  };
  const stopped = await runChild(words, {
    cache,
    until: () => scored() > 0,
  });
  assert.equal(stopped.code, 130);
  assert.match(stopped.errors, /lingtune: interrupted; what is scored is kept/);
  assert.doesNotMatch(stopped.errors, /\n\s+at /);
  assert.deepEqual(filesUnder(output), []);
  const kept = scored();
  assert.ok(kept > 0 && kept < rows.length, `${kept} documents are kept`);

  const again = await runChild(words, { cache });
  assert.equal(again.code, 0, again.errors);
  assert.equal(scored(), rows.length);
  assert.equal(filesUnder(output).length, 1);
});

/** Runs the command as a program of its own, and sends SIGINT as soon as `until` holds. */
function runChild(
  words: readonly string[],
  { cache, until }: { cache: string; until?: () => boolean },
): Promise<{ code: number | null; errors: string }> {
  const env = { ...process.env, LINGTUNE_CACHE: cache };
  const child = spawn(process.execPath, [repositoryFile('bin/lingtune.js'), ...words], { env });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const watch = setInterval(() => {
    if (until?.() !== true) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 20);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, errors });
    });
  });
}

const BAD: readonly (readonly [name: string, words: readonly string[], code: number, message: RegExp])[] = [
  [
    'an unknown task',
    ['--tasks', 'xcopa_ett'],
    1,
    /^lingtune: parseTasks: a task must be .*"xcopa_ett"; did you mean .*xcopa_et/,
  ],
  ['no task', ['--tasks', ','], 1, /^lingtune: parseTasks: names must hold at least one task, got none$/],
  ['a folder of documents that is not there', ['--data', 'no-such-folder'], 1, /^lingtune: .*no-such-folder/],
  ['a split that is not there', ['--split', 'dev'], 1, /^lingtune: .*dev\.et/],
  ['a model that is not there', ['--model', './no-such-model'], 1, /^lingtune: .*no-such-model/],
  ['an adapter that is not there', ['--adapter', './no-such-adapter'], 1, /^lingtune: .*no-such-adapter/],
  ['a folder without a tokenizer', ['--tokenizer', MODEL], 1, /^lingtune: .*tokenizer\.json/],
  [
    'a file in the place of the folder',
    ['--output', MODEL_FILE],
    1,
    /output must be a folder, got .*is a file$/,
  ],
  [
    'a limit of 0',
    ['--limit', '0'],
    1,
    /^lingtune: evaluateModel: limit must be an integer in 1\.\..*, got 0$/,
  ],
  ['a limit that is no number', ['--limit', 'some'], 2, /--limit/],
  ['an unknown variant', ['--variant', 'old'], 2, /Allowed choices are current, paper/],
];
for (const [name, words, code, message] of BAD) {
  test(`main(evaluate) ends with code ${code} and one clear line for ${name}, and writes nothing`, async (t) => {
    const output = outputFolder(t);
    const outcome = await evaluateCommand(output, 'xcopa_et', '--no-cache', ...words);
    assert.equal(outcome.code, code);
    assert.match(outcome.errors, message);
    assert.doesNotMatch(outcome.errors, /\n\s+at /);
    if (code === 1) assert.equal(outcome.errors.split('\n').length, 1);
    assert.deepEqual(filesUnder(output), []);
  });
}

test('main(evaluate) names the backends where LINGTUNE_BACKEND is none of them', async (t) => {
  process.env.LINGTUNE_BACKEND = 'abacus';
  t.after(() => delete process.env.LINGTUNE_BACKEND);
  const { code, errors } = await evaluateCommand(outputFolder(t), 'xcopa_et', '--no-cache');
  assert.equal(code, 1);
  assert.match(errors, /^lingtune: .*LINGTUNE_BACKEND must be .*wasm.*abacus.*$/);
});
