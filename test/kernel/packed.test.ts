/** The package as npm would publish it, installed in an empty folder elsewhere. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findJupyter } from '../../src/jupyter/find-jupyter.js';
import { startKernelClient } from '../../src/jupyter/kernel-client.js';
import { repositoryFile } from '../repository.js';
import { temporaryFolder, writeNotebook } from './notebook-file.js';
import { inShort } from './session/running-kernel.js';

test('npx lingtune kernel install, from a packed package: a notebook selects languages and draws a figure', {
  timeout: 120_000,
}, async (t) => {
  const environment = findJupyter();
  assert.ok(environment !== null, 'Jupyter is missing; run: npm run setup');
  const folder = temporaryFolder(t);
  install(folder);
  const prefix = join(folder, 'jupyter');
  const lingtune = join(folder, 'node_modules/lingtune/bin/lingtune.js');
  const said = execFileSync(process.execPath, [lingtune, 'kernel', 'install', '--prefix', prefix], {
    cwd: folder,
    encoding: 'utf8',
  });
  const file = join(prefix, 'share/jupyter/kernels/lingtune/kernel.json');
  assert.equal(said, `kernel → ${file}\n`);
  const { argv } = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(argv.at(-2), join(folder, 'node_modules/lingtune/bin/lingtune-kernel.js'));

  const path = writeNotebook(folder, 'own.ipynb', [
    "import { figureA1, readFeatures, readPublished, selectLanguages, show } from 'lingtune';\nconst chosen = selectLanguages(readFeatures('geo'), { strategy: 'kmeans', count: 14, seed: 66 });",
    'chosen.languages.length',
    "import { figure3a } from 'lingtune';\nfigure3a(readPublished())",
  ]);
  const run = spawnSync(
    environment.python,
    ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--output', 'done.ipynb', path],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, JUPYTER_PATH: join(prefix, 'share/jupyter') } },
  );
  assert.equal(run.status, 0, run.stderr);
  const { cells } = JSON.parse(readFileSync(join(folder, 'done.ipynb'), 'utf8'));
  assert.deepEqual(cells[1].outputs[0].data, { 'text/plain': ['14'] });
  assert.ok('application/vnd.plotly.v1+json' in cells[2].outputs[0].data);

  const kernel = await startKernelClient({ argv, folder });
  t.after(() => kernel.close());
  await kernel.execute("import { readPublished } from 'lingtune';\nconst published = readPublished();");
  const { matches } = await kernel.request('complete_request', { code: 'published.ru', cursor_pos: 12 });
  assert.ok((matches as string[]).includes('runs'), String(matches));
  assert.deepEqual(inShort((await kernel.execute('published.runs.length > 300')).outputs), [
    'execute_result: true',
  ]);
});

/** Packs the package and unpacks it where npm would; its dependencies are those of the repository. */
function install(folder: string): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = execFileSync(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: repositoryFile('.'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed);
  const target = join(folder, 'node_modules/lingtune');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components=1']);
  symlinkSync(repositoryFile('node_modules'), join(target, 'node_modules'), 'dir');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true }));
}
