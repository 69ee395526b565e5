import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { freeMemory } from '../../src/backend/free-memory.js';
import { withTemporaryFolder } from '../temporary-folder.js';

const MEMORY = { 'proc/meminfo': 'MemTotal: 9 kB\nMemAvailable:       4000 kB\n' };
const GROUP = { 'proc/self/cgroup': '0::/job/step\n' };

const CASES: readonly [name: string, files: Readonly<Record<string, string>>, bytes: number][] = [
  ['what the system has available', MEMORY, 4_096_000],
  [
    "no more than its own group's limit allows",
    {
      ...MEMORY,
      ...GROUP,
      'sys/fs/cgroup/job/step/memory.max': '1000000\n',
      'sys/fs/cgroup/job/step/memory.current': '400000\n',
      'sys/fs/cgroup/job/step/memory.stat': 'anon 1\ninactive_file 50000\n',
    },
    650_000,
  ],
  [
    'no more than the limit of an outer group allows',
    {
      ...MEMORY,
      ...GROUP,
      'sys/fs/cgroup/job/step/memory.max': 'max\n',
      'sys/fs/cgroup/job/step/memory.current': '400000\n',
      'sys/fs/cgroup/job/memory.max': '500000\n',
      'sys/fs/cgroup/job/memory.current': '400000\n',
    },
    100_000,
  ],
  [
    'nothing where a group holds more than its limit',
    {
      ...MEMORY,
      'proc/self/cgroup': '0::/\n',
      'sys/fs/cgroup/memory.max': '5\n',
      'sys/fs/cgroup/memory.current': '6\n',
    },
    0,
  ],
];

for (const [name, files, bytes] of CASES) {
  test(`freeMemory() is ${name}`, () => {
    withTemporaryFolder((root) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      assert.equal(freeMemory(root), bytes);
    });
  });
}

test('freeMemory() asks Node where the system has no such files', () => {
  withTemporaryFolder((root) => {
    // Other processes take and give memory between the two calls.
    assert.ok(Math.abs(freeMemory(root) - freemem()) < totalmem() / 4);
  });
});

test('freeMemory() of this machine is more than nothing and not more than all', () => {
  const bytes = freeMemory();
  assert.ok(bytes > 0 && bytes <= totalmem(), `${bytes} of ${totalmem()}`);
});
