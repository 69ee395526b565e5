/**
 * How fast is each tensor backend? The same evaluation (XCOPA and XStoryCloze, on the tests' few documents) of one BLOOM
 * of 4.4 million random weights (4 layers of 256, vocabulary 5,000), one process after the other; the second of two
 * evaluations counts, since the first prepares the kernels. The last line is the ratio of the paces.
 *
 *     npm run build && node dist/bench/backends.js
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NumpyRandom } from '../src/base/random/numpy-random.js';
import { writeSafetensors } from '../src/model/checkpoint/write-safetensors.js';
import { weightShapes } from '../src/model/families/families.js';
import { readModelConfig } from '../src/model/families/read-model-config.js';
import { referenceFile } from '../test/reference-file.js';
import { repositoryFile } from '../test/repository.js';
import { measureProcess } from './measure-process.js';

const BACKENDS = ['tensorflow', 'wasm'] as const;
/** Width of the range that weights are drawn from. */
const SPREAD = 0.02;

/** A folder with a model of random weights and the tests' tokenizer. */
function makeModel(folder: string): void {
  cpSync(referenceFile('tokenizers/bloom'), folder, { recursive: true });
  const config = { model_type: 'bloom', vocab_size: 5000, hidden_size: 256, n_layer: 4, n_head: 8 };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const random = new NumpyRandom(0);
  const tensors = weightShapes(readModelConfig(folder)).map(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const data = Float32Array.from({ length: size }, () => SPREAD * (random.random() - 0.5));
    return [name, { shape, data }] as const;
  });
  writeSafetensors(join(folder, 'model.safetensors'), new Map(tensors));
}

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'lingtune-bench-'));
  try {
    makeModel(join(work, 'model'));
    const paces: number[] = [];
    for (const backend of BACKENDS) {
      const { seconds, peakBytes, stdout } = await measureProcess(
        process.execPath,
        [repositoryFile('dist/bench/evaluate-timed.js'), join(work, 'model'), referenceFile('benchmarks')],
        { ...process.env, LINGTUNE_BACKEND: backend },
      );
      const timed = JSON.parse(stdout) as { requests: number; seconds: number };
      paces.push(timed.requests / timed.seconds);
      console.log(
        `${backend}: ${(timed.requests / timed.seconds).toFixed(1)} requests a second, ` +
          `whole process ${seconds.toFixed(1)} s, peak ${Math.round(peakBytes / 1e6)} MB`,
      );
    }
    const [native = 0, wasm = 1] = paces;
    console.log(`pace of ${BACKENDS[0]} / of ${BACKENDS[1]}: ${(native / wasm).toFixed(1)}`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

await main();
