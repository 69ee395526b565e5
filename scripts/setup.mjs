/**
 * Brings a checkout into the state in which everything runs: npm packages, a Python environment with
 * JupyterLab, our Jupyter kernel in it, the build, and TensorFlow. Node's standard library only.
 *
 * Every step knows from files alone whether it is done, and leaves its mark last, so that a second run does
 * nothing and a run that was interrupted is repaired by the next.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = [20, 19];
const OLDEST_PYTHON = [3, 10];
const PYTHON_NAMES = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'python',
];
const KERNEL_NAME = 'lingtune';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const onWindows = process.platform === 'win32';
const venv = at('.venv');
const venvPython = onWindows ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
const log = at('out', 'setup.log');

/** What stops the set-up, in words for the person who ran it. */
class SetupError extends Error {}

async function main() {
  const started = performance.now();
  const pins = readPins();
  const conda = condaWith(pins);
  const prefix = conda ?? venv;
  const python = conda === null && !venvHolds() ? findPython() : null;
  checkNode();
  const steps = [
    { title: 'npm packages', done: packagesMatch, run: installPackages },
    {
      title: 'Python environment (.venv)',
      done: () => python === null,
      run: () => makeVenv(python),
    },
    {
      title: 'Jupyter kernel',
      done: () => read(kernelFile(prefix)) === kernelSpec(),
      run: () => write(kernelFile(prefix), kernelSpec()),
    },
    { title: 'build', done: () => read(at('dist', '.sources')) === sourceList(), run: build },
  ];
  let worked = false;
  for (const step of steps) worked = (await take(step)) || worked;
  worked = (await take(await tensorflow(prefix))) || worked;
  console.log(`set-up: ${worked ? 'done' : 'nothing to do'} (${seconds(started)})`);
}

/** Takes a step unless it is done; returns whether it was taken. */
async function take({ title, done, run }) {
  if (done()) return false;
  const notice = await report(title, run);
  if (notice) console.error(`set-up: ${notice}`);
  return true;
}

// What must be there before

function checkNode() {
  const version = process.versions.node.split('.').map(Number);
  if (!atLeast(version, OLDEST_NODE)) {
    throw new SetupError(
      `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}; ` +
        'get it from your system, nvm, or conda (environment.yml)',
    );
  }
}

/** The first Python on the search path that is new enough and can make environments. */
function findPython() {
  const probe =
    'import sys, json, importlib.util as u; ' +
    'print(json.dumps([list(sys.version_info[:3]), all(map(u.find_spec, ("venv", "ensurepip")))]))';
  const found = PYTHON_NAMES.flatMap((name) => {
    const { status, stdout } = spawnSync(name, ['-c', probe], { encoding: 'utf8' });
    if (status !== 0) return [];
    const [version, canMakeVenv] = JSON.parse(stdout);
    return [{ name, version, canMakeVenv, isNew: atLeast(version, OLDEST_PYTHON) }];
  });
  const fit = found.find(({ isNew, canMakeVenv }) => isNew && canMakeVenv);
  if (fit !== undefined) return fit.name;
  const incomplete = found.find(({ isNew }) => isNew);
  if (incomplete !== undefined) {
    throw new SetupError(
      `Python ${incomplete.version.join('.')} lacks its venv module; ` +
        'get it from your system (Debian, Ubuntu: sudo apt-get install python3-venv)',
    );
  }
  const seen = found.map(({ version }) => version.join('.'))[0] ?? 'none';
  throw new SetupError(
    `Python ${OLDEST_PYTHON.join('.')} or newer is needed, found ${seen}; ` +
      'get it from your system (Debian, Ubuntu: sudo apt-get install python3 python3-venv) or conda (environment.yml)',
  );
}

function atLeast([major, minor], [wantedMajor, wantedMinor]) {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

// npm packages

/** Whether npm's own record of what it installed says the same as package-lock.json. */
function packagesMatch() {
  const wanted = JSON.parse(read(at('package-lock.json'))).packages;
  const installed = JSON.parse(read(at('node_modules', '.package-lock.json')) ?? '{"packages": {}}').packages;
  return Object.entries(wanted).every(
    ([path, { version, integrity, optional, link }]) =>
      !path.startsWith('node_modules/') ||
      optional === true || // Built for other machines.
      (link === true && existsSync(at(path))) ||
      (installed[path]?.version === version && installed[path]?.integrity === integrity),
  );
}

async function installPackages() {
  if (spawnSync('npm', ['--version'], { shell: onWindows }).status !== 0) {
    throw new SetupError('npm is missing; it comes with Node (Debian, Ubuntu: sudo apt-get install npm)');
  }
  // What we use ships ready-built, so no package needs to run scripts of its own.
  await command('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { shell: onWindows });
}

// The Python environment

/** The packages that we use ourselves, as `name==version`, from requirements.in. */
function readPins() {
  return [...read(at('requirements.in')).matchAll(/^(\S+==\S+)$/gm)].map(([, pin]) => pin);
}

/** The active conda environment's folder where it holds the pinned versions, else `null`. */
function condaWith(pins) {
  const prefix = process.env.CONDA_PREFIX ?? '';
  if (prefix === '') return null;
  const probe =
    'import sys; from importlib.metadata import version; ' +
    'sys.exit(any(version(pin.split("==")[0]) != pin.split("==")[1] for pin in sys.argv[1:]))';
  const python = onWindows ? join(prefix, 'python.exe') : join(prefix, 'bin', 'python');
  return spawnSync(python, ['-c', probe, ...pins]).status === 0 ? prefix : null;
}

const requirements = at('requirements.txt');
const venvMark = join(venv, 'requirements.txt');

/** The environment holds what requirements.txt said when it was made. */
function venvHolds() {
  return existsSync(venvPython) && read(venvMark) === read(requirements);
}

async function makeVenv(python) {
  rmSync(venv, { recursive: true, force: true });
  await command(python, ['-m', 'venv', venv]);
  const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check'];
  // All versions are said already: constraints of the system could only contradict them.
  const env = { ...process.env, PIP_CONSTRAINT: '' };
  await command(venvPython, [...pip, '--require-hashes', '-r', requirements], { env });
  write(venvMark, read(requirements));
}

// Our kernel

function kernelFile(prefix) {
  return join(prefix, 'share', 'jupyter', 'kernels', KERNEL_NAME, 'kernel.json');
}

/** The same as src/jupyter/kernel-spec.ts gives, which is not built yet. */
function kernelSpec() {
  const spec = {
    argv: [
      process.execPath,
      '--no-force-async-hooks-checks',
      '--heap-growing-percent=50',
      at('bin', 'lingtune-kernel.js'),
      '{connection_file}',
    ],
    display_name: 'TypeScript (lingtune)',
    language: 'typescript',
    interrupt_mode: 'message',
  };
  return `${JSON.stringify(spec, null, 1)}\n`;
}

// The build

/** One line for every file that the build reads, with its time and size. */
function sourceList() {
  const files = ['src', 'test', 'scripts', 'bench'].flatMap((folder) =>
    existsSync(at(folder))
      ? readdirSync(at(folder), { recursive: true }).map((file) => join(folder, file))
      : [],
  );
  const sources = files.filter((file) => file.endsWith('.ts')).sort();
  return ['tsconfig.json', 'package-lock.json', ...sources]
    .map((file) => ({ file, ...statSync(at(file)) }))
    .map(({ file, mtimeMs, size }) => `${file} ${mtimeMs} ${size}\n`)
    .join('');
}

async function build() {
  const list = sourceList();
  // A source that is gone would live on in the build, and a test among them would still be run.
  for (const line of (read(at('dist', '.sources')) ?? '').split('\n')) {
    const [file = ''] = line.split(' ');
    if (!file.endsWith('.ts') || existsSync(at(file))) continue;
    for (const ending of ['.js', '.d.ts']) rmSync(at('dist', file.replace(/\.ts$/, ending)), { force: true });
  }
  await command(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc')]);
  write(at('dist', '.sources'), list);
}

// TensorFlow

/** The step that `lingtune setup` takes too, from the build; what it cannot do it tells in one line. */
async function tensorflow(prefix) {
  const module = at('dist', 'src', 'backend', 'set-up-tensorflow.js');
  const { tensorflowStep } = await import(pathToFileURL(module));
  const { title, done, run } = tensorflowStep();
  const python = onWindows ? join(prefix, 'python.exe') : join(prefix, 'bin', 'python');
  return {
    title,
    done,
    run: (tell) =>
      untilInterrupted((signal) =>
        run({ python: prefix === venv ? venvPython : python, signal, onProgress: tell }),
      ),
  };
}

/** Runs work that the first Ctrl-C (SIGINT) or SIGTERM stops in good order; a second ends the process at once. */
async function untilInterrupted(work) {
  const controller = new AbortController();
  const stop = (_, number) => {
    process.exitCode = 128 + number;
    if (controller.signal.aborted) process.exit();
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    throw new SetupError(
      'interrupted; what was downloaded whole is kept, the next set-up goes on from there',
    );
  } finally {
    for (const name of ['SIGINT', 'SIGTERM']) process.removeListener(name, stop);
  }
}

// Running and reporting

/**
 * Runs one step and writes its line, on a terminal with seconds that count up in place; returns what it does. Of a step
 * that tells how far it has come, that is shown in place too, and each of its parts keeps a line of its own.
 */
async function report(title, run) {
  const started = performance.now();
  const { isTTY, columns } = process.stdout;
  let part = null;
  const rewrite = () => {
    const text = part === null ? `${title} … ${seconds(started)}` : `  ${progressText(part)}`;
    process.stdout.write(`\r\u001b[2K${text.slice(0, (columns || 80) - 1)}`);
  };
  const tell = (news) => {
    if (part === null) process.stdout.write('\n');
    else if (part.label !== news.label) endPart();
    part = { ...news, started: part?.label === news.label ? part.started : performance.now() };
  };
  const endPart = () => {
    process.stdout.write(`${isTTY ? '\r\u001b[2K' : ''}  ${part.label}: ${seconds(part.started)}\n`);
  };
  const timer = isTTY ? setInterval(rewrite, 100) : null;
  process.stdout.write(`${title} … `);
  try {
    const result = await run(tell);
    if (part !== null) endPart();
    const isRewritten = timer !== null || part !== null;
    const start = isTTY ? '\r\u001b[2K' : '';
    process.stdout.write(isRewritten ? `${start}${title} … ${seconds(started)}` : seconds(started));
    return result;
  } catch (error) {
    throw error instanceof SetupError ? new SetupError(`${title}: ${error.message}`) : error;
  } finally {
    if (timer !== null) clearInterval(timer);
    process.stdout.write('\n');
  }
}

/** How far a part of a step has come: `download x 12 of 274 MB, 3.1 s`. */
function progressText({ label, done, total, unit, started }) {
  const isBytes = unit === 'bytes';
  const [reached, whole] = [done, total].map((count) =>
    isBytes && count !== null ? Math.round(count / 1e6) : count,
  );
  return `${label} ${reached}${whole === null ? '' : ` of ${whole}`} ${isBytes ? 'MB' : unit}, ${seconds(started)}`;
}

/** Runs a program with its output in the log; a failure quotes the first line that tells an error. */
async function command(program, args, options = {}) {
  mkdirSync(at('out'), { recursive: true });
  const file = openSync(log, 'w');
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', file, file], ...options });
  const problem = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? null : firstError(read(log), code)));
  });
  closeSync(file);
  if (problem !== null) throw new SetupError(`${problem} (details: out/setup.log)`);
}

function firstError(output, code) {
  const line = output
    .split('\n')
    .find((text) => /^ERROR: |^npm error (?!code|errno|syscall)|: error /.test(text));
  return line?.trim() ?? `ended with code ${code}`;
}

function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function write(path, text) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

main().catch((error) => {
  const isOurs = error instanceof SetupError;
  console.error(`set-up: ${isOurs ? error.message : `unexpected: ${error.stack}`}`);
  process.exitCode ||= 1;
});
