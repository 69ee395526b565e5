/** The set-up in a scratch checkout, with stand-ins for npm, Python and the compiler. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryFile } from './repository.js';

/** Plays npm and Python: writes down each call, does what the real one would leave behind, fails on demand. */
const STAND_IN = `#!${process.execPath}
const { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, dirname } = require('node:path');
const [, program, ...args] = process.argv;
const put = (file, text) => { mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, text); };
if (args[0] === '--version') process.exit();
if (args[0] === '-c' && args.length === 2) { console.log(process.env.PROBE ?? '[[3, 11, 2], true]'); process.exit(); }
if (args[0] === '-c') process.exit(process.env.CONDA_FITS === 'yes' ? 0 : 1);
const call = basename(program) + ' ' + args.slice(0, 2).join(' ');
appendFileSync('calls.txt', call + '\\n');
if (process.env.BREAKS === call) { console.log(process.env.SAYS ?? ''); process.exit(3); }
if (call.startsWith('npm ci')) {
  const { packages } = JSON.parse(readFileSync('package-lock.json'));
  put('node_modules/.package-lock.json', JSON.stringify({ packages }));
  cpSync(program, 'node_modules/typescript/bin/tsc');
}
if (call.endsWith('-m venv')) { mkdirSync(args[2] + '/bin', { recursive: true }); cpSync(program, args[2] + '/bin/python'); }
if (call.startsWith('tsc')) {
  put('dist/src/a.js', '');
  put('dist/src/package.json', '{"type": "module"}');
  put('dist/src/backend/set-up-tensorflow.js', readFileSync('step.mjs'));
}
`;

/** Plays the step for TensorFlow: notes with which Python it was run, and says what it is told to. */
const STEP = `
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
const mark = new URL('../../../tensorflow.txt', import.meta.url);
const calls = new URL('../../../calls.txt', import.meta.url);
export const tensorflowStep = () => ({
  title: 'TensorFlow (5 MB)',
  done: () => existsSync(mark),
  async run({ python, signal, onProgress }) {
    appendFileSync(calls, 'TensorFlow\\n');
    for (const label of (process.env.PARTS ?? '').split(',').filter((part) => part !== '')) {
      for (const done of [0, 5e6]) onProgress({ label, done, total: 5e6, unit: 'bytes' });
    }
    if (process.env.WAITS) {
      console.log('waits');
      await new Promise((resolve, reject) => {
        setTimeout(resolve, 60000);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    }
    if (process.env.LOST) return process.env.LOST;
    writeFileSync(mark, python);
    return null;
  },
});
`;

/** One scratch checkout; removed when the test ends. */
interface Scratch {
  readonly folder: string;
  path(name: string): string;
  put(name: string, text: string): void;
  /** Programs called since the last time, in order. */
  calls(): string[];
  setup(environment?: Record<string, string>): { status: number | null; stdout: string; stderr: string };
}

function scratch(t: TestContext): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-setup-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  mkdirSync(path('scripts'));
  for (const file of ['scripts/setup.mjs', 'requirements.in', 'requirements.txt']) {
    copyFileSync(repositoryFile(file), path(file));
  }
  put('package-lock.json', lockFile('1.0.0'));
  put('tsconfig.json', '{}');
  put('step.mjs', STEP);
  put('src/a.ts', '');
  for (const program of ['npm', 'python3']) {
    put(`bin/${program}`, STAND_IN);
    chmodSync(path(`bin/${program}`), 0o755);
  }
  return {
    folder,
    path,
    put,
    calls() {
      const calls = existsSync(path('calls.txt')) ? readFileSync(path('calls.txt'), 'utf8') : '';
      rmSync(path('calls.txt'), { force: true });
      return calls.split('\n').filter((call) => call !== '');
    },
    setup(environment = {}) {
      const env = { PATH: path('bin'), ...environment };
      return spawnSync(process.execPath, [path('scripts/setup.mjs')], {
        cwd: tmpdir(),
        encoding: 'utf8',
        env,
      });
    },
  };
}

function lockFile(version: string): string {
  const optional = { version, integrity: 'sha512-b', optional: true };
  return JSON.stringify({
    packages: {
      '': { name: 'scratch' },
      'node_modules/typescript': { version, integrity: 'sha512-a' },
      'node_modules/for-another-machine': optional,
    },
  });
}

const KERNEL = '.venv/share/jupyter/kernels/lingtune/kernel.json';

const ALL_CALLS = ['npm ci --ignore-scripts', 'python3 -m venv', 'python -m pip', 'tsc ', 'TensorFlow'];

test('setup makes everything that is missing, each step with its time on a line', (t) => {
  const { setup, calls } = scratch(t);
  const { status, stdout, stderr } = setup();
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.deepEqual(calls(), ALL_CALLS);
  assert.match(
    stdout,
    /^npm packages … [\d.]+ s\nPython environment \(\.venv\) … [\d.]+ s\nJupyter kernel … [\d.]+ s\nbuild … [\d.]+ s\nTensorFlow \(5 MB\) … [\d.]+ s\nset-up: done \([\d.]+ s\)\n$/,
  );
});

test('setup does nothing the second time', (t) => {
  const { setup, calls } = scratch(t);
  setup();
  calls();
  const { stdout } = setup();
  assert.deepEqual(calls(), []);
  assert.match(stdout, /^set-up: nothing to do \([\d.]+ s\)\n$/);
});

test('setup installs a kernel whose command has absolute paths', (t) => {
  const { setup, path } = scratch(t);
  setup();
  const spec = JSON.parse(readFileSync(path(KERNEL), 'utf8'));
  assert.deepEqual(spec, {
    argv: [
      process.execPath,
      '--no-force-async-hooks-checks',
      '--heap-growing-percent=50',
      path('bin/lingtune-kernel.js'),
      '{connection_file}',
    ],
    display_name: 'TypeScript (lingtune)',
    language: 'typescript',
    interrupt_mode: 'message',
  });
});

const FAILURES: readonly [
  name: string,
  missing: string,
  environment: Record<string, string>,
  said: string,
][] = [
  [
    'no Python',
    'python3',
    {},
    'Python 3.10 or newer is needed, found none; get it from your system (Debian, Ubuntu: sudo apt-get install python3 python3-venv) or conda (environment.yml)',
  ],
  [
    'an old Python',
    '',
    { PROBE: '[[3, 9, 18], true]' },
    'Python 3.10 or newer is needed, found 3.9.18; get it from your system (Debian, Ubuntu: sudo apt-get install python3 python3-venv) or conda (environment.yml)',
  ],
  [
    'a Python without venv',
    '',
    { PROBE: '[[3, 12, 1], false]' },
    'Python 3.12.1 lacks its venv module; get it from your system (Debian, Ubuntu: sudo apt-get install python3-venv)',
  ],
  [
    'an old Node',
    '',
    {
      NODE_OPTIONS:
        '--import=data:text/javascript,Object.defineProperty(process,`versions`,{value:{node:`18.19.0`}})',
    },
    'Node 20.19 or newer is needed, this is 18.19.0; get it from your system, nvm, or conda (environment.yml)',
  ],
  [
    'no npm',
    'npm',
    {},
    'npm packages: npm is missing; it comes with Node (Debian, Ubuntu: sudo apt-get install npm)',
  ],
  [
    'npm that fails',
    '',
    {
      BREAKS: 'npm ci --ignore-scripts',
      SAYS: 'npm error code E404\nnpm error 404 Not Found',
    },
    'npm packages: npm error 404 Not Found (details: out/setup.log)',
  ],
  [
    'pip that fails',
    '',
    { BREAKS: 'python -m pip', SAYS: 'Collecting x\nERROR: No space left on device' },
    'Python environment (.venv): ERROR: No space left on device (details: out/setup.log)',
  ],
  [
    'a program that fails without a word',
    '',
    { BREAKS: 'python3 -m venv' },
    'Python environment (.venv): ended with code 3 (details: out/setup.log)',
  ],
  [
    'a build that fails',
    '',
    { BREAKS: 'tsc ', SAYS: "src/a.ts(1,2): error TS1005: ';' expected." },
    "build: src/a.ts(1,2): error TS1005: ';' expected. (details: out/setup.log)",
  ],
];

for (const [name, missing, environment, said] of FAILURES) {
  test(`setup says in one line what to do about ${name}`, (t) => {
    const { setup, path } = scratch(t);
    if (missing !== '') rmSync(path(`bin/${missing}`));
    const { status, stderr } = setup(environment);
    assert.equal(stderr, `set-up: ${said}\n`);
    assert.equal(status, 1);
  });
}

test('setup looks for Python before it installs anything', (t) => {
  const { setup, calls, path } = scratch(t);
  rmSync(path('bin/python3'));
  setup();
  assert.deepEqual(calls(), []);
});

const REPAIRS: readonly [name: string, change: (at: Scratch) => void, expected: readonly string[]][] = [
  [
    'makes a half-made environment again',
    ({ path }) => rmSync(path('.venv/requirements.txt')),
    ['python3 -m venv', 'python -m pip'],
  ],
  [
    'makes the environment again when a pin changes',
    ({ put }) => put('requirements.txt', 'plotly==9.9.9 --hash=sha256:0\n'),
    ['python3 -m venv', 'python -m pip'],
  ],
  [
    'makes the environment again when its Python is gone',
    ({ path }) => rmSync(path('.venv/bin/python')),
    ['python3 -m venv', 'python -m pip'],
  ],
  [
    'installs packages again when the lock file changes, and builds',
    ({ put }) => put('package-lock.json', lockFile('1.0.1')),
    ['npm ci --ignore-scripts', 'tsc '],
  ],
  [
    'installs packages again when npm was interrupted',
    ({ path }) => rmSync(path('node_modules/.package-lock.json')),
    ['npm ci --ignore-scripts'],
  ],
  ['writes the kernel again when it was changed', ({ put }) => put(KERNEL, '{}'), []],
  ['builds when a source is new', ({ put }) => put('src/b.ts', ''), ['tsc ']],
  ['builds when the last build failed', ({ path }) => rmSync(path('dist/.sources')), ['tsc ']],
];

for (const [name, change, expected] of REPAIRS) {
  test(`setup ${name}`, (t) => {
    const place = scratch(t);
    place.setup();
    place.calls();
    change(place);
    assert.match(place.setup().stdout, /set-up: done/);
    assert.deepEqual(place.calls(), expected);
    assert.match(place.setup().stdout, /^set-up: nothing to do/);
  });
}

test('setup makes TensorFlow with the Python that it made', (t) => {
  const { setup, path } = scratch(t);
  setup();
  assert.equal(readFileSync(path('tensorflow.txt'), 'utf8'), path('.venv/bin/python'));
});

test('setup goes on without TensorFlow, says what is lost, and tries again the next time', (t) => {
  const { setup, calls } = scratch(t);
  const { status, stderr } = setup({ LOST: 'no compiler; models will be slow' });
  assert.equal(status, 0);
  assert.equal(stderr, 'set-up: no compiler; models will be slow\n');
  calls();
  assert.equal(setup().status, 0);
  assert.deepEqual(calls(), ['TensorFlow']);
});

test('setup gives each part of a long step a line', (t) => {
  const { stdout } = scratch(t).setup({ PARTS: 'download a,download b' });
  assert.match(
    stdout,
    /\nTensorFlow \(5 MB\) … \n {2}download a: [\d.]+ s\n {2}download b: [\d.]+ s\nTensorFlow \(5 MB\) … [\d.]+ s\nset-up: done/,
  );
});

test('setup that is interrupted says what is kept, and ends as an interrupted program does', async (t) => {
  const { path } = scratch(t);
  const env = { PATH: path('bin'), WAITS: 'yes' };
  const child = spawn(process.execPath, [path('scripts/setup.mjs')], { env });
  let stderr = '';
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  child.stdout.on('data', (part) => {
    if (String(part).includes('waits')) child.kill('SIGINT');
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 130);
  assert.equal(
    stderr,
    'set-up: TensorFlow (5 MB): interrupted; what was downloaded whole is kept, the next set-up goes on from there\n',
  );
});

test('setup removes what was built from a source that is gone', (t) => {
  const { setup, put, path } = scratch(t);
  put('test/old.test.ts', '');
  setup();
  put('dist/test/old.test.js', '');
  rmSync(path('test/old.test.ts'));
  setup();
  assert.equal(existsSync(path('dist/test/old.test.js')), false);
});

test('setup uses an active conda environment that holds the pinned versions', (t) => {
  const { setup, calls, path, put } = scratch(t);
  put('conda/bin/python', STAND_IN);
  chmodSync(path('conda/bin/python'), 0o755);
  const conda = { CONDA_PREFIX: path('conda'), CONDA_FITS: 'yes' };
  assert.equal(setup(conda).status, 0);
  assert.deepEqual(calls(), ['npm ci --ignore-scripts', 'tsc ', 'TensorFlow']);
  assert.equal(readFileSync(path('tensorflow.txt'), 'utf8'), path('conda/bin/python'));
  assert.equal(existsSync(path('conda/share/jupyter/kernels/lingtune/kernel.json')), true);
  assert.equal(existsSync(path('.venv')), false);
});

test('setup makes its own environment where the active conda environment holds other versions', (t) => {
  const { setup, calls, path, put } = scratch(t);
  put('conda/bin/python', STAND_IN);
  chmodSync(path('conda/bin/python'), 0o755);
  assert.equal(setup({ CONDA_PREFIX: path('conda'), CONDA_FITS: 'no' }).status, 0);
  assert.deepEqual(calls(), ALL_CALLS);
});
