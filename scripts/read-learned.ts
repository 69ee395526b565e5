import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Numbers of one learned vector. */
export const LEARNED_DIMENSIONS = 512;

/** Room for the vectors of some hundred languages as JSON. */
const MOST_OUTPUT = 64 * 1024 * 1024;

const Vectors = z.record(z.string(), z.array(z.number()).length(LEARNED_DIMENSIONS));

/**
 * The learned vectors in lang2vec's wheel, which are a pickled Python object: `derive_features.py` opens it.
 * @param codes ISO 639-3.
 * @returns code → 512 numbers, for the codes that have a vector.
 * @throws Error where Python fails, with what it said.
 */
export function readLearned(
  wheelPath: string,
  codes: readonly string[],
  { python }: { python: string },
): Map<string, number[]> {
  const script = fileURLToPath(new URL('../../scripts/derive_features.py', import.meta.url));
  // -I: nothing from the user's own folders is loaded.
  const { status, stdout, stderr, error } = spawnSync(python, ['-I', script, wheelPath, ...codes], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
  });
  if (status !== 0) {
    throw new Error(`readLearned: ${python} ${script} must succeed, got: ${error?.message ?? stderr.trim()}`);
  }
  return new Map(Object.entries(Vectors.parse(JSON.parse(stdout))));
}
