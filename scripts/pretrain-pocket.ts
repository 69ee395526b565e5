/**
 * Remakes the pocket model in `data/pocket/model/` by our own trainer, from random weights: half an hour on two cores.
 *
 *     npm run pocket:pretrain [-- --output FOLDER] [--work FOLDER] [--text]
 *
 * The tokenizer is that of `data/pocket/model/`, which `derive_pocket_tokenizer.py` makes of the text that `--text` writes.
 * Interrupted, the same command goes on from the last checkpoint. The card `README.md` is written by hand.
 */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeFileAtomic } from '../src/base/files/atomic-file.js';
import { dataFile } from '../src/base/files/data-file.js';
import { openSafetensors } from '../src/model/checkpoint/open-safetensors.js';
import { writeSafetensors } from '../src/model/checkpoint/write-safetensors.js';
import { progressBar } from '../src/notebook/progress/progress-bar.js';
import { tuneModel } from '../src/study/model/tune-model.js';
import { writeInitialModel } from './pocket/initial-model.js';
import { readPocketFacts } from './pocket/pocket-facts.js';
import { pretrainingConfig, SEED, VERSIONS } from './pocket/pretraining-config.js';
import { pretrainingRows } from './pocket/pretraining-rows.js';
import { thinLog } from './pocket/thin-log.js';
import { runScript } from './run-script.js';

const TOKENIZER = ['tokenizer.json', 'tokenizer_config.json'] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      output: { type: 'string', default: dataFile('pocket/model') },
      work: { type: 'string', default: join('out', 'pocket') },
      text: { type: 'boolean', default: false },
    },
  });
  const folder = (name: string): string => join(values.work, name);
  writeText(folder('text'));
  if (values.text) return;
  mkdirSync(folder('start'), { recursive: true });
  writeInitialModel(folder('start'), SEED);
  for (const name of TOKENIZER) copyFileSync(dataFile(`pocket/model/${name}`), join(folder('start'), name));
  const bar = progressBar();
  const config = pretrainingConfig(folder('start'), folder('text'));
  const { adapter, loss } = await tuneModel(config, {
    output: folder('run'),
    resume: true,
    onProgress: bar.report,
  }).finally(bar.end);
  mkdirSync(values.output, { recursive: true });
  writeHalves(adapter, values.output);
  const log = thinLog(readFileSync(join(folder('run'), 'log.jsonl'), 'utf8'));
  writeFileAtomic(join(values.output, 'log.jsonl'), log);
  console.log(`${values.output}: last loss ${loss?.toPrecision(4) ?? 'unknown'}`);
}

/** One file a language, as the trainer reads them. */
function writeText(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const language of readPocketFacts().languages) {
    const rows = pretrainingRows(language, VERSIONS).map((row) => `${JSON.stringify(row)}\n`);
    writeFileAtomic(join(folder, `${language.code}.jsonl`), rows.join(''));
  }
}

/** The learnt model with its weights rounded to half precision. */
function writeHalves(learnt: string, output: string): void {
  const checkpoint = openSafetensors(join(learnt, 'model.safetensors'));
  const tensors = new Map(checkpoint.names.map((name) => [name, checkpoint.read(name)]));
  checkpoint.close();
  const options = { metadata: { format: 'pt' }, dtype: 'F16' } as const;
  writeSafetensors(join(output, 'model.safetensors'), tensors, options);
  for (const name of TOKENIZER) copyFileSync(join(learnt, name), join(output, name));
  const config = readFileSync(join(learnt, 'config.json'), 'utf8');
  writeFileAtomic(join(output, 'config.json'), config.replace('"float32"', '"float16"'));
}

runScript(import.meta.url, main);
