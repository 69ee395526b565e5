/** Programs that play Python with pip, the C++ compiler and Node, and write down how they were called. */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TensorflowBuild, tensorflowBuild } from '../../src/backend/tensorflow-build.js';

/** Content of the wheel that the stand-in for pip hands over. */
const WHEEL = 'a wheel';

/** Fails where `BREAKS` names the call; `LASTS` milliseconds go by before anything is done. */
const STAND_IN = `#!${process.execPath}
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const [, program, ...args] = process.argv;
const put = (folder, name, text) => { mkdirSync(folder, { recursive: true }); writeFileSync(join(folder, name), text); };
const after = (word) => args[args.indexOf(word) + 1];
const name = basename(program);
const call = name === 'python' ? (args[0] === '-c' ? 'unpack' : 'pip ' + args[args.length - 1]) : name === 'node' ? 'try' : args[0] === '--version' ? 'version' : 'compile ' + basename(after('-o'));
appendFileSync(join(__dirname, 'calls.txt'), call + '\\n');
if (call === process.env.BREAKS) { console.error('first line\\nERROR: it broke\\nlast line'); process.exit(2); }
setTimeout(() => {
  if (call.startsWith('pip ')) put(after('--dest'), 'a.whl', 'a wheel');
  if (call === 'unpack') {
    const tensorflow = join(args[3], 'tensorflow');
    put(join(tensorflow, 'include'), 'a.h', 'header');
    for (const library of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) put(tensorflow, library, 'library');
  }
  if (call.startsWith('compile ')) writeFileSync(after('-o'), 'compiled');
}, Number(process.env.LASTS ?? 0));
`;

/** The programs, and a build that is made with them. */
export interface StandInTools {
  readonly build: TensorflowBuild;
  readonly tools: { readonly python: string; readonly compiler: string; readonly node: string };
  /** Calls since the last time, in order. */
  calls(): string[];
}

/** Puts the programs into a folder, whose `cache` is the build's cache. */
export function standInTools(folder: string): StandInTools {
  const tool = (name: string): string => {
    const path = join(folder, name);
    writeFileSync(path, STAND_IN);
    chmodSync(path, 0o755);
    return path;
  };
  const tools = { python: tool('python'), compiler: tool('compiler'), node: tool('node') };
  const options = { platform: 'linux', arch: 'x64', libc: 'glibc-2.36', cache: join(folder, 'cache') };
  const real = tensorflowBuild('tensorflow', options);
  if (real === null) throw new Error('standInTools: there must be a build for Linux on x64, got none');
  const sha256 = createHash('sha256').update(WHEEL).digest('hex');
  return {
    build: { ...real, wheel: { ...real.wheel, sha256 } },
    tools,
    calls() {
      const path = join(folder, 'calls.txt');
      const calls = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
      writeFileSync(path, '');
      return calls.filter((call) => call !== '');
    },
  };
}
