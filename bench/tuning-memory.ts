/**
 * What tuning takes of memory at its peak, measured and as `estimateMemory` says before it starts.
 *
 *     npm run build && node dist/bench/tuning-memory.js [WORD …]
 *
 * Random models of each family, an adapter or all weights, with gradient checkpointing and without, each measured in a
 * process of its own; where words are given, only lines that have them all. The last line is the range of the ratios
 * of what is estimated to what is measured: it must not begin below 1.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NumpyRandom } from '../src/base/random/numpy-random.js';
import { writeSafetensors } from '../src/model/checkpoint/write-safetensors.js';
import { weightShapes } from '../src/model/families/families.js';
import { readModelConfig } from '../src/model/families/read-model-config.js';
import { measureProcess } from './measure-process.js';

/** A model and its batches. */
interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly rows: number;
  /** Tokens of a row. */
  readonly time: number;
}

/** What one process measured, in bytes. */
export interface MeasuredMemory {
  /** Held at the peak beyond what was held before the weights were read. */
  readonly peak: number;
  readonly estimate: number;
  readonly secondsPerStep: number;
}

const FAMILIES = ['bloom', 'gpt2', 'mt5'] as const;
type Family = (typeof FAMILIES)[number];

/** A small model with short rows and with long ones, and a middling one. */
const SHAPES: readonly Shape[] = [
  { layers: 4, width: 256, heads: 4, vocabulary: 8_000, rows: 32, time: 64 },
  { layers: 4, width: 256, heads: 4, vocabulary: 8_000, rows: 4, time: 512 },
  { layers: 6, width: 512, heads: 8, vocabulary: 50_000, rows: 8, time: 128 },
];
/** Width of the range that weights are drawn from. */
const SPREAD = 0.02;
const MEBIBYTE = 2 ** 20;

/** `config.json` of a model, with the dropout that its family has by default. */
function configJson(family: Family, { layers, width, heads, vocabulary }: Shape): object {
  switch (family) {
    case 'bloom':
      return {
        model_type: family,
        vocab_size: vocabulary,
        hidden_size: width,
        n_layer: layers,
        n_head: heads,
      };
    case 'gpt2':
      return { model_type: family, vocab_size: vocabulary, n_embd: width, n_layer: layers, n_head: heads };
    case 'mt5': {
      const sizes = {
        d_model: width,
        d_kv: width / heads,
        d_ff: 2 * width,
        num_layers: layers,
        num_heads: heads,
      };
      // Published mT5s have a head of their own.
      return { model_type: family, vocab_size: vocabulary, tie_word_embeddings: false, ...sizes };
    }
  }
}

/** Makes a model of random weights in a folder. */
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

/** Measures the ways to tune one model and prints a line for each; returns the ratios. */
async function measureModel(family: Family, shape: Shape, words: readonly string[]): Promise<number[]> {
  const { layers, width, vocabulary, rows, time } = shape;
  const model = [family, `${layers}x${width}`, vocabulary, `${rows}x${time}`];
  const ways = ['adapter', 'all']
    .flatMap((learns) => [[learns], [learns, 'checkpointing']])
    .filter((way) => words.every((word) => [...model.map(String), ...way].includes(word)));
  if (ways.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-bench-'));
  const step = fileURLToPath(new URL('tuning-memory-step.js', import.meta.url));
  const ratios: number[] = [];
  try {
    makeModel(folder, configJson(family, shape));
    for (const way of ways) {
      const parameters = [step, folder, String(rows), String(time), ...way];
      const { stdout } = await measureProcess(process.execPath, parameters);
      const { peak, estimate, secondsPerStep } = JSON.parse(stdout) as MeasuredMemory;
      const [measured, estimated] = [peak, estimate].map((bytes) => `${Math.round(bytes / MEBIBYTE)} MiB`);
      const line = `${[...model, ...way].join(' ')}: measured ${measured}, estimated ${estimated}`;
      console.log(`${line}, ${(estimate / peak).toFixed(2)} of it; ${secondsPerStep.toFixed(2)} s a step`);
      ratios.push(estimate / peak);
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
