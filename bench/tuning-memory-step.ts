/** One process of tuning-memory.ts: makes steps and prints its peak memory and the estimate as a JSON line. */
import { readFileSync } from 'node:fs';
import { startBackend } from '../src/model/backend/start-backend.js';
import { readModelConfig } from '../src/model/config/read-model-config.js';
import { readWeights } from '../src/model/load-model.js';
import { createAdapter } from '../src/model/lora/create-adapter.js';
import { createCausalStepper, createSeq2SeqStepper } from '../src/tuning/create-stepper.js';
import { IGNORED } from '../src/tuning/example.js';
import { largestBatch } from '../src/tuning/largest-batch.js';
import { estimateMemory } from '../src/tuning/memory-estimate.js';
import { NumpyRandom } from '../src/util/numpy-random.js';
import type { MeasuredMemory } from './tuning-memory.js';

/** Steps made; the peak has been reached by then. */
const STEPS = 5;

/** A line of the process's status in bytes: `VmRSS`, held now, or `VmHWM`, held at the peak. */
function statusBytes(name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(
    readFileSync('/proc/self/status', 'utf8'),
  );
  return Number(kilobytes?.[1]) * 1024;
}

const [folder = '', learns, keeps, rows, time] = process.argv.slice(2);
const config = readModelConfig(folder);
const random = new NumpyRandom(1);
const examples = Array.from({ length: Number(rows) }, () => {
  const ids = Array.from({ length: Number(time) }, () => random.integer(4, config.vocabularySize));
  const half = ids.length / 2;
  return {
    ids,
    labels: ids.map((id, place) => (place < half ? IGNORED : id)),
    source: ids.slice(half),
    target: ids.slice(0, half),
  };
});
await startBackend({ name: 'tensorflow' });
const before = statusBytes('VmRSS');
const weights = await readWeights(folder, config);
const adapter = learns === 'adapter' ? createAdapter(config) : null;
const create = config.kind === 't5' ? createSeq2SeqStepper : createCausalStepper;
const gradientCheckpointing = keeps === 'recompute';
const stepper = create({ config, weights }, adapter, { gradientCheckpointing });
const began = performance.now();
for (let step = 0; step < STEPS; step += 1) stepper.step([examples], 3e-4);
const secondsPerStep = (performance.now() - began) / 1000 / STEPS;
console.error(
  JSON.stringify(readFileSync('/proc/self/status', 'utf8').match(/^(VmHWM|RssAnon|RssFile).*$/gm)),
  before,
);
const trainable = adapter && [...adapter.tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
const batch = largestBatch(examples, { batchSize: examples.length, padToMultiple: 8 });
const measured: MeasuredMemory = {
  peak: statusBytes('VmHWM') - before,
  estimate: estimateMemory(config, { ...batch, trainable }),
  secondsPerStep,
};
console.log(JSON.stringify(measured));
