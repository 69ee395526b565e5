/** The command that tunes a model. */
import type { Command } from 'commander';
import { withInterrupt } from '../base/signals/with-interrupt.js';
import type { LanguageSummary } from '../corpus/language-summary.js';
import { progressBar } from '../notebook/progress/progress-bar.js';
import type { ModelTuning } from '../study/model/learn-model.js';
import { tuneModel } from '../study/model/tune-model.js';
import { readRunConfig, runConfigSchema } from '../tuning/config/read-run-config.js';

interface TuneOptions {
  config?: string;
  output?: string;
  resume?: boolean;
  schema?: true;
}

/** Gives `tune` its options and its work. */
export function fillTune(command: Command): void {
  command
    .option('--config <file>', 'what to tune, on what and how: run.json')
    .option('-o, --output <folder>', 'folder of the run: log.jsonl, checkpoints and the adapter')
    .option('--resume', 'go on from the newest whole checkpoint')
    .option('--schema', 'print the JSON Schema of run.json')
    .addHelpText(
      'after',
      '\nThe smallest run.json: {"model": "bigscience/bloom-560m", "data": {"languages": ["et", "vi"]}}' +
        '\nInterrupted, it saves its state; the same command with --resume goes on from there.' +
        '\nThen: lingtune evaluate --model MODEL --adapter DIR/adapter --tasks xcopa_et -o RESULTS',
    )
    .action(tuneCommand);
}

async function tuneCommand({ config, output, resume = false, schema }: TuneOptions): Promise<void> {
  if (schema === true) return console.log(JSON.stringify(runConfigSchema(), null, 2));
  if (config === undefined || output === undefined) {
    throw new Error(
      `tune: --config and --output must be given, got ${config === undefined ? 'no --config' : 'no --output'}`,
    );
  }
  const run = readRunConfig(config);
  const bar = progressBar();
  const onCorpus = (summary: readonly LanguageSummary[]): void => {
    bar.end();
    console.error(corpusText(summary, run.data.withoutResponse));
  };
  const onMemory = ({ needed, free }: { needed: number; free: number }): void => {
    bar.end();
    console.error(`about ${gibibytes(needed)} of memory, of ${gibibytes(free)} that are free`);
  };
  const tuning = await withInterrupt(
    (signal) => tuneModel(run, { output, resume, signal, onProgress: bar.report, onCorpus, onMemory }),
    'the state is saved; the same command with --resume goes on from there',
  ).finally(bar.end);
  console.log(endText(tuning));
}

/** What becomes of pairs of which no token is learnt. */
const UNLEARNT = { keep: 'which add nothing', drop: 'left out' } as const;

/** One line on what is learnt; what is cut shows only where something is. */
function corpusText(summary: readonly LanguageSummary[], withoutResponse: 'keep' | 'drop'): string {
  const sum = (count: Exclude<keyof LanguageSummary, 'language' | 'longest'>): number =>
    summary.reduce((total, language) => total + language[count], 0);
  const amount = (value: number): string => value.toLocaleString('en');
  const facts = [
    `${amount(sum('pairs'))} pairs in ${summary.map(({ language }) => language).join(', ')}`,
    `${amount(sum('tokens'))} tokens, ${amount(sum('learntTokens'))} of them learnt`,
    ...(sum('heldOut') === 0 ? [] : [`${amount(sum('heldOut'))} pairs held out`]),
    ...(sum('truncated') === 0
      ? []
      : [`${amount(sum('truncated'))} pairs cut, ${amount(sum('lostEos'))} of them without their end`]),
    ...(sum('withoutResponse') === 0
      ? []
      : [`${amount(sum('withoutResponse'))} pairs without a token to learn, ${UNLEARNT[withoutResponse]}`]),
  ];
  return facts.join(' · ');
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toPrecision(2)} GiB`;
}

function endText({ wasFinished, step, adapterStep, loss, best, adapter, backend }: ModelTuning): string {
  const facts = [
    wasFinished ? `finished before, after ${step} steps` : `${step} steps`,
    ...(loss === null ? [] : [`last loss ${loss.toPrecision(4)}`]),
    ...(best === null ? [] : [`lowest held-out loss ${best.loss.toPrecision(4)} at step ${best.step}`]),
  ];
  const place = adapterStep === step ? adapter : `${adapter} (of step ${adapterStep})`;
  return `${facts.join(' · ')}\n${place} · ${backend}`;
}
