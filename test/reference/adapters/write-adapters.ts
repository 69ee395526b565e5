/** Writes the seeded adapters into a folder, for `adapters.py`: `node dist/test/reference/adapters/write-adapters.js FOLDER`. */
import { join } from 'node:path';
import { writeAdapter } from '../../../src/model/lora/write-adapter.js';
import { ADAPTER_NAMES, seededAdapter } from './seeded-adapters.js';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('write-adapters: a folder must be given, got none');
for (const name of ADAPTER_NAMES) writeAdapter(join(folder, name), seededAdapter(name));
