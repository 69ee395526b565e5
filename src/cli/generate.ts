/** The command that has a model answer. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { withInterrupt } from '../base/signals/with-interrupt.js';
import { TEMPLATES } from '../corpus/templates/find-template.js';
import type { Sampling } from '../model/generate/choose-token.js';
import type { Ending } from '../model/generate/generated-tokens.js';
import { generateText } from '../study/model/generate-text.js';
import { answerPrinter } from './answer.js';
import { wholeNumber } from './options.js';

interface GenerateOptions extends Sampling {
  model: string;
  adapter?: string;
  tokenizer?: string;
  instruction?: string;
  input?: string;
  template?: string;
  prompt?: string;
  maxTokens?: number;
}

/** Why a text ends, in words. */
const ENDINGS: Readonly<Record<Ending, string>> = {
  'end-of-text': 'ended by the model',
  'max-tokens': 'cut off by --max-tokens',
  positions: 'cut off, as the model has no positions for more',
};

/** Gives `generate` its options and its work. */
export function fillGenerate(command: Command): void {
  command
    .requiredOption('--model <name>', 'folder of a BLOOM, GPT-2 or T5 model, or its name on the hub')
    .option('--adapter <name>', 'folder of a LoRA adapter as PEFT saves it, or its name on the hub')
    .option('--tokenizer <folder>', "folder of the tokenizer (default: the model's)")
    .option('--instruction <text>', 'what the model is asked to do')
    .option('--input <text>', 'what the instruction is about')
    .addOption(
      new Option(
        '--template <name>',
        'how both become a prompt (default: the one for the kind of model)',
      ).choices(Object.keys(TEMPLATES)),
    )
    .option('--prompt <text>', 'give the model this text as it is, in place of an instruction')
    .option('--max-tokens <number>', 'most new tokens (default: 256)', wholeNumber)
    .option('--temperature <number>', 'draw tokens: below 1 the likely ones more often', decimalNumber)
    .option('--top-k <number>', 'draw from so many of the likeliest tokens', wholeNumber)
    .option('--top-p <number>', 'draw from the likeliest tokens that reach this probability', decimalNumber)
    .option('--seed <number>', 'draw with this seed (default: 0)', wholeNumber)
    .addHelpText(
      'after',
      '\nFor example: lingtune generate --model bigscience/bloom-560m --adapter DIR/adapter --instruction "Tere!"' +
        '\nOn a terminal the text appears as it is written, control characters as \\u escapes; Ctrl-C ends it there.' +
        '\nIn a file or pipe it is as the model wrote it.' +
        '\nWithout --temperature, --top-k, --top-p and --seed the likeliest token is taken each time.',
    )
    .action(generateCommand);
}

async function generateCommand({
  temperature,
  topK,
  topP,
  seed,
  ...options
}: GenerateOptions): Promise<void> {
  const isDrawn = [temperature, topK, topP, seed].some((value) => value !== undefined);
  const answer = answerPrinter();
  const { ending, backend } = await withInterrupt(
    (signal) =>
      generateText({
        ...options,
        sampling: isDrawn ? { temperature, topK, topP, seed } : null,
        onText: answer.onText,
        onProgress: answer.onProgress,
        signal,
      }),
    'the text ends where it was',
  ).finally(answer.end);
  console.error(`${ENDINGS[ending]} · ${backend}`);
}

function decimalNumber(text: string): number {
  if (!/^\d{0,9}\.?\d{1,9}$/.test(text)) throw new InvalidArgumentError('A number is needed.');
  return Number(text);
}
