/**
 * What tuning takes of memory at its peak, measured and as `estimateMemory` says before it starts.
 *
 *     npm run build && node dist/bench/tuning-memory.js [WORD …]
 *
 * Random models of each family, shapes of batches, an adapter or all weights, with gradient checkpointing and without:
 * each is a process of its own. Only the lines that have all the words are measured. The last line is the range of the
 * ratios of what is estimated to what is measured: it must not begin below 1.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModelConfig } from '../src/model/config/read-model-config.js';
import { writeSafetensors } from '../src/model/safetensors/write-safetensors.js';
import { weightShapes } from '../src/model/weight-shapes.js';
import { NumpyRandom } from '../src/util/numpy-random.js';
import { measureProcess } from './measure-process.js';

/** Layers, width, heads and vocabulary of a model, rows of a batch and tokens of a row. */
type Shape = readonly [
  layers: number,
  width: number,
  heads: number,
  vocabulary: number,
  rows: number,
  time: number,
];

const FAMILIES = ['bloom', 'gpt2', 'mt5'] as const;
const SHAPES: readonly Shape[] = [
  [4, 256, 4, 8_000, 32, 64],
  [4, 256, 4, 8_000, 4, 512],
  [6, 512, 8, 50_000, 8, 128],
];
/** Width of the range that weights are drawn from. */
const SPREAD = 0.02;
const MEGABYTE = 2 ** 20;

/** What one process measured, in bytes. */
export interface MeasuredMemory {
  /** Held at the peak beyond what was held before the weights were read. */
  readonly peak: number;
  readonly estimate: number;
  readonly secondsPerStep: number;
}

/** `config.json` of a model of a family and shape, with what the family drops by default. */
function modelConfig(family: (typeof FAMILIES)[number], [layers, width, heads, vocabulary]: Shape): object {
  switch (family) {
    case 'bloom':
      return {
        model_type: 'bloom',
        vocab_size: vocabulary,
        hidden_size: width,
        n_layer: layers,
        n_head: heads,
      };
    case 'gpt2':
      return { model_type: 'gpt2', vocab_size: vocabulary, n_embd: width, n_layer: layers, n_head: heads };
    case 'mt5': {
      const inner = { d_model: width, d_kv: width / heads, d_ff: 2 * width };
      return { model_type: 'mt5', vocab_size: vocabulary, num_layers: layers, num_heads: heads, ...inner };
    }
  }
}

/** Makes a model of random weights. */
function makeModel(folder: string, config: object): void {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const random = new NumpyRandom(0);
  const tensors = weightShapes(readModelConfig(folder)).map(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const data = Float32Array.from({ length: size }, () => SPREAD * (random.random() - 0.5));
    return [name, { shape, data }] as const;
  });
  writeSafetensors(join(folder, 'model.safetensors'), new Map(tensors));
}

/** Measures all lines of one model and prints them; returns the ratios. */
async function measureModel(
  family: (typeof FAMILIES)[number],
  shape: Shape,
  words: readonly string[],
): Promise<number[]> {
  const [layers, width, , vocabulary, rows, time] = shape;
  const step = fileURLToPath(new URL('tuning-memory-step.js', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-bench-'));
  const ratios: number[] = [];
  try {
    makeModel(folder, modelConfig(family, shape));
    for (const learns of ['adapter', 'all']) {
      for (const keeps of ['keep', 'recompute']) {
        const name = `${family} ${layers}x${width} ${vocabulary} ${rows}x${time} ${learns} ${keeps}`;
        if (!words.every((word) => name.split(' ').includes(word))) continue;
        const parameters = [step, folder, learns, keeps, String(rows), String(time)];
        const { stdout } = await measureProcess(process.execPath, parameters);
        const { peak, estimate, secondsPerStep } = JSON.parse(stdout) as MeasuredMemory;
        const [measured, estimated] = [peak, estimate].map((bytes) => `${Math.round(bytes / MEGABYTE)} MiB`);
        const ratio = (estimate / peak).toFixed(2);
        console.log(
          `${name}: measured ${measured}, estimated ${estimated}, ${ratio}; ${secondsPerStep.toFixed(2)} s a step`,
        );
        ratios.push(estimate / peak);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return ratios;
}

const words = process.argv.slice(2);
const ratios: number[] = [];
for (const family of FAMILIES) {
  for (const shape of SHAPES) ratios.push(...(await measureModel(family, shape, words)));
}
console.log(`estimated / measured: ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`);
