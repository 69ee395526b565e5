/**
 * How fast is a zero-shot evaluation, and how much memory does it take? Beside lm-evaluation-harness 0.4.13 on the same
 * model (a BLOOM of 50.8 million random weights, vocabulary 50,000) and documents (XCOPA's validation sets in 11
 * languages, 2,200 requests), whole processes one after the other in the same run, start-up included. The harness runs
 * with batches of 1, 16 and 64. Every one of the four runs twice, in turns, so that whatever slows the machine down for
 * a while does not decide; the faster time of each counts, and of the harness its fastest batch. Checks that the
 * accuracies are equal. The last line is the ratio.
 *
 *     python3.11 -m venv /tmp/bench && /tmp/bench/bin/pip install torch==2.13.0 && /tmp/bench/bin/pip install lm-eval==0.4.13 transformers
 *     npm run build && node dist/bench/evaluation.js /tmp/bench/bin/python DATA
 *
 * DATA holds xcopa/val.<language>.jsonl with the hub's field names.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLmEvalJson } from '../src/results/import/lm-eval-json.js';
import { repositoryFile } from '../test/repository.js';
import { measureProcess, type ProcessCost } from './measure-process.js';

const BATCH_SIZES = [1, 16, 64];
const REQUESTS = 2200;
const ROUNDS = 2;

interface Measurement extends ProcessCost {
  readonly name: string;
  /** Accuracy of each language. */
  readonly accuracies: Readonly<Record<string, number>>;
}

async function ours(output: string, work: string, data: string): Promise<Measurement> {
  const tasks = readdirSync(join(work, 'tasks')).map((file) => `xcopa_${file.replace('.yaml', '')}`);
  const cost = await measureProcess(process.execPath, [
    repositoryFile('bin/lingtune.js'),
    'evaluate',
    ...['--model', join(work, 'model'), '--tasks', tasks.join(), '--data', data, '--split', 'validation'],
    ...['--output', output, '--no-cache'],
  ]);
  return { name: 'lingtune', ...cost, accuracies: readAccuracies(output) };
}

async function theirs(output: string, work: string, python: string, batchSize: number): Promise<Measurement> {
  const tasks = readdirSync(join(work, 'tasks')).map((file) => `local_xcopa_${file.replace('.yaml', '')}`);
  const cost = await measureProcess(
    python,
    [
      ...['-m', 'lm_eval', 'run', '--model', 'hf', '--device', 'cpu', '--batch_size', String(batchSize)],
      ...['--model_args', `pretrained=${join(work, 'model')},dtype=float32`],
      ...['--tasks', tasks.join(), '--include_path', join(work, 'tasks'), '--output_path', output],
    ],
    { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_CACHE: join(work, 'datasets') },
  );
  return { name: `lm-eval, batches of ${batchSize}`, ...cost, accuracies: readAccuracies(output) };
}

/** Accuracies of the only results file below a folder, by language. */
function readAccuracies(folder: string): Record<string, number> {
  const [path = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  const text = readFileSync(join(folder, path), 'utf8').replaceAll('local_xcopa', 'xcopa');
  const { scores } = parseLmEvalJson(text, path);
  return Object.fromEntries(scores.map(({ language, accuracy }) => [language ?? 'all', accuracy]));
}

async function main([python = 'python3', data = '']: readonly string[]): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'lingtune-bench-'));
  try {
    await measureProcess(python, [repositoryFile('bench/evaluation.py'), data, work]);
    const results: Measurement[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      results.push(await ours(mkdtempSync(join(work, 'round-')), work, data));
      for (const size of BATCH_SIZES) {
        results.push(await theirs(mkdtempSync(join(work, 'round-')), work, python, size));
      }
    }
    for (const { name, seconds, peakBytes, accuracies } of results) {
      const pace = (REQUESTS / seconds).toFixed(1);
      const peak = Math.round(peakBytes / 1e6).toLocaleString('en');
      console.log(`${name}: ${seconds.toFixed(1)} s, ${pace} requests a second, peak ${peak} MB`);
      assert.deepEqual(accuracies, results[0]?.accuracies);
    }
    const fastest = (isOurs: boolean) =>
      Math.min(...results.flatMap(({ name, seconds }) => ((name === 'lingtune') === isOurs ? seconds : [])));
    console.log(`lm-eval's fastest time / ours: ${(fastest(false) / fastest(true)).toFixed(2)}`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

await main(process.argv.slice(2));
