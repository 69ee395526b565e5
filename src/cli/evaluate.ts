/** The command that evaluates a model. */
import { type Command, Option } from 'commander';
import { withInterrupt } from '../base/signals/with-interrupt.js';
import { VARIANTS, type Variant } from '../benchmarks/benchmark-task.js';
import { evaluationTable } from '../charts/evaluation/evaluation-table.js';
import { tableText } from '../charts/tables/table-text.js';
import { progressBar } from '../notebook/progress/progress-bar.js';
import { summariseModel } from '../study/model/evaluate-model.js';
import { evaluationRun } from '../study/model/evaluation-run.js';
import { wholeNumber } from './options.js';

interface EvaluateOptions {
  model: string;
  adapter?: string;
  tokenizer?: string;
  tasks: string;
  variant: Variant;
  data?: string;
  split?: string;
  limit?: number;
  output: string;
  samples?: true;
  cache: boolean;
}

/** Gives `evaluate` its options and its work. */
export function fillEvaluate(command: Command): void {
  command
    .requiredOption('--model <name>', 'folder of a BLOOM, GPT-2 or T5 model, or its name on the hub')
    .option('--adapter <name>', 'folder of a LoRA adapter as PEFT saves it, or its name on the hub')
    .option('--tokenizer <folder>', "folder of the tokenizer (default: the model's)")
    .requiredOption('--tasks <names>', 'benchmarks or languages of them, for example xcopa_et,xnli')
    .addOption(new Option('--variant <name>', 'whose prompts').choices(VARIANTS).default('current'))
    .option('--data <folder>', 'read <benchmark>/<split>.<language>.jsonl here instead of asking the hub')
    .option('--split <name>', 'score this split (default: the one that each benchmark scores)')
    .option('--limit <number>', 'evaluate only the first documents of each task', wholeNumber)
    .requiredOption('-o, --output <folder>', 'folder for results as lm-evaluation-harness writes them')
    .option('--samples', 'write every document with its scores too')
    .option('--no-cache', 'score everything anew, and keep no scores for the next time')
    .addHelpText(
      'after',
      '\nInterrupted, the same command goes on where it was. Then: lingtune import RESULTS -o runs.csv' +
        '\nLINGTUNE_BACKEND=tensorflow, gpu or wasm chooses what computes; lingtune doctor shows what there is.',
    )
    .action(evaluateCommand);
}

async function evaluateCommand({ cache, ...options }: EvaluateOptions): Promise<void> {
  const bar = progressBar();
  const evaluation = await withInterrupt(
    (signal) =>
      summariseModel({
        ...options,
        ...(cache ? {} : { cache: null }),
        signal,
        onProgress: bar.report,
      }),
    'what is scored is kept; the same command goes on from there',
  ).finally(bar.end);
  console.log(tableText(evaluationTable([evaluationRun(evaluation)])));
  console.log(`\n${evaluation.backend} · ${evaluation.files?.results}`);
}
