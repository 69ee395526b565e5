/** Our side of tuning.ts: measures LoRA steps in a process of its own and prints them as one JSON line. */
import { startBackend } from '../src/backend/start-backend.js';
import { NumpyRandom } from '../src/base/random/numpy-random.js';
import { IGNORED } from '../src/corpus/encoding/example.js';
import { readModelConfig } from '../src/model/families/read-model-config.js';
import { readWeights } from '../src/model/load-model.js';
import { createAdapter } from '../src/model/lora/create-adapter.js';
import { createCausalStepper } from '../src/tuning/learner/create-stepper.js';
import { statusBytes } from './status-bytes.js';

const [folder = '', threads = '', rows = '', time = '', steps = ''] = process.argv.slice(2);
await startBackend({ threads: Number(threads) });
const config = readModelConfig(folder);
const weights = await readWeights(folder, config);
const stepper = await createCausalStepper(
  { config, weights },
  createAdapter(config, { rank: 64, alpha: 16, dropout: 0.05 }),
);
const random = new NumpyRandom(1);
const examples = Array.from({ length: Number(rows) }, () => {
  const ids = Array.from({ length: Number(time) }, () => random.integer(4, config.vocabularySize));
  return { ids, labels: ids.map((id, place) => (place < ids.length / 2 ? IGNORED : id)) };
});
const seconds: number[] = [];
for (let step = 0; step < Number(steps); step += 1) {
  const start = performance.now();
  stepper.step([examples], 3e-4);
  seconds.push((performance.now() - start) / 1000);
}
console.log(JSON.stringify({ seconds, megabytes: statusBytes('VmHWM') / 2 ** 20 }));
