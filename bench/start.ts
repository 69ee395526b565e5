/**
 * How long one waits before anything happens: the command's `--version` and `--help` beside Node alone, and the import
 * of the front door in a program and in a notebook's cell. All alternate, so that they meet the same machine.
 *
 *     npm run build && node dist/bench/start.js [ROUNDS]
 */
import { spawnSync } from 'node:child_process';
import { startKernelClient } from '../src/jupyter/kernel-client.js';
import { kernelSpec } from '../src/jupyter/kernel-spec.js';
import { repositoryFile } from '../test/repository.js';
import { median } from './median.js';

const IMPORT = `const began = performance.now();
await import('lingtune');
process.stdout.write(String(performance.now() - began));`;
const CELL = "import { figure3a, readPublished, show } from 'lingtune';";

const [rounds = '11'] = process.argv.slice(2);
const lingtune = repositoryFile('bin/lingtune.js');
const programs: Readonly<Record<string, readonly string[]>> = {
  'Node alone': ['--eval', '0'],
  '--version': [lingtune, '--version'],
  '--help': [lingtune, '--help'],
};
const times = new Map<string, number[]>();

for (let round = 0; round < Number(rounds); round += 1) {
  for (const [name, words] of Object.entries(programs)) {
    const began = performance.now();
    spawnSync(process.execPath, words, { stdio: 'ignore' });
    add(name, performance.now() - began);
  }
  const folder = repositoryFile('notebooks');
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', IMPORT], { cwd: folder });
  add("import('lingtune')", Number(stdout));
  const kernel = await startKernelClient({ argv: kernelSpec().argv, folder });
  // The compiler's own first cell is none of the import's.
  await kernel.execute('const first: number = 1;');
  const cellBegan = performance.now();
  await kernel.execute(CELL);
  add('the same in a cell, compiled', performance.now() - cellBegan);
  await kernel.close();
}

const bare = median(times.get('Node alone') ?? []);
for (const [name, own] of times) {
  const milliseconds = median(own);
  console.log(
    `${name.padEnd(30)} ${milliseconds.toFixed(0).padStart(5)} ms  ${(milliseconds / bare).toFixed(1)} × Node alone`,
  );
}

function add(name: string, milliseconds: number): void {
  times.set(name, [...(times.get(name) ?? []), milliseconds]);
}
