/**
 * Speed and memory of a LoRA step, ours against PEFT and PyTorch on the same machine.
 *
 *     node dist/bench/tuning.js PYTHON [ROUNDS]
 *
 * PYTHON is a Python that has torch 2.13, transformers 5.23 and peft 0.21. Each round runs every shape once on either
 * side, in processes of their own and in turn, so that both meet the same load; the fastest step of all rounds counts.
 * The last line is the smallest ratio of speeds over the shapes: how many times faster ours is.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `tuning.py` names the shapes, with the rows and tokens a row of a step. */
const SHAPES = [
  ['6x512-8k', 8, 128],
  ['6x512-50k', 8, 128],
  ['4x128-8k', 32, 64],
  ['4x128-50k', 32, 64],
] as const;
/** Threads that PyTorch is tried with. */
const THREADS = [1, 2];
/** Steps of a process; the first warm it up. */
const STEPS = 6;

/** What one process measured. */
interface Measured {
  readonly seconds: readonly number[];
  readonly megabytes: number;
}

/** The best of what several processes measured: the fastest step, and the least peak of memory. */
interface Best {
  seconds: number;
  megabytes: number;
}

const [python, rounds = '3'] = process.argv.slice(2);
if (python === undefined)
  throw new Error('tuning: the first word must be a Python with torch and peft, got none');
const script = fileURLToPath(new URL('../../bench/tuning.py', import.meta.url));
const step = fileURLToPath(new URL('tuning-step.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lingtune-bench-'));
try {
  run(python, [script, 'make', folder]);
  const ratios = SHAPES.map(([name, rows, time]) => compare(python, name, [rows, time]));
  console.log(`smallest ratio: ${Math.min(...ratios).toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Measures one shape, prints a line and returns the ratio of the speeds. */
function compare(python: string, name: string, size: readonly [rows: number, time: number]): number {
  const [ours, theirs] = [unmeasured(), THREADS.map(unmeasured)];
  const model = join(folder, name);
  for (let round = 0; round < Number(rounds); round += 1) {
    keep(ours, run(process.execPath, [step, model, String(Math.max(...THREADS)), ...words(size)]));
    for (const [index, threads] of THREADS.entries()) {
      keep(theirs[index], run(python, [script, 'run', model, String(threads), ...words(size)]));
    }
  }
  const best = theirs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
  const [rows, time] = size;
  const speed = ({ seconds }: Best) => `${Math.round((rows * time) / seconds)} tokens/s`;
  const ratio = best.seconds / ours.seconds;
  console.log(
    `${name}, ${rows} x ${time}: ${speed(ours)}, ${Math.round(ours.megabytes)} MB; ` +
      `PEFT + PyTorch ${speed(best)} (${THREADS[theirs.indexOf(best)]} threads), ${Math.round(best.megabytes)} MB; ` +
      `${ratio.toFixed(2)} times as fast, ${(ours.megabytes / best.megabytes).toFixed(2)} of the memory`,
  );
  return ratio;
}

function words([rows, time]: readonly [number, number]): string[] {
  return [String(rows), String(time), String(STEPS)];
}

function unmeasured(): Best {
  return { seconds: Infinity, megabytes: Infinity };
}

function keep(best: Best | undefined, measured: string): void {
  if (best === undefined) return;
  const { seconds, megabytes } = JSON.parse(measured) as Measured;
  best.seconds = Math.min(best.seconds, ...seconds);
  best.megabytes = Math.min(best.megabytes, megabytes);
}

/** The last line that a program prints. */
function run(program: string, args: readonly string[]): string {
  const text = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return text.trimEnd().split('\n').at(-1) ?? '';
}
