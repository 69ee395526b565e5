/** The package as npm would publish it, installed in an empty folder elsewhere. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findJupyter } from '../../src/jupyter/find-jupyter.js';
import { startKernelClient } from '../../src/jupyter/kernel-client.js';
import { kernelSpec } from '../../src/jupyter/kernel-spec.js';
import { repositoryFile } from '../repository.js';
import { temporaryFolder, writeNotebook } from './notebook-file.js';
import { inShort } from './session/running-kernel.js';

test('npx lingtune kernel install, from a packed package: a notebook selects languages and draws a figure', {
  timeout: 600_000,
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

/** Something of every door, with a type that holds only where the door's own types are found. */
const DOORS: readonly [door: string, code: string][] = [
  ['lingtune', 'const languages: string[] = readLanguages().map(({ code }) => code);'],
  ['lingtune/selection', 'const strategies: string[] = Object.keys(STRATEGIES);'],
  ['lingtune/corpus', 'const templates: string[] = Object.keys(TEMPLATES);'],
  ['lingtune/model', 'const bytes: number = freeMemory();'],
  [
    'lingtune/tuning',
    "const model: string = parseRunConfig({ model: 'x', data: { languages: ['et'] } }, 'run.json').model;",
  ],
  ['lingtune/evaluation', 'const benchmarks: string[] = BENCHMARKS.map(({ name }) => name);'],
  ['lingtune/results', 'const average: number = mean([1, 2, 3]);'],
  ['lingtune/charts', 'const figures: string[] = [...FIGURES.keys()];'],
];
const NAMES = /readLanguages|STRATEGIES|TEMPLATES|freeMemory|parseRunConfig|BENCHMARKS|mean(?=\()|FIGURES/;

for (const [module, moduleResolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`every door of a packed package has its types where a program is compiled for ${moduleResolution}`, (t) => {
    const folder = temporaryFolder(t);
    install(folder);
    const lines = DOORS.flatMap(([door, code]) => [
      `import { ${NAMES.exec(code)} } from '${door}';`,
      `export ${code}`,
      `// @ts-expect-error: the door must not be of type any.`,
      `export ${code.replace(/: (string|number)/, ': symbol')}`.replace(/const \w+/, '$&2'),
    ]);
    writeFileSync(join(folder, 'program.mts'), lines.join('\n'));
    const options = {
      module,
      moduleResolution,
      target: 'es2023',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
    };
    const tsconfig = { compilerOptions: { ...options, types: [] }, files: ['program.mts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const compiler = repositoryFile('node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}

test('every door of a packed package opens in a cell, with its types', { timeout: 600_000 }, async (t) => {
  const folder = temporaryFolder(t);
  install(folder);
  const { argv } = kernelSpec();
  const kernel = await startKernelClient({ argv, folder });
  t.after(() => kernel.close());
  for (const [door, code] of DOORS) {
    const { reply } = await kernel.execute(`import { ${NAMES.exec(code)} } from '${door}';\n${code}`);
    assert.equal(reply.status, 'ok', `${door}: ${JSON.stringify(reply)}`);
    const wrong = code.replace(/: (string|number)/, ': symbol').replace(/const \w+/, '$&2');
    const refused = await kernel.execute(wrong);
    assert.match(JSON.stringify(refused.reply), /is not assignable to type/, door);
  }
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
