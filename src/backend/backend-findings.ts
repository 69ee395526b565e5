/** What the check-up says about tensors. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../base/caught-error.js';
import { cacheFolder } from '../base/files/cache-folder.js';
import { startBackend } from './start-backend.js';

/** One line of the check-up. */
export interface BackendFinding {
  readonly name: string;
  readonly text: string;
  /** Whether all is as it should be. */
  readonly found: boolean;
}

/** Starts the backend and measures it: versions, threads, speed, and what the user's cache holds. */
export async function backendFindings(): Promise<BackendFinding[]> {
  return [...(await tensorFindings()), cacheFinding(cacheFolder())];
}

async function tensorFindings(): Promise<BackendFinding[]> {
  const notices: string[] = [];
  try {
    const { description } = await startBackend({ onNotice: (line) => notices.push(line) });
    const { matmulSpeed } = await import('./matmul-speed.js'); // It loads TensorFlow.js.
    const speed = await matmulSpeed();
    const text = `${description}, ${speed.toPrecision(3)} GFLOP/s for a product of 512 × 512 matrices`;
    return [
      { name: 'Tensors', text, found: true },
      ...notices.map((line) => ({ name: 'TensorFlow', text: line, found: false })),
    ];
  } catch (error) {
    return [{ name: 'Tensors', text: errorMessage(error), found: false }];
  }
}

function cacheFinding(folder: string): BackendFinding {
  return { name: 'Cache', text: `${folder} (${Math.round(folderBytes(folder) / 1e6)} MB)`, found: true };
}

/** Bytes of all files under a folder; 0 where there is none yet. */
function folderBytes(folder: string): number {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  return readdirSync(folder, { recursive: true })
    .map((path) => statSync(join(folder, String(path)), { throwIfNoEntry: false }))
    .reduce((sum, entry) => sum + (entry?.isFile() === true ? entry.size : 0), 0);
}
