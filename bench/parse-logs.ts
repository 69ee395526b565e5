/**
 * How fast are job logs imported? Beside a plain Python reader that goes through whole files with regular expressions.
 *
 *     npm run build && node dist/bench/parse-logs.js [--logs 200] [--megabytes 3] [--rounds 3]
 *
 * Writes logs of the raw kind to a temporary folder, from `data/published-runs.csv` with its progress bars put back, then reads
 * them in turns with both. Both are timed inside their own process: start-up counts for neither, and the files are in
 * the system's cache for both. Checks that both read the same records. The last line is the ratio of the medians.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { flattenRuns, type Run } from '../src/records/run.js';
import { importRuns } from '../src/results/import/import-runs.js';
import { readPublishedRuns } from '../src/results/published.js';
import { median } from './median.js';
import { rawLog } from './raw-log.js';

/** Accuracies by file, in the form that both readers give. */
type Records = [source: string, task: string, language: string | null, accuracy: number, stderr: number][];

interface Timing {
  readonly seconds: number;
  readonly records: Records;
}

const PYTHON_READER = fileURLToPath(new URL('../../bench/parse_logs.py', import.meta.url));

function writeLogs(folder: string, runs: readonly Run[], bytes: number): number {
  let total = 0;
  for (const [index, run] of runs.entries()) {
    const path = join(folder, run.source);
    writeFileSync(path, rawLog(run, { bytes, seed: index }));
    total += statSync(path).size;
  }
  return total;
}

function timeOurs(folder: string): Timing {
  const start = performance.now();
  const { runs } = importRuns([folder]);
  const seconds = (performance.now() - start) / 1000;
  assert.ok(runs.every((run) => run.status === 'complete'));
  const records: Records = flattenRuns(runs).map(({ source, task, language, accuracy, stderr }) => [
    basename(source),
    task,
    language,
    accuracy,
    stderr ?? Number.NaN,
  ]);
  return { seconds, records };
}

function timePython(folder: string): Timing {
  const output = execFileSync('python3', [PYTHON_READER, folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return JSON.parse(output);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      logs: { type: 'string', default: '200' },
      megabytes: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-bench-'));
  try {
    const runs = readPublishedRuns().slice(0, Number(values.logs));
    const megabytes = writeLogs(folder, runs, Number(values.megabytes) * 1e6) / 1e6;
    console.log(`${runs.length} logs, ${megabytes.toFixed(0)} MB, ${values.rounds} rounds in turns`);
    const ours: number[] = [];
    const pythons: number[] = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      const python = timePython(folder);
      const own = timeOurs(folder);
      assert.deepEqual(own.records, python.records);
      ours.push(own.seconds);
      pythons.push(python.seconds);
    }
    const [own, python] = [median(ours), median(pythons)];
    console.log(`same ${runs.length * 55} records from both`);
    console.log(
      `lingtune: ${(megabytes / own).toFixed(0)} MB/s (${own.toFixed(3)} s, from the end of each log)`,
    );
    console.log(`python:   ${(megabytes / python).toFixed(0)} MB/s (${python.toFixed(3)} s, whole files)`);
    console.log(`ratio lingtune / python: ${(python / own).toFixed(1)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
