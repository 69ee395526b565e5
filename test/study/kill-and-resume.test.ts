import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { PythonRandom } from '../../src/base/random/python-random.js';
import { tuneModel } from '../../src/study/model/tune-model.js';
import { readRunConfig } from '../../src/tuning/config/read-run-config.js';
import { listCheckpoints } from '../../src/tuning/run-folder/checkpoint-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { makeInputs, rawConfig, resultOf } from './small-tuning.js';
import { PROGRAM, STEP } from './tuning-program.js';

const KILLS = 30;

/** More than 30 lives can do, each of which is over soon after its third event at the latest. */
const STEPS = 150;

/** A checkpoint in every two steps takes about as long as these, so that as many kills meet it. */
const RUN = {
  training: { steps: STEPS, batchSize: 1, accumulation: 2, learningRate: 0.01, maxLength: 64 },
  checkpoint: { every: 2 },
  evaluation: { every: 15, heldOut: 10 },
};

/** What a process does that a kill can follow: begin, end a step, begin to write a checkpoint; as often as they stand. */
const EVENTS = ['start', 'step', 'step', 'checkpoint', 'checkpoint', 'checkpoint'] as const;

/** When a process is killed: so many milliseconds after an event has come so often. */
interface Moment {
  readonly event: (typeof EVENTS)[number];
  readonly times: number;
  readonly delay: number;
}

/** Where a kill has met a process. */
type Place = 'before its first step' | 'in a step' | 'writing a checkpoint' | 'after a checkpoint';

/** A process that waits to be told to go on. */
interface Waiting {
  readonly program: ChildProcessWithoutNullStreams;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  readonly errors: () => string;
}

/**
 * Draws a moment: an event of the list, its first to third time, and a delay whose logarithm is uniform, so that it lands
 * within what takes a millisecond (a rename) as well as within what takes a hundred (a flush to a slow disk, loading).
 */
function drawMoment(random: PythonRandom): Moment {
  const event = EVENTS[Math.floor(random.random() * EVENTS.length)] ?? 'start';
  const times = event === 'start' ? 1 : 1 + Math.floor(random.random() * 3);
  const [shortest, longest] = event === 'start' ? [10, 1000] : [0.2, 60];
  return { event, times, delay: shortest * (longest / shortest) ** random.random() };
}

function startProgram(t: TestContext, config: string, output: string): Waiting {
  const program = spawn(process.execPath, [PROGRAM, config, output]);
  t.after(() => program.kill('SIGKILL'));
  // What is written to a process that has just been killed is lost.
  program.stdin.on('error', () => undefined);
  let errors = '';
  program.stderr.on('data', (text: Buffer) => {
    errors += String(text);
  });
  const ended = once(program, 'exit') as Waiting['ended'];
  return { program, ready: Promise.race([once(program.stdout, 'data'), ended]), ended, errors: () => errors };
}

/** Lets a process go on and kills it at a moment; gives the number of steps that it has told of. */
async function runUntil(
  { program, ended }: Waiting,
  { event, times, delay }: Moment,
  checkpoints: string,
): Promise<number> {
  const counts = { start: 0, step: 0, checkpoint: 0 };
  // What the process before this one has left half-made is removed first, which is an event of the folder too.
  const left = new Set(readdirSync(checkpoints));
  const begun = new Set<string>();
  const watcher = watch(checkpoints, (_, name) => {
    if (name?.startsWith('.unfinished-') && !left.has(name)) begun.add(name);
  });
  const happened = new Promise<void>((resolve) => {
    const look = (): void => {
      if ({ ...counts, checkpoint: begun.size }[event] >= times) resolve();
    };
    watcher.on('change', look);
    program.stdout.on('data', (text: Buffer) => {
      counts.step += String(text).split(STEP).length - 1;
      look();
    });
    program.stdin.write('go\n', () => {
      counts.start = 1;
      look();
    });
  });
  await Promise.race([happened, ended]);
  await setTimeout(delay);
  program.kill('SIGKILL');
  await ended;
  watcher.close();
  return counts.step;
}

/** Steps in a log, whose last line may be cut off. */
function lastStep(log: string): number {
  return (readFileSync(log, 'utf8').match(/"loss".*\n/g) ?? []).length;
}

/** Where a run was killed, from what it has left. */
function placeOf(output: string, steps: number): Place {
  if (steps === 0) return 'before its first step';
  const checkpoints = join(output, 'checkpoints');
  const whole = listCheckpoints(checkpoints);
  if (readdirSync(checkpoints).length > whole.length) return 'writing a checkpoint';
  return whole.at(-1) === lastStep(join(output, 'log.jsonl')) ? 'after a checkpoint' : 'in a step';
}

test(`tuneModel(config, options) killed ${KILLS} times at random ends bit for bit as an unbroken run`, async (t) => {
  const folder = temporaryFolder(t);
  const [whole, broken] = [join(folder, 'whole'), join(folder, 'broken')];
  const checkpoints = join(broken, 'checkpoints');
  mkdirSync(checkpoints, { recursive: true });
  const config = join(folder, 'run.json');
  // GPT-2 drops numbers everywhere, so that the generator's state counts.
  writeFileSync(config, JSON.stringify(rawConfig(makeInputs(folder, 'gpt2'), RUN)));
  await tuneModel(readRunConfig(config), { output: whole });

  const random = new PythonRandom(7);
  const places = new Map<Place, number>();
  let next = startProgram(t, config, broken);
  for (let kills = 0; kills < KILLS; kills += 1) {
    const current = next;
    await current.ready;
    // The one after this loads TensorFlow meanwhile.
    next = startProgram(t, config, broken);
    const steps = await runUntil(current, drawMoment(random), checkpoints);
    assert.deepEqual(await current.ended, [null, 'SIGKILL'], current.errors());
    const place = placeOf(broken, steps);
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  t.diagnostic(`killed ${[...places].map(([place, times]) => `${times} × ${place}`).join(', ')}`);
  assert.ok((places.get('writing a checkpoint') ?? 0) >= 3, 'several kills meet a checkpoint');
  assert.ok((places.get('in a step') ?? 0) >= 1, 'a kill meets a step');

  await next.ready;
  assert.ok((listCheckpoints(checkpoints).at(-1) ?? STEPS) < STEPS, 'the run is not over yet');
  next.program.stdin.write('go\n');
  assert.deepEqual(await next.ended, [0, null], next.errors());
  assert.deepEqual(resultOf(broken), resultOf(whole));
});
