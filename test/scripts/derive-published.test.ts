import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryFile } from '../repository.js';
import { withTemporaryFolder } from '../temporary-folder.js';

const shared = repositoryFile('../shared/data');
const logs = join(shared, 'published-logs');
const skip = existsSync(logs)
  ? false
  : 'the logs and the typed numbers are not beside this checkout (../shared/data)';

function derive(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const script = repositoryFile('dist/scripts/derive-published.js');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

test('derive-published FOLDER --index --paper remakes the committed files byte for byte', { skip }, () => {
  withTemporaryFolder((folder) => {
    const sources = ['--index', join(logs, 'index.csv'), '--paper', join(shared, 'paper')];
    const { status, stdout, stderr } = derive(logs, ...sources, '--output', folder);
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /published-runs\.csv: 18205 rows; 331 runs, 55 scores each, 12 copies of another run/,
    );
    assert.match(stdout, /printed\.csv: 2344 rows; 293 of them of BASE, without a margin/);
    const names = readdirSync(folder).sort();
    assert.deepEqual(names, [
      'coverage.csv',
      'languages.csv',
      'printed-languages.csv',
      'printed-overlaps.csv',
      'printed.csv',
      'published-runs.csv',
      'published-training.csv',
    ]);
    for (const name of names) {
      assert.ok(
        readFileSync(join(folder, name)).equals(readFileSync(repositoryFile(`data/${name}`))),
        `${name} differs from the committed file`,
      );
    }
  });
});

test('derive-published FOLDER takes languages and seeds from the committed list', { skip }, () => {
  withTemporaryFolder((folder) => {
    assert.equal(derive(logs, '--output', folder).status, 0);
    assert.deepEqual(readdirSync(folder), ['published-runs.csv']);
    const name = 'published-runs.csv';
    assert.ok(readFileSync(join(folder, name)).equals(readFileSync(repositoryFile(`data/${name}`))));
  });
});

const LOG = join('main_results_exp_logs', 'mgpt_ls_geo_1.log');

for (const [name, change, message] of [
  ['is missing', (path: string) => rmSync(path), /mgpt_ls_geo_1\.log: no such log in /],
  [
    'is cut',
    (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 1500)),
    /mgpt_ls_geo_1\.log: /,
  ],
  [
    'is not the file that its copy was made of',
    (path: string) => writeFileSync(path, `${readFileSync(path, 'utf8')}\n`),
    /files with equal bytes must be as listed, got mgpt_ls_geo_1\.log = mgpt_ls_geo_size_14_1\.log/,
  ],
  [
    'is there twice',
    (path: string) => cpSync(path, path.replace('main_results_exp_logs/', '')),
    /mgpt_ls_geo_1\.log has the same name/,
  ],
] as const) {
  test(`derive-published FOLDER fails and writes nothing where a log ${name}`, { skip }, () => {
    withTemporaryFolder((folder) => {
      const copy = join(folder, 'logs');
      const output = join(folder, 'output');
      cpSync(logs, copy, { recursive: true });
      // The shared files cannot be written to; the copies must be.
      spawnSync('chmod', ['-R', 'u+w', copy]);
      change(join(copy, LOG));
      const { status, stderr } = derive(copy, '--output', output);
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.equal(existsSync(output), false);
    });
  });
}

test('derive-published without a folder says what to give', () => {
  const { status, stderr } = derive();
  assert.equal(status, 1);
  assert.match(stderr, /^derive-published: give one folder of logs/);
});
