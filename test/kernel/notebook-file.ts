import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A temporary folder that is removed when the test ends. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a notebook for our kernel with one code cell a source, and returns its path. */
export function writeNotebook(folder: string, name: string, sources: readonly string[]): string {
  const path = join(folder, name);
  const cells = sources.map((source, index) => ({
    id: `cell-${index}`,
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  }));
  const kernelspec = { name: 'lingtune', display_name: 'TypeScript (lingtune)', language: 'typescript' };
  writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }));
  return path;
}
