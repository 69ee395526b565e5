import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { LOCK, withFolderLock } from '../../src/util/folder-lock.js';
import { processStart } from '../../src/util/process-start.js';
import { repositoryFile } from '../repository.js';
import { temporaryFolder } from '../temporary-folder.js';

const REFUSAL = /^tune: output must be used by one process at a time, got .*, in use by process (\d+) since /;

/** A process that holds the lock of a folder until it is killed. */
async function holdLock(t: TestContext, folder: string) {
  const module = pathToFileURL(repositoryFile('dist/src/util/folder-lock.js'));
  const script = `
    import { withFolderLock } from ${JSON.stringify(module.href)};
    withFolderLock(${JSON.stringify(folder)}, 'test', () => {
      process.stdout.write('held');
      return new Promise(() => setInterval(() => {}, 1000));
    });`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  t.after(() => holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  return holder;
}

/** Writes a lock as another process would have left it. */
function writeLock(folder: string, change: object): void {
  mkdirSync(join(folder, LOCK));
  const own = JSON.stringify({ pid: process.pid, started: '1', host: 'elsewhere', since: 'then', ...change });
  writeFileSync(join(folder, LOCK, 'holder.json'), own);
}

const nothing = async (): Promise<string> => 'done';

test('withFolderLock(folder, caller, work) does the work, gives what it gives and leaves no lock', async (t) => {
  const folder = join(temporaryFolder(t), 'new', 'folder');
  const seen = await withFolderLock(folder, 'tune: output', async () => readdirSync(folder));
  assert.deepEqual(seen, [LOCK]);
  assert.equal(existsSync(folder), false);
  await withFolderLock(folder, 'tune: output', async () => writeFileSync(join(folder, 'kept'), ''));
  assert.deepEqual(readdirSync(folder), ['kept']);
});

test('withFolderLock(folder, caller, work) gives the folder back where the work throws', async (t) => {
  const folder = temporaryFolder(t);
  const broken = withFolderLock(folder, 'tune: output', () => Promise.reject(new Error('disk full')));
  await assert.rejects(broken, { message: 'disk full' });
  assert.deepEqual(readdirSync(folder), []);
});

test('withFolderLock(folder, caller, work) refuses a folder that this process works in', async (t) => {
  const folder = temporaryFolder(t);
  await withFolderLock(folder, 'tune: output', () =>
    assert.rejects(withFolderLock(folder, 'tune: output', nothing), ({ message }: Error) => {
      assert.equal(REFUSAL.exec(message)?.[1], String(process.pid));
      return true;
    }),
  );
  assert.equal(await withFolderLock(folder, 'tune: output', nothing), 'done');
});

test('withFolderLock(folder, caller, work) refuses a running process, and takes over from a killed one', async (t) => {
  const folder = temporaryFolder(t);
  const holder = await holdLock(t, folder);
  await assert.rejects(withFolderLock(folder, 'tune: output', nothing), ({ message }: Error) => {
    assert.equal(REFUSAL.exec(message)?.[1], String(holder.pid));
    return true;
  });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  assert.equal(existsSync(join(folder, LOCK)), true);
  assert.equal(await withFolderLock(folder, 'tune: output', nothing), 'done');
  assert.deepEqual(readdirSync(folder), []);
});

test('withFolderLock(folder, caller, work) takes over from an earlier process of the same number', async (t) => {
  const folder = temporaryFolder(t);
  const { host } = await withFolderLock(folder, 'test', async () =>
    JSON.parse(readFileSync(join(folder, LOCK, 'holder.json'), 'utf8')),
  );
  writeLock(folder, { host, started: 'at another time' });
  assert.equal(await withFolderLock(folder, 'tune: output', nothing), 'done');
});

test('withFolderLock(folder, caller, work) refuses a process of another machine, and says what to remove', async (t) => {
  const folder = temporaryFolder(t);
  writeLock(folder, { pid: 7 });
  await assert.rejects(withFolderLock(folder, 'tune: output', nothing), {
    message: `tune: output must be used by one process at a time, got ${folder}, in use by process 7 since then on elsewhere; once that one has ended, remove ${join(folder, LOCK)}`,
  });
});

test('withFolderLock(folder, caller, work) lets one of many in at a time', async (t) => {
  const folder = temporaryFolder(t);
  const ended = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      withFolderLock(folder, 'tune: output', () => new Promise((resolve) => setTimeout(resolve, 20))),
    ),
  );
  assert.equal(ended.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('processStart(pid) stays the same for a process, differs between two, and is null for one that has ended', async (t) => {
  const folder = temporaryFolder(t);
  const holder = await holdLock(t, folder);
  const pid = holder.pid ?? 0;
  assert.equal(typeof processStart(pid), 'string');
  assert.equal(processStart(pid), processStart(pid));
  assert.notEqual(processStart(pid), processStart(process.pid));
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  assert.equal(processStart(pid), null);
});
