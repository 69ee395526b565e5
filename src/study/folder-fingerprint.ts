import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A short text that changes when a model's or an adapter's files change: the content of its JSON files, and name, size
 * and time of the weights, which may be too large to be read for this.
 * @returns 16 hexadecimal digits.
 * @throws Error where the folder cannot be read.
 */
export function folderFingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name.endsWith('.json')) {
      hash.update(`${name}\n`).update(readFileSync(path));
    } else if (name.endsWith('.safetensors')) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
