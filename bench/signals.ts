/**
 * Do signals harm a tuning, an evaluation or a generation? Each runs undisturbed, and then again and again with signals of
 * six kinds, as a command and in a child of a notebook's kernel, until that has had its share of them. Every process must
 * end well, and every result be the same to the last bit. Then tunings get one Ctrl-C each, at a random moment after their
 * first step: each must end with code 130 and its state saved.
 *
 *     npm run build && node dist/bench/signals.js [SIGNALS] [INTERRUPTS] [NODE …]
 *
 * SIGNALS (default: 5000) is how many each Node (default: this one) gets over all, INTERRUPTS (default: 50) how many
 * tunings are interrupted.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PythonRandom } from '../src/base/random/python-random.js';
import { repositoryFile } from '../test/repository.js';

const KINDS: readonly NodeJS.Signals[] = ['SIGWINCH', 'SIGUSR2', 'SIGHUP', 'SIGALRM', 'SIGPROF', 'SIGPIPE'];

/** Part of a run over which its signals are spread, from its beginning. */
const SPREAD = 0.8;

/** What is done: the call's options for a child, the command's words, and what must be the same. */
interface Work {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly words: (options: string, output: string) => readonly string[];
  readonly result: (output: string, said: string) => string;
}

const RUN = {
  model: 'pocket',
  data: { name: 'pocket', languages: ['et', 'vi', 'sw'], budget: 300 },
  lora: { r: 16, alpha: 32, dropout: 0.05 },
  training: { batchSize: 8, accumulation: 1, learningRate: 0.003, warmup: 10, maxLength: 128, steps: 40 },
  checkpoint: { every: 5, keep: 1 },
};
const TASKS = 'pocket_names_et,pocket_keywords_sw';
const WORKS: readonly Work[] = [
  {
    name: 'tune',
    options: RUN,
    words: (options, output) => ['tune', '--config', options, '-o', output],
    result: (output) => hash(readFileSync(join(output, 'adapter', 'adapter_model.safetensors'))),
  },
  {
    name: 'evaluate',
    options: { model: 'pocket', tasks: TASKS, limit: 20, samples: true },
    words: (_, output) => [
      ...['evaluate', '--model', 'pocket', '--tasks', TASKS, '--limit', '20', '--samples', '--no-cache'],
      ...['-o', output],
    ],
    result: (output) => hash(...samplesOf(output)),
  },
  {
    name: 'generate',
    options: { model: 'pocket', instruction: 'Write a story about the sea.', maxTokens: 100 },
    words: () => [
      ...['generate', '--model', 'pocket', '--instruction', 'Write a story about the sea.'],
      ...['--max-tokens', '100'],
    ],
    result: (_, said) => hash(said.replace(/^child \d+\n/, '').trim()),
  },
];

const [signals = '5000', interrupts = '50', ...nodes] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'lingtune-signals-'));
const listen = fileURLToPath(new URL('signals-listen.js', import.meta.url));
const child = fileURLToPath(new URL('signals-child.js', import.meta.url));
try {
  for (const node of nodes.length === 0 ? [process.execPath] : nodes) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    const share = Math.ceil(Number(signals) / (2 * WORKS.length));
    for (const work of WORKS) {
      for (const place of ['command', 'child'] as const) {
        const { result: expected, milliseconds } = await run(node, work, place, { most: 0, gap: 1000 });
        const gap = Math.max(1, (SPREAD * milliseconds) / share);
        let [sent, runs] = [0, 0];
        for (; sent < share; runs += 1) {
          const disturbed = await run(node, work, place, { most: share - sent, gap });
          if (disturbed.result !== expected) throw new Error(`${version} ${work.name}: another result`);
          sent += disturbed.sent;
        }
        console.log(`${version} ${work.name}, ${place}: ${sent} signals, ${runs} runs, the same result`);
      }
    }
    const good = await interrupt(node, Number(interrupts));
    console.log(`${version} one Ctrl-C a tuning: ${good} of ${interrupts} end with 130 and a checkpoint`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs work once, with at most so many signals so many milliseconds apart. @throws Error where it does not end with code 0. */
async function run(
  node: string,
  work: Work,
  place: 'command' | 'child',
  { most, gap }: { most: number; gap: number },
): Promise<{ result: string; sent: number; milliseconds: number }> {
  const output = join(folder, 'output');
  const options = join(folder, 'options.json');
  rmSync(output, { recursive: true, force: true });
  writeFileSync(options, JSON.stringify(work.options));
  const words =
    place === 'command'
      ? [repositoryFile('bin/lingtune.js'), ...work.words(options, output)]
      : [child, work.name, JSON.stringify(work.options), output];
  const environment = {
    NODE_OPTIONS: `--import=${listen}`,
    SIGNAL_FOLDER: folder,
    SIGNAL_KINDS: KINDS.join(),
  };
  const began = performance.now();
  const program = spawn(node, words, { env: { ...process.env, ...environment } });
  let [said, errors, sent] = ['', '', 0];
  program.stdout.on('data', (text) => {
    said += text;
  });
  program.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = once(program, 'close');
  const sending = setInterval(() => {
    const pid = place === 'command' ? program.pid : Number(/^child (\d+)$/m.exec(said)?.[1]);
    if (sent >= most || !existsSync(join(folder, String(pid)))) return;
    process.kill(Number(pid), KINDS[sent % KINDS.length]);
    sent += 1;
  }, gap);
  const [code, signal] = await ended;
  clearInterval(sending);
  if (code !== 0)
    throw new Error(`${work.name}, ${place}: ended with ${signal ?? code} after ${sent} signals\n${errors}`);
  return { result: work.result(output, said), sent, milliseconds: performance.now() - began };
}

/** How many tunings end as they promise at one Ctrl-C. */
async function interrupt(node: string, times: number): Promise<number> {
  const random = new PythonRandom(18);
  const options = join(folder, 'options.json');
  writeFileSync(options, JSON.stringify({ ...RUN, checkpoint: { every: 1000 } }));
  let good = 0;
  for (let time = 0; time < times; time += 1) {
    const output = join(folder, 'interrupted');
    rmSync(output, { recursive: true, force: true });
    const words = [repositoryFile('bin/lingtune.js'), 'tune', '--config', options, '-o', output];
    const program = spawn(node, words, { stdio: 'ignore' });
    const ended = once(program, 'exit');
    await firstStep(output, program);
    await new Promise((resolve) => setTimeout(resolve, 1000 * random.random()));
    program.kill('SIGINT');
    const [code] = await ended;
    if (code === 130 && readdirSync(join(output, 'checkpoints')).length > 0) good += 1;
  }
  return good;
}

/** Waits until a run has logged a step, or has ended. */
async function firstStep(output: string, program: ChildProcess): Promise<void> {
  const log = join(output, 'log.jsonl');
  while (program.exitCode === null && program.signalCode === null) {
    if (existsSync(log) && readFileSync(log, 'utf8').includes('"loss"')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function samplesOf(output: string): readonly Buffer[] {
  const names = readdirSync(output, { recursive: true }).map(String);
  const samples = names.filter((name) => name.endsWith('.jsonl')).sort((a, b) => (a < b ? -1 : 1));
  if (samples.length === 0) throw new Error(`signals: ${output} must hold samples, got ${names.join()}`);
  return samples.map((name) => readFileSync(join(output, name)));
}

function hash(...parts: readonly (Buffer | string)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex');
}
