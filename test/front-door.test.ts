/** What the front door costs: neither its code nor its types may ask for what most cells never use. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryFile } from './repository.js';
import { temporaryFolder } from './temporary-folder.js';

/** Packages that take long to load, or whose types take long to read. */
const HEAVY = ['@tensorflow', 'playwright-core', '@huggingface', 'hyparquet', '@stdlib', 'undici', 'tslab'];

const HOOKS = `export async function load(url, context, next) {
  if (url.startsWith('file:')) console.error(url);
  return next(url, context);
}`;

test("import('lingtune') loads no heavy package", () => {
  const hooks = `data:text/javascript,${encodeURIComponent(HOOKS)}`;
  const script = `
    import { register } from 'node:module';
    register(${JSON.stringify(hooks)});
    await import('lingtune');
    const { createRequire } = await import('node:module');
    for (const path of Object.keys(createRequire(import.meta.url).cache)) console.error(path);`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: repositoryFile('notebooks'),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const loaded = stderr.split('\n');
  assert.ok(loaded.some((path) => path.endsWith('/dist/src/index.js')));
  assert.deepEqual(heavyOf(loaded), []);
});

test("the types of 'lingtune' read none of a heavy package", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(
    join(folder, 'cell.mts'),
    `export * from ${JSON.stringify(repositoryFile('dist/src/index.js'))};\n`,
  );
  const compiler = repositoryFile('node_modules/typescript/bin/tsc');
  const options = ['--listFilesOnly', '--module', 'nodenext', '--target', 'es2023'];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options, 'cell.mts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const read = stdout.split('\n');
  assert.ok(read.some((path) => path.endsWith('/dist/src/index.d.ts')));
  assert.deepEqual(heavyOf(read), []);
  assert.deepEqual(
    read.filter((path) => path.includes('/node_modules/zod/')),
    [],
  );
});

function heavyOf(paths: readonly string[]): string[] {
  return paths.filter((path) => HEAVY.some((name) => path.includes(`/node_modules/${name}`)));
}
