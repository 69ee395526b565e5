/**
 * Kills studies and tunings at random moments by SIGKILL, goes on with each until it is done, and compares it byte for
 * byte with one that nobody killed.
 *
 *     npm run build && node dist/bench/kills.js [KILLS [SEED]]
 *
 * Compared are all files but TensorBoard's, which hold the time; of a study's records all but times; of the scores'
 * files the lines, whatever their order. It ends with exit code 1 where anything differs, or a process fails.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runScript } from '../scripts/run-script.js';
import { PythonRandom } from '../src/base/random/python-random.js';
import { differingFields } from '../src/tuning/config/differing-fields.js';
import { smallStudy } from '../test/study/small-study.js';
import { KINDS, type Kind, PROGRAM } from './kills-program.js';

/** Shortest life of a process after its start, in milliseconds; the longest is somewhat more than a whole run. */
const SHORTEST = 1;
const LONGEST_SHARE = 1.2;

/** A run that nobody killed. */
interface Whole {
  readonly files: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

/**
 * Starts or goes on with a run, and kills it after a time.
 * @param life milliseconds from its start; `null` to let it end.
 * @returns whether it was killed, and how long it lived.
 * @throws Error with what it wrote where it fails.
 */
async function live(
  kind: Kind,
  inputs: string,
  output: string,
  life: number | null,
): Promise<{ isKilled: boolean; milliseconds: number }> {
  const child = spawn(process.execPath, [PROGRAM, kind, inputs, output]);
  child.stdin.on('error', () => undefined);
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += String(text);
  });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  const began = performance.now();
  child.stdin.write('go\n');
  const clock = new AbortController();
  if (life !== null) {
    await Promise.race([setTimeout(life, null, { signal: clock.signal }).catch(() => null), ended]);
    child.kill('SIGKILL');
  }
  const [code, signal] = await ended;
  clock.abort();
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${kind} in ${output} failed: ${errors}`);
  return { isKilled: signal === 'SIGKILL', milliseconds: performance.now() - began };
}

/** What a run has left, by path: sums of files, and what of them must be equal. */
function outcome(output: string): Record<string, string> {
  const paths = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('tfevents'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(paths.map((path) => [path.slice(output.length + 1), contentOf(path)]));
}

function contentOf(path: string): string {
  const bytes = readFileSync(path);
  if (path.endsWith('.jsonl') && basename(path) !== 'log.jsonl') {
    return [...new Set(bytes.toString().split('\n'))].sort().join('\n');
  }
  if (basename(join(path, '..')) === 'runs') {
    const { started, ended, seconds, sha256, ...rest } = JSON.parse(bytes.toString());
    return JSON.stringify(rest);
  }
  return createHash('sha256').update(bytes).digest('hex');
}

/** Where a kill has met a run, from what it has left. */
function placeOf(kind: Kind, output: string): string {
  if (kind === 'tuning') return `tuning: ${placeInTuning(output)}`;
  const tunings = join(output, 'tuning');
  const open = existsSync(tunings)
    ? readdirSync(tunings).find((name) => !existsSync(join(output, 'runs', `${name}.json`)))
    : undefined;
  if (open === undefined) return 'study: between runs, or evaluating BASE';
  const place = placeInTuning(join(tunings, open));
  return `study: ${place === 'finished' ? 'evaluating a tuned model' : `tuning, ${place}`}`;
}

function placeInTuning(folder: string): string {
  if (existsSync(join(folder, 'finished.json'))) return 'finished';
  const checkpoints = join(folder, 'checkpoints');
  if (!existsSync(checkpoints)) return 'before its first step';
  const names = readdirSync(checkpoints);
  return names.some((name) => name.startsWith('.unfinished-')) ? 'writing a checkpoint' : 'in its steps';
}

async function makeWhole(kind: Kind, inputs: string, folder: string): Promise<Whole> {
  const output = join(folder, `whole ${kind}`);
  const { milliseconds } = await live(kind, inputs, output, null);
  return { files: outcome(output), milliseconds };
}

runScript(import.meta.url, async ([count = '100', seed = '0']) => {
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-kills-'));
  const random = new PythonRandom(Number(seed));
  const places = new Map<string, number>();
  let [kills, finished, different] = [0, 0, 0];
  try {
    const inputs = join(folder, 'inputs');
    mkdirSync(inputs);
    smallStudy(inputs);
    const wholes = new Map<Kind, Whole>();
    for (const kind of KINDS) wholes.set(kind, await makeWhole(kind, inputs, folder));
    for (let run = 0; kills < Number(count); run += 1) {
      const kind = KINDS[run % KINDS.length] ?? 'tuning';
      const { files, milliseconds } = wholes.get(kind) ?? { files: {}, milliseconds: 0 };
      const output = join(folder, `run-${run}`);
      const before = kills;
      for (let isKilled = true; isKilled; ) {
        const life = SHORTEST * ((LONGEST_SHARE * milliseconds) / SHORTEST) ** random.random();
        ({ isKilled } = await live(kind, inputs, output, kills < Number(count) ? life : null));
        if (!isKilled) continue;
        kills += 1;
        const place = placeOf(kind, output);
        places.set(place, (places.get(place) ?? 0) + 1);
      }
      finished += 1;
      const differing = differingFields(files, outcome(output));
      if (differing.length > 0) different += 1;
      for (const field of differing) console.log(`run ${run}, ${kind}: ${field.slice(0, 300)}`);
      const verdict = differing.length === 0 ? 'equal' : 'different';
      console.log(`run ${run}, ${kind}: ${kills - before} kills, ${verdict}`);
      rmSync(output, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const [place, times] of [...places].sort()) console.log(`${String(times).padStart(4)} × ${place}`);
  console.log(
    `${kills} kills in ${finished} runs, of which ${different} ended otherwise than an unbroken one`,
  );
  if (different > 0) process.exitCode = 1;
});
