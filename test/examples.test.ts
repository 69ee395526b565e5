/** The examples in docstrings: each is a program of its own, which compiles and runs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryFile } from './repository.js';
import { temporaryFolder } from './temporary-folder.js';

/** Fewer would mean that examples are written in a form that is not found. */
const FEWEST = 15;

const EXAMPLE = /@example\n \* ```ts\n(?<code>[\s\S]*?)\n \* ```/g;

const EXAMPLES = readdirSync(repositoryFile('src'), { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) =>
    [...readFileSync(join(repositoryFile('src'), path), 'utf8').matchAll(EXAMPLE)].map((match, index) => ({
      name: `${path.replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '')}-${index + 1}`,
      code: (match.groups?.code ?? '').replaceAll(/^ \* ?/gm, ''),
    })),
  );

test('the examples in docstrings compile and run', { timeout: 600_000 }, async (t) => {
  assert.ok(EXAMPLES.length >= FEWEST, `${EXAMPLES.length} were found`);
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(repositoryFile('.'), join(folder, 'node_modules/lingtune'), 'dir');
  symlinkSync(repositoryFile('node_modules/@types'), join(folder, 'node_modules/@types'), 'dir');
  for (const { name, code } of EXAMPLES) writeFileSync(join(folder, `${name}.mts`), code);
  const options = { module: 'nodenext', target: 'es2023', strict: true, skipLibCheck: true, types: ['node'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  const compiler = repositoryFile('node_modules/typescript/bin/tsc');
  const compiled = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  assert.equal(compiled.stdout, '');
  for (const { name } of EXAMPLES) {
    await t.test(`${name} runs`, () => {
      const { status, stderr } = spawnSync(process.execPath, [`${name}.mjs`], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    });
  }
});
