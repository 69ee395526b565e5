/**
 * What large inputs cost: time and the most memory held at once, each part in a process of its own.
 *
 *     npm run build && node dist/bench/load.js [runs] [clusters] [documents]
 *
 * runs: a CSV of a million rows through Table 3. clusters: k-means of 7,970 points (as many as URIEL has languages) with
 * 400 features into 500 clusters, ten restarts. documents: an evaluation of 100,000 documents with its files written; the
 * growth is the most that the process ever held over what it held at the start, before the first document was read, and
 * over what it held once the first piece was scored.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeManyRuns } from './many-runs.js';
import { measureProcess } from './measure-process.js';

const PARTS = ['runs', 'clusters', 'documents'] as const;
const [ROWS, DOCUMENTS] = [1_000_000, 100_000];

const command = fileURLToPath(new URL('../../bin/lingtune.js', import.meta.url));
const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function measureRuns(folder: string): Promise<void> {
  const path = join(folder, 'runs.csv');
  const rows = writeManyRuns(path, { rows: ROWS, seed: 18 });
  const megabytes = statSync(path).size / 1e6;
  const { seconds, peakBytes } = await measureProcess(process.execPath, [
    command,
    'table',
    '3',
    '--runs',
    path,
  ]);
  tell(`runs: ${rows} rows (${megabytes.toFixed(0)} MB) through Table 3`, seconds, peakBytes);
}

async function measureClusters(): Promise<void> {
  const { seconds, peakBytes, stdout } = await measureProcess(process.execPath, [script('many-clusters.js')]);
  tell(`clusters: ${stdout.trim()}`, seconds, peakBytes);
}

async function measureDocuments(folder: string): Promise<void> {
  const { seconds, peakBytes, stdout } = await measureProcess(process.execPath, [
    script('many-documents.js'),
    String(DOCUMENTS),
    folder,
  ]);
  tell(`documents: ${stdout.trim()}`, seconds, peakBytes);
}

function tell(what: string, seconds: number, peakBytes: number): void {
  console.log(`${what}: ${seconds.toFixed(1)} s, at most ${(peakBytes / 1e6).toFixed(0)} MB`);
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((word) => !PARTS.some((part) => part === word));
  if (unknown !== undefined)
    throw new Error(`bench/load: a part must be one of ${PARTS.join(', ')}, got ${unknown}`);
  const has = (part: (typeof PARTS)[number]): boolean => wanted.length === 0 || wanted.includes(part);
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-load-'));
  try {
    if (has('runs')) await measureRuns(folder);
    if (has('clusters')) await measureClusters();
    if (has('documents')) await measureDocuments(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
