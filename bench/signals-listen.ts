/**
 * What signals.ts loads into every process beside its program: listens to the kinds of `SIGNAL_KINDS`, and says by a file
 * named after the process in `SIGNAL_FOLDER` that it does.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const { SIGNAL_FOLDER: folder, SIGNAL_KINDS: kinds = '' } = process.env;

if (folder !== undefined && isMainThread) {
  const place = join(folder, String(process.pid));
  for (const kind of kinds.split(',')) process.on(kind, () => undefined);
  writeFileSync(place, '');
  // Listeners go before the process does.
  process.on('exit', () => rmSync(place));
}
