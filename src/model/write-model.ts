/** Writing a model as transformers saves it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { readPlainFile } from '../base/files/plain-file.js';
import { writeSafetensors } from './checkpoint/write-safetensors.js';
import { type ModelConfig, weightShapes } from './families/families.js';
import type { AdapterTensor } from './lora/adapter.js';

/** A model to write. */
export interface WriteModelOptions {
  readonly config: ModelConfig;
  /** Weights as they lie in memory, those of linear layers as [in, out]. */
  readonly tensors: ReadonlyMap<string, AdapterTensor>;
  /** Folder of the model that it was made from, whose JSON files and tokenizer are copied. */
  readonly from: string;
}

/** Indexes name other files than the one that is written; the configuration is changed on its way. */
const COPIED = /^(?!config\.json$|.*index\.json$).*\.(json|txt|model)$/;

const CONFIG = 'config.json';
/**
 * What the configuration says of the kind of numbers. It is replaced in the text: JavaScript would write 1.0 as 1,
 * which transformers 5 refuses where it wants a fraction.
 */
const DTYPE = /("(?:torch_)?dtype"\s*:\s*)"[^"]*"/g;

/**
 * Writes `model.safetensors`, with the names and shapes of transformers, and what else a model's folder needs.
 * @param folder that exists.
 * @throws Error where a weight is missing, `config.json` cannot be read or a file cannot be written.
 */
export function writeModel(folder: string, { config, tensors, from }: WriteModelOptions): void {
  const named = new Map<string, AdapterTensor>();
  for (const { name, kind, otherwise } of weightShapes(config)) {
    const tensor = tensors.get(name);
    // Tied weights are written once, as transformers does, so that they are tied when they are read again.
    if (tensor === undefined && tensors.has(otherwise ?? '')) continue;
    if (tensor === undefined) throw new Error(`writeModel: the model must have the weight ${name}, got none`);
    named.set(name, kind === 'linear' ? transposed(tensor) : tensor);
  }
  writeSafetensors(join(folder, 'model.safetensors'), named, { metadata: { format: 'pt' } });
  for (const name of readdirSync(from).filter((file) => COPIED.test(file))) {
    // A cache's link may lead nowhere: no reason to lose what was learnt.
    if (existsSync(join(from, name))) writeFileAtomic(join(folder, name), readPlainFile(join(from, name)));
  }
  const text = readPlainFile(join(from, CONFIG)).toString();
  writeFileAtomic(join(folder, CONFIG), text.replaceAll(DTYPE, '$1"float32"'));
}

/** [in, out] as [out, in]. */
function transposed({ shape, data }: AdapterTensor): AdapterTensor {
  const [rows = 0, columns = 0] = shape;
  const values = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[column * rows + row] = data[row * columns + column] ?? 0;
    }
  }
  return { shape: [columns, rows], data: values };
}
