/** One process of tuning-memory.ts: makes steps and prints its peak of memory and the estimate as one JSON line. */
import { hasOwnOperations } from '../src/backend/native-operation.js';
import { startBackend } from '../src/backend/start-backend.js';
import { NumpyRandom } from '../src/base/random/numpy-random.js';
import { IGNORED } from '../src/corpus/encoding/example.js';
import { familyOf } from '../src/model/families/families.js';
import { readModelConfig } from '../src/model/families/read-model-config.js';
import { readWeights } from '../src/model/load-model.js';
import { createAdapter } from '../src/model/lora/create-adapter.js';
import { createCausalStepper, createSeq2SeqStepper } from '../src/tuning/learner/create-stepper.js';
import { largestBatch } from '../src/tuning/memory/largest-batch.js';
import { estimateMemory } from '../src/tuning/memory/memory-estimate.js';
import { statusBytes } from './status-bytes.js';
import type { MeasuredMemory } from './tuning-memory.js';

/** Steps made; the peak has been reached by then. */
const STEPS = 5;
const LEARNING_RATE = 3e-4;

const [folder = '', rows, time, learns, checkpointing] = process.argv.slice(2);
const gradientCheckpointing = checkpointing !== undefined;
const config = readModelConfig(folder);
const random = new NumpyRandom(1);
const examples = Array.from({ length: Number(rows) }, () => {
  const ids = Array.from({ length: Number(time) }, () => random.integer(4, config.vocabularySize));
  const labels = ids.map((id, place) => (place < ids.length / 2 ? IGNORED : id));
  // An encoder reads the first half, a decoder says the second.
  return { ids, labels, source: ids.slice(0, ids.length / 2), target: ids.slice(ids.length / 2) };
});
await startBackend({ name: 'tensorflow' });
const before = statusBytes('VmRSS');
const weights = await readWeights(folder, config);
const adapter = learns === 'adapter' ? createAdapter(config) : null;
const isSeq2Seq = familyOf(config).kind === 'seq2seq';
const create = isSeq2Seq ? createSeq2SeqStepper : createCausalStepper;
const stepper = await create({ config, weights }, adapter, { gradientCheckpointing });
const began = performance.now();
for (let step = 0; step < STEPS; step += 1) stepper.step([examples], LEARNING_RATE);
const secondsPerStep = (performance.now() - began) / 1000 / STEPS;
const read = examples.map(({ ids, labels, source, target }) =>
  isSeq2Seq ? { source, target } : { ids, labels },
);
const batch = largestBatch(read, { batchSize: examples.length, padToMultiple: 8 });
const measured: MeasuredMemory = {
  peak: statusBytes('VmHWM') - before,
  estimate: estimateMemory(config, {
    ...batch,
    adapter,
    gradientCheckpointing,
    isFused: hasOwnOperations(),
  }),
  secondsPerStep,
};
console.log(JSON.stringify(measured));
