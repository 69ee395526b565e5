/** 10,000 records and 10,000 folders of a study, damaged in ways that a seed decides: read as they were, or refused. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PythonRandom } from '../../src/base/random/python-random.js';
import type { StudyRecord } from '../../src/study/store/run-record.js';
import { openStudy, readRecords } from '../../src/study/store/study-store.js';
import { mutate } from '../mutate.js';
import { temporaryFolder } from '../temporary-folder.js';
import { edit, recordFile, STUDY, writeStudy } from './study-files.js';

const CASES = 10_000;
/** Where files are only in memory, if there is such a place: ten thousand folders are made and removed. */
const PARENT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** No case takes longer, on a machine that does much else beside; most take under a millisecond. */
const MOST_MILLISECONDS = 5_000;

/**
 * Opens a study, and reads the records of some runs.
 * @returns whether they were read; each is then one that was written, or missing.
 */
function readOrRefuse(
  folder: string,
  names: readonly string[],
  written: Map<string, StudyRecord>,
  place: string,
): boolean {
  const start = performance.now();
  const runs = STUDY.runs.filter(({ name }) => names.includes(name));
  try {
    for (const [name, record] of readRecords(folder, { ...STUDY, runs })) {
      // Not a digit may be another.
      if (record !== null) assert.deepEqual(record, written.get(name), place);
    }
    return true;
  } catch (error) {
    assert.ok(error instanceof Error && !(error instanceof assert.AssertionError), `${place}: ${error}`);
    assert.ok(error.message.startsWith(folder), `${place}: ${error.stack}`);
    return false;
  } finally {
    assert.ok(performance.now() - start < MOST_MILLISECONDS, place);
  }
}

test(`readRecords(folder, study) reads or refuses ${CASES} damaged records, and changes no number`, (t) => {
  const folder = temporaryFolder(t, PARENT);
  const written = new Map(writeStudy(folder).map((record) => [record.name, record]));
  const names = [...written.keys()];
  const whole = names.map((name) => readFileSync(recordFile(folder, name)));
  const random = new PythonRandom(42);
  const counts = { read: 0, refused: 0 };
  for (let index = 0; index < CASES; index += 1) {
    const place = random.below(names.length);
    const name = names[place] ?? '';
    const bytes = mutate(whole[place] ?? Buffer.of(), random);
    writeFileSync(recordFile(folder, name), bytes);
    const isRead = readOrRefuse(folder, [name], written, `case ${index}: ${bytes.toString('latin1')}`);
    counts[isRead ? 'read' : 'refused'] += 1;
  }
  // Some damage only space between words, or say a field twice.
  assert.ok(counts.read > CASES / 100 && counts.refused > CASES / 2, JSON.stringify(counts));
});

/** What is done to the folder of a study. Of two the later one comes last: a link may lead to what has no end. */
type Damage = (folder: string, random: PythonRandom) => void;

const pick = (random: PythonRandom): string => STUDY.runs[random.below(STUDY.runs.length)]?.name ?? '';
const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

const DAMAGES: Readonly<Record<string, Damage>> = {
  'another study': (folder, random) =>
    edit(join(folder, 'study.json'), (text) => mutate(Buffer.from(text), random).toString()),
  'a damaged record': (folder, random) =>
    edit(recordFile(folder, pick(random)), (text) => mutate(Buffer.from(text), random).toString()),
  'a record in place of another': (folder, random) => {
    const [from, to] = [recordFile(folder, pick(random)), recordFile(folder, pick(random))];
    if (from !== to) copyFileSync(from, to);
  },
  'numbers of another record': (folder, random) => {
    const scores = JSON.parse(readFileSync(recordFile(folder, pick(random)), 'utf8')).scores;
    edit(recordFile(folder, pick(random)), (text) => JSON.stringify({ ...JSON.parse(text), scores }));
  },
  'no record': (folder, random) => remove(recordFile(folder, pick(random))),
  'no records': (folder) => remove(join(folder, 'runs')),
  'a folder as a record': (folder, random) => {
    const path = recordFile(folder, pick(random));
    remove(path);
    mkdirSync(path);
  },
  'a file in place of a folder': (folder) => {
    remove(join(folder, 'runs'));
    writeFileSync(join(folder, 'runs'), '');
  },
  'no study': (folder) => remove(join(folder, 'study.json')),
  'a link as a record': (folder, random) => {
    const path = recordFile(folder, pick(random));
    const targets = ['nowhere', path, '/dev/zero', '../pipe', '..', '../study.json', `${pick(random)}.json`];
    remove(path);
    symlinkSync(targets[random.below(targets.length)] ?? '', path);
  },
};

test(`openStudy(folder, study) and readRecords read or refuse ${CASES} damaged folders, and change no number`, (t) => {
  const [model, folder] = [temporaryFolder(t, PARENT), join(temporaryFolder(t, PARENT), 'study')];
  const records = writeStudy(model);
  const written = new Map(records.map((record) => [record.name, record]));
  execFileSync('mkfifo', [join(folder, '..', 'pipe')]);
  const paths = ['study.json', ...STUDY.runs.map(({ name }) => recordFile('', name))];
  const files = paths.map((path) => [path, readFileSync(join(model, path))] as const);
  const random = new PythonRandom(7);
  const counts = { read: 0, refused: 0 };
  for (let index = 0; index < CASES; index += 1) {
    remove(folder);
    mkdirSync(join(folder, 'runs'), { recursive: true });
    for (const [path, bytes] of files) writeFileSync(join(folder, path), bytes);
    const damages = Object.entries(DAMAGES);
    const chosen = Array.from({ length: 1 + random.below(2) }, () => random.below(damages.length)).sort(
      (a, b) => a - b,
    );
    const done = chosen.map((which) => {
      const [name, damage] = damages[which] ?? ['', () => undefined];
      try {
        damage(folder, random);
      } catch {
        // The one before has left nothing to damage.
      }
      return name;
    });
    const place = `case ${index}: ${done.join(', ')}`;
    let isOpen = false;
    try {
      openStudy(folder, STUDY);
      isOpen = true;
    } catch (error) {
      assert.ok(error instanceof Error && error.message.includes(folder), `${place}: ${error}`);
    }
    const isRead = isOpen && readOrRefuse(folder, [...written.keys()], written, place);
    counts[isRead ? 'read' : 'refused'] += 1;
  }
  assert.ok(counts.read > CASES / 20 && counts.refused > CASES / 5, JSON.stringify(counts));
});
