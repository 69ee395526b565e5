import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type FolderLockOptions, LOCK, withFolderLock } from '../../../src/base/locks/folder-lock.js';
import { type KernelLock, tryKernelLock } from '../../../src/base/locks/kernel-lock.js';
import { type Holder, holderHere } from '../../../src/base/locks/lock-holder.js';
import { processStart } from '../../../src/base/locks/process-start.js';
import { repositoryFile } from '../../repository.js';
import { temporaryFolder } from '../../temporary-folder.js';

const REFUSAL = /^tune: output must be used by one process at a time, got .*, in use by process (\d+) since /;
const LOST = {
  message: /must stay locked by the process that works in it, got .*, whose lock was removed or taken over; /,
};
/** A file's name as a holder has it. */
const HOLDER = '0123456789abcdef.json';

/** A program that holds the lock of a folder until it is killed, and says what its check says for each line. */
function holderProgram(folder: string, options: string = '{}'): string {
  const module = pathToFileURL(repositoryFile('dist/src/base/locks/folder-lock.js'));
  return `
    import { createInterface } from 'node:readline';
    import { withFolderLock } from ${JSON.stringify(module.href)};
    withFolderLock(${JSON.stringify(folder)}, 'test', ({ check }) => {
      process.stdout.write('held\\n');
      createInterface({ input: process.stdin }).on('line', () => {
        try {
          check();
          process.stdout.write('whole\\n');
        } catch ({ message }) {
          process.stdout.write(message + '\\n');
        }
      });
      return new Promise(() => setInterval(() => {}, 1000));
    }, ${options}).catch(({ message }) => process.stdout.write(message + '\\n'));`;
}

/** A process that holds the lock of a folder until it is killed. @param before what it is started by. */
async function holdLock(
  t: TestContext,
  folder: string,
  { before = [], options }: { before?: readonly string[]; options?: string } = {},
) {
  const words = [
    ...before,
    process.execPath,
    '--input-type=module',
    '--eval',
    holderProgram(folder, options),
  ];
  const [program = '', ...rest] = words;
  const holder = spawn(program, rest);
  t.after(() => holder.kill('SIGKILL'));
  const ask = async (): Promise<string> => {
    holder.stdin.write('\n');
    return String((await once(holder.stdout, 'data'))[0]).trim();
  };
  const said = String((await once(holder.stdout, 'data'))[0]).trim();
  return Object.assign(holder, { said, ask });
}

/** Writes a lock as another process would have left it, which has held it with no lock of the kernel. */
function writeLock(folder: string, change: Partial<Holder>, silence = 0): string {
  mkdirSync(join(folder, LOCK));
  const place = join(folder, LOCK, HOLDER);
  writeFileSync(place, `${JSON.stringify({ ...holderHere(false), started: 'then', ...change })}\n`);
  const time = Date.now() / 1000 - silence;
  utimesSync(place, time, time);
  return place;
}

/** Signs of life that a test can wait for. */
const TIMES = { every: 20, ended: 120_000, watch: 100 };
/** As on a disk that other machines may write. */
const SHARED: FolderLockOptions = { isLocal: () => false, times: TIMES };
/** As on one whose file system has no locks either. */
const WITHOUT_LOCKS: FolderLockOptions = { ...SHARED, tryLock: () => 'unknown' };
/** The same as the text of a program, with a holder that is taken for ended soon. */
const SOON_ENDED =
  "{ tryLock: () => 'unknown', isLocal: () => false, times: { every: 20, ended: 400, watch: 100 } }";

/** A damage that makes a lock with files. */
function damaged(files: Readonly<Record<string, string>>): (lock: string) => void {
  return (lock) => {
    mkdirSync(lock);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(lock, name), text);
  };
}

/** What a call gives once it does not throw any more: a killed process takes a moment to be gone. */
async function eventually<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await call();
    } catch {
      await setTimeout(100);
    }
  }
  return call();
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
  writeLock(folder, { started: 'at another time' });
  assert.equal(await withFolderLock(folder, 'tune: output', nothing), 'done');
  assert.deepEqual(readdirSync(folder), []);
});

test('withFolderLock(folder, caller, work) refuses a process of another machine until it has been silent for long', async (t) => {
  const folder = temporaryFolder(t);
  const since = '2026-01-02T03:04:05.678Z';
  const place = writeLock(folder, { pid: 7, host: 'elsewhere', boot: 'another', since }, 60);
  await assert.rejects(withFolderLock(folder, 'tune: output', nothing, SHARED), {
    message: `tune: output must be used by one process at a time, got ${folder}, in use by process 7 on elsewhere since ${since}; its last sign of life is 60 s old, and after 120 s without one it is taken for ended`,
  });
  utimesSync(place, Date.now() / 1000 - 600, Date.now() / 1000 - 600);
  assert.equal(await withFolderLock(folder, 'tune: output', nothing, SHARED), 'done');
});

test('withFolderLock(folder, caller, work) refuses a process that gives a sign while it is watched', async (t) => {
  const folder = temporaryFolder(t);
  const place = writeLock(folder, { pid: 7, host: 'elsewhere', boot: 'another' }, 600);
  const refused = withFolderLock(folder, 'tune: output', nothing, {
    ...SHARED,
    times: { ...TIMES, watch: 400 },
  });
  await setTimeout(50);
  // A clock that was set by ten minutes makes all signs look old.
  utimesSync(place, Date.now() / 1000 - 599, Date.now() / 1000 - 599);
  await assert.rejects(refused, { message: /in use by process 7 on elsewhere since [^;]*$/ });
});

test('withFolderLock(folder, caller, work) takes over at once where no other machine can write the disk', async (t) => {
  const folder = temporaryFolder(t);
  // As after a power cut: the kernel is another one.
  writeLock(folder, { pid: 7, boot: 'another', isLocked: true });
  const remote = withFolderLock(folder, 'tune: output', nothing, SHARED);
  await assert.rejects(remote, { message: /in use by process 7 on .* it is taken for ended$/ });
  assert.equal(await withFolderLock(folder, 'tune: output', nothing, { isLocal: () => true }), 'done');
});

for (const [name, options] of [
  ['locks of the kernel', SHARED],
  ['no locks', WITHOUT_LOCKS],
] as const) {
  test(`withFolderLock(folder, caller, work) gives signs of life while the main thread computes, with ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    const work: Parameters<typeof withFolderLock>[2] = async ({ check }) => {
      const [holder = ''] = readdirSync(join(folder, LOCK));
      const place = join(folder, LOCK, holder);
      const text = readFileSync(place, 'utf8');
      const signs = new Set<number>();
      // Keeps the thread, as TensorFlow does; far longer than four signs take.
      for (const end = Date.now() + 20_000; signs.size < 4 && Date.now() < end; ) {
        signs.add(statSync(place).mtimeMs);
      }
      assert.equal(signs.size, 4);
      assert.equal(readFileSync(place, 'utf8'), text);
      check();
    };
    await withFolderLock(folder, 'tune: output', work, options);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test('withFolderLock(folder, caller, work) lets nobody else write where its own signs of life fail', async (t) => {
  const folder = temporaryFolder(t);
  const options = { ...WITHOUT_LOCKS, times: { every: 1_000_000, ended: 100, watch: 10 } };
  const work: Parameters<typeof withFolderLock>[2] = async ({ check }) => {
    check();
    await setTimeout(60);
    assert.throws(check, LOST);
  };
  await withFolderLock(folder, 'tune: output', work, options);
});

const UNSHARE = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

test('withFolderLock(folder, caller, work) refuses a process of another PID namespace, and takes over from a killed one', async (t) => {
  const [program, ...rest] = UNSHARE;
  if (spawnSync(program, [...rest, 'true']).status !== 0) return t.skip('unshare is not permitted');
  const folder = temporaryFolder(t);
  const holder = await holdLock(t, folder, { before: UNSHARE });
  assert.equal(holder.said, 'held');
  // Its number is one that has another meaning here.
  await assert.rejects(withFolderLock(folder, 'tune: output', nothing), {
    message: /in use by process 1 of another container since [^;]*$/,
  });
  const third = await holdLock(t, folder, { before: UNSHARE });
  assert.match(third.said, /^test must be used by one process at a time, got .*, in use by process 1 /);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  assert.equal(await eventually(() => withFolderLock(folder, 'tune: output', nothing)), 'done');
  assert.deepEqual(readdirSync(folder), []);
});

test('withFolderLock(folder, caller, work) waits for a stopped process, however silent it is', async (t) => {
  const folder = temporaryFolder(t);
  const holder = await holdLock(t, folder);
  holder.kill('SIGSTOP');
  const [name = ''] = readdirSync(join(folder, LOCK));
  utimesSync(join(folder, LOCK, name), 1, 1);
  await assert.rejects(withFolderLock(folder, 'tune: output', nothing, SHARED), { message: REFUSAL });
  holder.kill('SIGCONT');
  assert.equal(await holder.ask(), 'whole');
});

test('withFolderLock(folder, caller, work) tells a stopped process that goes on that its lock was taken over', async (t) => {
  const folder = temporaryFolder(t);
  const holder = await holdLock(t, folder, { options: SOON_ENDED });
  holder.kill('SIGSTOP');
  const [name = ''] = readdirSync(join(folder, LOCK));
  const place = join(folder, LOCK, name);
  // Its number tells nothing here, as on another machine.
  writeFileSync(
    place,
    `${JSON.stringify({ ...JSON.parse(readFileSync(place, 'utf8')), boot: 'another' })}\n`,
  );
  const times = { ...TIMES, ended: 400 };
  await setTimeout(500);
  const work = async (): Promise<string> => {
    holder.kill('SIGCONT');
    return holder.ask();
  };
  const said = await withFolderLock(folder, 'tune: output', work, { ...WITHOUT_LOCKS, times });
  assert.match(said, LOST.message);
  assert.deepEqual(readdirSync(folder), []);
});

test('withFolderLock(folder, caller, work) tells that the lock was removed, and leaves the next one alone', async (t) => {
  const folder = temporaryFolder(t);
  await withFolderLock(folder, 'tune: output', async ({ check }) => {
    rmSync(join(folder, LOCK), { recursive: true });
    assert.throws(check, LOST);
    mkdirSync(join(folder, LOCK));
    writeFileSync(join(folder, LOCK, HOLDER), '');
  });
  assert.deepEqual(readdirSync(join(folder, LOCK)), [HOLDER]);
});

test('withFolderLock(folder, caller, work) tells that the folder was moved, and another may be in its place', async (t) => {
  const parent = temporaryFolder(t);
  const [folder, moved] = [join(parent, 'study'), join(parent, 'moved')];
  const message = `tune: output must stay where it is while a process works in it, got ${folder} moved or removed; the same command goes on in the folder's new place`;
  await withFolderLock(folder, 'tune: output', async ({ check }) => {
    renameSync(folder, moved);
    assert.throws(check, { message });
    mkdirSync(folder);
    assert.throws(check, { message });
    rmdirSync(folder);
    // It is still locked, though, where it is now.
    await assert.rejects(withFolderLock(moved, 'tune: output', nothing), { message: REFUSAL });
  });
  assert.equal(await withFolderLock(moved, 'tune: output', nothing), 'done');
  assert.deepEqual(readdirSync(parent), ['moved']);
});

for (const [name, damage, got] of [
  ['a file', (lock) => writeFileSync(lock, ''), 'something else than a folder'],
  ['a link', (lock) => symlinkSync('/', lock), 'something else than a folder'],
  ['a half-written file in it', damaged({ [HOLDER]: '{"pid": 1' }), 'a file in it that names no process'],
  ['an empty file in it', damaged({ [HOLDER]: '' }), 'a file in it that names no process'],
  ['a file of another form in it', damaged({ [HOLDER]: '{}' }), 'a file in it that names no process'],
  ['a file of an earlier version in it', damaged({ 'holder.json': '{}' }), 'files of another kind in it'],
  ['two files in it', damaged({ [HOLDER]: '{}', other: '' }), 'files of another kind in it'],
] as const satisfies readonly (readonly [string, (lock: string) => void, string])[]) {
  test(`withFolderLock(folder, caller, work) says what to remove where the lock is or has ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    const lock = join(folder, LOCK);
    damage(lock);
    await assert.rejects(withFolderLock(folder, 'tune: output', nothing), {
      message: `tune: output must have a lock that names one process, got ${lock} with ${got}; once no process works in ${folder}, remove ${lock}`,
    });
    assert.deepEqual(readdirSync(folder), [LOCK]);
    rmSync(lock, { recursive: true });
    assert.equal(await withFolderLock(folder, 'tune: output', nothing), 'done');
  });
}

test('withFolderLock(folder, caller, work) removes what processes that were killed as they began have left', async (t) => {
  const folder = temporaryFolder(t);
  const put = (digits: string, text: string | null): string => {
    const name = digits.repeat(8);
    mkdirSync(join(folder, `.lock-${name}`));
    const file = join(folder, `.lock-${name}`, `${name}.json`);
    if (text !== null) writeFileSync(file, text);
    return file;
  };
  put('aa', null);
  put('bb', '');
  put('cc', `${JSON.stringify(holderHere(true))}\n`);
  const live = openSync(put('dd', ''), 'r+');
  assert.equal(tryKernelLock(live), 'granted');
  mkdirSync(join(folder, '.lock-kept'));
  await withFolderLock(folder, 'tune: output', nothing);
  assert.deepEqual(readdirSync(folder).sort(), ['.lock-dddddddddddddddd', '.lock-kept']);
  closeSync(live);
});

test('withFolderLock(folder, caller, work) goes by age where no kernel tells of whom something is', async (t) => {
  const folder = temporaryFolder(t);
  const names = ['.lock-00000000000000aa', '.lock-00000000000000bb', '.lock-kept'];
  for (const name of names) mkdirSync(join(folder, name));
  utimesSync(join(folder, '.lock-00000000000000aa'), 1, 1);
  utimesSync(join(folder, '.lock-kept'), 1, 1);
  await withFolderLock(folder, 'tune: output', nothing, { isLocal: () => false });
  assert.deepEqual(readdirSync(folder).sort(), names.slice(1));
});

test('withFolderLock(folder, caller, work) begins anew where its beginning was swept away', async (t) => {
  const folder = temporaryFolder(t);
  const begun = (): string => readdirSync(folder).find((name) => name.startsWith('.lock-')) ?? '';
  const answers: (() => KernelLock)[] = [
    () => 'busy',
    () => {
      rmSync(join(folder, begun()), { recursive: true });
      return 'granted';
    },
  ];
  const tryLock = (file: number): KernelLock => answers.shift()?.() ?? tryKernelLock(file);
  assert.equal(await withFolderLock(folder, 'tune: output', nothing, { tryLock }), 'done');
  assert.deepEqual([answers.length, readdirSync(folder)], [0, []]);
});

test('withFolderLock(folder, caller, work) lets one of many take over from a process that has ended', async (t) => {
  for (let round = 0; round < 20; round += 1) {
    const folder = temporaryFolder(t);
    writeLock(folder, { started: 'at another time' });
    let inside = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      assert.equal(inside, 1);
      await setTimeout(5);
      inside -= 1;
    };
    const ended = await Promise.allSettled(
      Array.from({ length: 8 }, () => withFolderLock(folder, 'tune: output', work)),
    );
    assert.ok(ended.some(({ status }) => status === 'fulfilled'));
    for (const result of ended) {
      if (result.status === 'rejected') assert.match((result.reason as Error).message, REFUSAL);
    }
    assert.deepEqual(readdirSync(folder), []);
  }
});

test('withFolderLock(folder, caller, work) holds a folder where none with an open file can be renamed', async (t) => {
  const parent = temporaryFolder(t);
  const folder = join(parent, 'run');
  /** As Windows does it. */
  const rename: typeof renameSync = (from, to) => {
    const open = readdirSync('/proc/self/fd').map((file) => {
      try {
        return readlinkSync(`/proc/self/fd/${file}`);
      } catch {
        return '';
      }
    });
    if (!open.some((path) => path.startsWith(String(from)))) return renameSync(from, to);
    throw Object.assign(new Error('a file is open'), { code: 'EPERM' });
  };
  const options = { rename, times: TIMES };
  const work: Parameters<typeof withFolderLock>[2] = async ({ check }) => {
    check();
    await assert.rejects(withFolderLock(folder, 'tune: output', nothing, options), { message: REFUSAL });
    await assert.rejects(withFolderLock(folder, 'tune: output', nothing), { message: REFUSAL });
    check();
  };
  await withFolderLock(folder, 'tune: output', work, options);
  assert.deepEqual(readdirSync(parent), []);
  mkdirSync(folder);
  writeLock(folder, { started: 'at another time' });
  assert.equal(await withFolderLock(folder, 'tune: output', nothing, options), 'done');
  const refuse: typeof renameSync = () => {
    throw Object.assign(new Error('never'), { code: 'EPERM' });
  };
  await assert.rejects(withFolderLock(folder, 'tune: output', nothing, { rename: refuse }), {
    message: 'never',
  });
  assert.deepEqual(readdirSync(folder), []);
});

test('withFolderLock(folder, caller, work) lets one of many in at a time', async (t) => {
  const folder = temporaryFolder(t);
  const ended = await Promise.allSettled(
    Array.from({ length: 8 }, () => withFolderLock(folder, 'tune: output', () => setTimeout(20))),
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
