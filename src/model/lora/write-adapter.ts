import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../base/files/atomic-file.js';
import { writeSafetensors } from '../checkpoint/write-safetensors.js';
import type { Adapter } from './adapter.js';
import { formatAdapterConfig } from './adapter-config.js';
import { NAME_PREFIX } from './read-adapter.js';

/** What is written beside the tensors. */
export interface WriteAdapterOptions {
  /** Text of its `README.md`, as `modelCard` makes it (default: no such file). */
  readonly card?: string;
}

/**
 * Writes an adapter as PEFT does, so that PEFT loads it: `adapter_model.safetensors`, then `adapter_config.json`.
 * @param folder made where it is missing; files of the same names are replaced, each in one step.
 * @throws Error where a file cannot be written.
 */
export function writeAdapter(
  folder: string,
  { config, tensors }: Adapter,
  { card }: WriteAdapterOptions = {},
): void {
  mkdirSync(folder, { recursive: true });
  const named = new Map([...tensors].map(([name, tensor]) => [`${NAME_PREFIX}${name}`, tensor]));
  writeSafetensors(join(folder, 'adapter_model.safetensors'), named, { metadata: { format: 'pt' } });
  const fields = Object.entries(formatAdapterConfig(config)).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileAtomic(
    join(folder, 'adapter_config.json'),
    `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`,
  );
  if (card !== undefined) writeFileAtomic(join(folder, 'README.md'), card);
}
