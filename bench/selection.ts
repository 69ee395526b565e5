/**
 * How fast is the paper's whole k-means sweep (four features, every k, three seeds, ten restarts)? Beside
 * scikit-learn 1.3.2, one thread each, one after the other in the same run. Both are timed inside their own process:
 * start-up counts for neither. Checks that answers are equal wherever ties do not decide. The last line is the ratio.
 *
 *     python3.11 -m venv /tmp/bench && /tmp/bench/bin/pip install scikit-learn==1.3.2 "numpy<2"
 *     npm run build && node dist/bench/selection.js /tmp/bench/bin/python
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { FEATURES, readFeatures } from '../src/languages/features.js';
import { type Matrix, matrixRow } from '../src/records/matrix.js';
import { kmeans } from '../src/selection/kmeans/kmeans.js';
import { readReference } from '../test/reference-file.js';
import { repositoryFile } from '../test/repository.js';

const SEEDS = [66, 42, 10];
const RESTARTS = 10;
const SINGLE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const OUTPUT_BYTES = 2 ** 26;

interface Answer {
  readonly seed: number;
  readonly count: number;
  readonly labels: readonly number[];
  readonly inertia: number;
  readonly iterations: number;
}

interface Sweep {
  readonly name: string;
  readonly seconds: number;
  readonly answers: readonly Answer[];
}

/** A case of `test/reference/kmeans.json`, as far as it says whether ties decide. */
interface Case {
  readonly features: string;
  readonly seed: number;
  readonly restarts: number;
  readonly count: number;
  readonly outcomes: number;
  readonly among: boolean;
}

/** Cases in which scikit-learn gives one answer however its sums are rounded and its ties fall. */
function settledCases(): Set<string> {
  const settled = readReference<Case[]>('kmeans.json').filter(
    ({ restarts, outcomes, among }) => restarts === RESTARTS && outcomes === 1 && among,
  );
  return new Set(settled.map(({ features, seed, count }) => `${features} ${seed} ${count}`));
}

function ourSweep(name: string, points: Matrix): Sweep {
  const counts = Array.from({ length: points.rows }, (_, index) => index + 1);
  const start = performance.now();
  const results = SEEDS.flatMap((seed) =>
    counts.map((count) => kmeans(points, { count, seed, restarts: RESTARTS })),
  );
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, answers: results.map((result) => ({ ...result, labels: [...result.labels] })) };
}

function theirSweeps(python: string, tables: readonly { name: string; points: Matrix }[]): Sweep[] {
  const rows = ({ points }: { points: Matrix }): number[][] =>
    Array.from({ length: points.rows }, (_, row) => [...matrixRow(points, row)]);
  const work = {
    tables: tables.map((table) => ({ name: table.name, rows: rows(table) })),
    seeds: SEEDS,
    restarts: RESTARTS,
  };
  const { status, stdout, error } = spawnSync(python, [repositoryFile('bench/selection.py')], {
    input: JSON.stringify(work),
    encoding: 'utf8',
    env: { ...process.env, ...SINGLE_THREAD },
    maxBuffer: OUTPUT_BYTES,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`bench/selection: ${python} must run bench/selection.py, got exit code ${status}`, {
      cause: error,
    });
  }
  return JSON.parse(stdout) as Sweep[];
}

function isEqual(ours: Answer, theirs: Answer | undefined): boolean {
  return (
    theirs !== undefined &&
    ours.iterations === theirs.iterations &&
    ours.labels.every((label, point) => label === theirs.labels[point]) &&
    Math.abs(ours.inertia - theirs.inertia) <= 1e-9 * theirs.inertia + 1e-20
  );
}

/** Prints one table's times, and gives the number of answers that differ although scikit-learn's is settled. */
function compare(ours: Sweep, theirs: Sweep, settled: ReadonlySet<string>): number {
  const differing = ours.answers.filter((answer, index) => !isEqual(answer, theirs.answers[index]));
  const wrong = differing.filter(({ seed, count }) => settled.has(`${ours.name} ${seed} ${count}`));
  const equal = ours.answers.length - differing.length;
  console.log(
    `${ours.name.padEnd(5)} scikit-learn ${theirs.seconds.toFixed(2)} s, lingtune ${ours.seconds.toFixed(2)} s, ` +
      `equal ${equal} of ${ours.answers.length}; ties decide ${differing.length - wrong.length}, wrong ${wrong.length}`,
  );
  return wrong.length;
}

function total(sweeps: readonly Sweep[]): number {
  return sweeps.reduce((sum, { seconds }) => sum + seconds, 0);
}

function main(): void {
  const python = process.argv[2] ?? process.env.LINGTUNE_BENCH_PYTHON;
  if (python === undefined) {
    console.error(
      'bench/selection: name a Python that has scikit-learn 1.3.2, as argument or by LINGTUNE_BENCH_PYTHON',
    );
    console.error(
      '  python3.11 -m venv /tmp/bench && /tmp/bench/bin/pip install scikit-learn==1.3.2 "numpy<2"',
    );
    console.error('  node dist/bench/selection.js /tmp/bench/bin/python');
    process.exitCode = 2;
    return;
  }
  const tables = FEATURES.map((name) => ({ name, points: readFeatures(name).matrix }));
  const theirs = theirSweeps(python, tables);
  const ours = tables.map(({ name, points }) => ourSweep(name, points));
  const settled = settledCases();
  const wrong = theirs.reduce((sum, sweep, place) => sum + compare(ours[place] ?? sweep, sweep, settled), 0);
  assert.equal(wrong, 0, 'answers differ where scikit-learn agrees with itself');
  console.log(`scikit-learn's time / ours: ${(total(theirs) / total(ours)).toFixed(2)}`);
}

main();
