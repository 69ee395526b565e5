import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importRuns } from '../../../src/results/import/import-runs.js';
import { formatRuns, readRuns } from '../../../src/results/run-csv.js';
import { referenceFile } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';
import { section } from '../example-log.js';

const ARGUMENTS = 'pretrained=bigscience/bloom-7b1,peft=x';

test('importRuns(paths) takes logs and results of a folder at any depth, in the order of their paths', () => {
  withTemporaryFolder((folder) => {
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    writeFileSync(join(folder, 'bloom7b_ls_geo_2.log'), section(ARGUMENTS));
    writeFileSync(join(folder, 'deep', 'job.out'), section(ARGUMENTS).replaceAll('0.8000', '0.8100'));
    copyFileSync(referenceFile('lm-eval-0.4.13.json'), join(folder, 'deep', 'er', 'results_2026.json'));
    for (const other of ['samples_xnli.jsonl', 'config.json', 'notes.txt'])
      writeFileSync(join(folder, other), 'x');
    symlinkSync(folder, join(folder, 'deep', 'loop.log'));
    const { runs, problems } = importRuns([folder]);
    assert.deepEqual(
      runs.map(({ source, model, subset, status }) => [source.slice(folder.length), model, subset, status]),
      [
        ['/bloom7b_ls_geo_2.log', 'BLOOM-7B1', 'GEO', 'complete'],
        ['/deep/er/results_2026.json', 'BLOOM-1.7B', 'unknown', 'complete'],
        ['/deep/job.out', 'BLOOM-7B1', 'unknown', 'complete'],
      ],
    );
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message]),
      [
        ['note', '1 without an accuracy (acc) left out: "free_text"'],
        ['note', 'the subset is not known; say which'],
        ['note', 'the subset is not known; say which'],
      ],
    );
  });
});

test('importRuns(paths) takes a named file once, whatever its name', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'slurm-1');
    writeFileSync(path, section(ARGUMENTS));
    const { runs } = importRuns([path, join(folder, '.', 'slurm-1')]);
    assert.deepEqual(
      runs.map((run) => run.source),
      [path],
    );
  });
});

test('importRuns(paths, facts) gives all runs the facts', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'a.log');
    writeFileSync(path, section(ARGUMENTS));
    const [run] = importRuns([path], { subset: 'MINE', languages: ['af'], tuningSeed: 3 }).runs;
    assert.deepEqual([run?.subset, run?.languages, run?.tuningSeed, run?.run], ['MINE', ['af'], 3, 1]);
  });
});

test('importRuns(paths) marks a file with the same bytes as a duplicate of the first', () => {
  withTemporaryFolder((folder) => {
    const names = ['a_1.log', 'b_2.log', 'c_3.log', 'd_4.log'];
    const paths = names.map((name) => join(folder, name));
    for (const path of paths) writeFileSync(path, section(ARGUMENTS));
    // The same scores from another job are no copy.
    writeFileSync(join(folder, 'b_2.log'), `job 2\n${section(ARGUMENTS)}`);
    const { runs } = importRuns(paths);
    assert.deepEqual(
      runs.map((run) => run.duplicateOf),
      [null, null, paths[0], paths[0]],
    );
  });
});

test('importRuns(paths) says which runs nothing tells apart', () => {
  withTemporaryFolder((folder) => {
    for (const name of ['a.log', 'b.log', 'c.log']) writeFileSync(join(folder, name), section(ARGUMENTS));
    const { problems } = importRuns([folder], { subset: 'GEO' });
    assert.deepEqual(problems, [
      {
        source: join(folder, 'a.log'),
        severity: 'note',
        message: `nothing tells it apart from ${join(folder, 'b.log')} and 1 more (own, BLOOM-7B1, GEO, run 1)`,
      },
    ]);
  });
});

test('importRuns(paths) reports broken files and imports the others', () => {
  withTemporaryFolder((folder) => {
    writeFileSync(join(folder, 'a_empty.log'), '');
    writeFileSync(join(folder, 'b\u001b[31m.log'), section(ARGUMENTS));
    writeFileSync(join(folder, 'c_part.log'), section(ARGUMENTS, '10'));
    writeFileSync(join(folder, 'd.log'), section(ARGUMENTS).replaceAll('0.8000', '0.9000'));
    writeFileSync(join(folder, 'results_x.json'), '{');
    const { runs, problems } = importRuns([folder], { subset: 'GEO', languages: ['af'] });
    assert.deepEqual(
      runs.map(({ source, status }) => [source.slice(folder.length + 1), status]),
      [
        ['c_part.log', 'partial'],
        ['d.log', 'complete'],
      ],
    );
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message.replace(folder, '…')]),
      [
        ['skipped', 'the file is empty; copy the log again'],
        ['skipped', 'the path holds control characters; rename the file'],
        ['partial', 'only a part of the documents was evaluated (limit 10)'],
        ['skipped', 'the file is not complete JSON; copy it again'],
        ['note', 'nothing tells it apart from …/d.log (own, BLOOM-7B1, GEO, run 1)'],
      ],
    );
    assert.ok(problems.every(({ source }) => !source.includes('\u001b')));
  });
});

test('importRuns(paths) gives runs that a CSV file keeps, hostile names included', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, '<img src=x>,"\'.log');
    writeFileSync(path, section('pretrained=<script>alert(1)</script>'));
    const { runs } = importRuns([path]);
    const csv = join(folder, 'runs.csv');
    writeFileSync(csv, formatRuns(runs));
    assert.deepEqual(readRuns(csv), runs);
    assert.equal(runs[0]?.model, '<script>alert(1)</script>');
  });
});

test('importRuns(paths) throws for paths that cannot be meant', () => {
  withTemporaryFolder((folder) => {
    assert.throws(() => importRuns([]), {
      name: 'RangeError',
      message: 'importRuns: paths must hold at least one path, got none',
    });
    assert.throws(() => importRuns([join(folder, 'missing\n')]), {
      message: /^importRuns: a path must exist, got ".*missing\\n"$/,
    });
    assert.throws(() => importRuns([folder]), {
      message: /^importRuns: a folder must hold \*\.log, \*\.out or results\*\.json files, got none in "/,
    });
    if (process.platform !== 'win32') {
      assert.throws(() => importRuns(['/dev/null']), {
        message: 'importRuns: a path must be a file or a folder, got "/dev/null"',
      });
    }
  });
});
