import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { deriveSemantic } from '../../scripts/derive-semantic.js';
import { readLearned } from '../../scripts/read-learned.js';
import { lang2vecPath } from '../../src/languages/lang2vec.js';
import { npyFile, npyHeader } from '../base/npy-file.js';
import { repositoryFile } from '../repository.js';
import { withTemporaryFolder } from '../temporary-folder.js';

const vectors = repositoryFile('../shared/data/selection/clics-prone.csv');
const noVectors = existsSync(vectors)
  ? false
  : "the authors' vectors are not beside this checkout (../shared/data)";
const noWheel = existsSync(lang2vecPath())
  ? false
  : 'lang2vec is not in the user cache (lingtune features fetch)';
const noPython = spawnSync('python3', ['--version']).status === 0 ? false : 'there is no python3';

function committed(name: string): string {
  return readFileSync(repositoryFile(`data/${name}`), 'utf8');
}

test('derive-features remakes the committed files byte for byte', {
  skip: noWheel || noVectors || noPython,
}, () => {
  withTemporaryFolder((folder) => {
    const script = repositoryFile('dist/scripts/derive-features.js');
    const words = [script, '--sem', vectors, '--output', folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /features-typo\.csv: 52 languages; 289 features, all 0 or 1/);
    const names = readdirSync(folder).sort();
    assert.deepEqual(names, [
      'features-geo.csv',
      'features-learn.csv',
      'features-sem.csv',
      'features-typo.csv',
    ]);
    for (const name of names) {
      assert.ok(readFileSync(join(folder, name), 'utf8') === committed(name), `${name} differs`);
    }
  });
});

test('derive-features --wheel FILE fails for another file and writes nothing', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'lang2vec.whl');
    writeFileSync(path, 'forged');
    const script = repositoryFile('dist/scripts/derive-features.js');
    const { status, stderr } = spawnSync(process.execPath, [script, '--wheel', path, '--output', folder], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /^readLang2vec: .*lang2vec\.whl must have the SHA-256 sum/);
    assert.deepEqual(readdirSync(folder), ['lang2vec.whl']);
  });
});

test("deriveSemantic(text, place) remakes features-sem.csv from the authors' vectors", {
  skip: noVectors,
}, () => {
  const { text, checked } = deriveSemantic(readFileSync(vectors, 'utf8'), vectors);
  assert.equal(text, committed('features-sem.csv'));
  assert.match(checked, /^39 coordinates; distances changed by \de-1\d at most$/);
});

test('deriveSemantic(text, place) throws where languages are missing', () => {
  assert.throws(() => deriveSemantic('ben,1,2\nces,2,1\n', 'two.csv'), {
    name: 'RangeError',
    message: 'deriveSemantic: there must be 40 languages with a vector, got 2',
  });
});

test('readLearned(wheel, codes, { python }) throws for a pickle that would run code', {
  skip: noPython,
}, () => {
  withTemporaryFolder((folder) => {
    // os.system('exit') as Python pickles a call of it.
    const pickle = Buffer.from("cos\nsystem\n(S'exit'\ntR.", 'latin1');
    const path = join(folder, 'lang2vec.whl');
    writeFileSync(path, zipSync({ 'lang2vec/data/learned.npy': npyFile(npyHeader('|O', []), pickle) }));
    assert.throws(() => readLearned(path, ['afr'], { python: 'python3' }), /os\.system is not admitted/);
  });
});

test('readLearned(wheel, codes, { python }) throws where there is no such program', () => {
  assert.throws(() => readLearned('x.whl', ['afr'], { python: '/nowhere/python' }), {
    message:
      /^readLearned: \/nowhere\/python .*derive_features\.py must succeed, got: spawnSync \/nowhere\/python ENOENT$/,
  });
});
