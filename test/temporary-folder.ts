import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Gives a function an empty folder, which is gone afterwards; returns what the function does. */
export function withTemporaryFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-test-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty folder that is gone when the test has ended. @param parent where it is made (default: the system's place). */
export function temporaryFolder(context: TestContext, parent: string = tmpdir()): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'lingtune-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
