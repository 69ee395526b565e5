import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes up to which a file is read; of a larger one the size must do. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A short text that changes when what a model's files hold changes, wherever and however old they are: their content,
 * or of weights too large to be read for this the size.
 * @returns 16 hexadecimal digits.
 * @throws Error where the folder cannot be read.
 */
export function contentFingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (!/\.(json|safetensors)$/.test(name)) continue;
    const path = join(folder, name);
    const { size } = statSync(path);
    hash.update(`${name} ${size}\n`);
    if (size <= MOST_BYTES) hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
