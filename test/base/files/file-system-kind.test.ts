import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileSystemKind } from '../../../src/base/files/file-system-kind.js';

/** What the system itself calls the file systems of Linux that are tried here. */
const KINDS = { tmpfs: 'local', 'ext2/ext3': 'local', overlayfs: 'local', proc: 'unknown', sysfs: 'unknown' };

for (const path of ['/dev/shm', '/proc', '/sys', '/']) {
  test(`fileSystemKind(${path}) tells what the system calls it`, (t) => {
    if (process.platform !== 'linux' || !existsSync(path)) return t.skip('such a path is Linux’s');
    const name = execFileSync('stat', ['--file-system', '--format=%T', path], { encoding: 'utf8' }).trim();
    if (!(name in KINDS)) return t.skip(`${path} is ${name} here`);
    assert.equal(fileSystemKind(path), KINDS[name as keyof typeof KINDS]);
  });
}
