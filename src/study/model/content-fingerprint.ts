import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type FileDigestOptions, fileDigest } from '../../model/checkpoint/file-digest.js';

/** Beginning of every fingerprint: its digits mean nothing to one that was made in another way. */
const FINGERPRINT_KIND = 'sha256:';
const DIGITS = 32;

/** What no reader of models takes anything from: hidden and unfinished files, cards, weights for other programs. */
const IGNORED = /^\.|\.(?:md|tmp|incomplete|lock|log|h5|msgpack|onnx|onnx_data|ot|gguf|tflite)$/i;

/**
 * A short text that changes when what the files of a model or an adapter hold changes, wherever and however old they
 * are: weights, configuration, vocabulary, templates.
 * @param folders one, or those of a model and the adapter that belongs to it.
 * @returns `sha256:` and 32 hexadecimal digits for each, with `+` between them.
 * @throws Error where a folder cannot be read; what `fileDigest` throws.
 */
export async function contentFingerprint(
  folders: string | readonly string[],
  options: FileDigestOptions = {},
): Promise<string> {
  const texts: string[] = [];
  for (const folder of [folders].flat()) {
    const hash = createHash('sha256');
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (IGNORED.test(name) || !statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
      hash.update(`${JSON.stringify(name)} ${await fileDigest(path, options)}\n`);
    }
    texts.push(`${FINGERPRINT_KIND}${hash.digest('hex').slice(0, DIGITS)}`);
  }
  return texts.join('+');
}
