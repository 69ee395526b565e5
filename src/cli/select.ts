/** The command that chooses languages. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { jsonText } from '../base/json-text.js';
import { clusterTable } from '../charts/selection/cluster-table.js';
import { tableText } from '../charts/tables/table-text.js';
import { readLanguages } from '../languages/catalogue.js';
import { readFeatureTables } from '../selection/read-feature-tables.js';
import { type FeatureScale, SCALES } from '../selection/scale-columns.js';
import { type StrategySelection, selectLanguages } from '../selection/select-languages.js';
import type { SelectOptions } from '../selection/select-options.js';
import { STRATEGIES } from '../selection/strategies.js';
import { featuresOption } from './features-option.js';
import { languageCodes, wholeNumber } from './options.js';

/** Gives `select` its options and its work. */
export function fillSelect(command: Command): void {
  command
    .addOption(featuresOption())
    .option('--weights <numbers...>', 'weight of each of several features (default: 1 each)', positiveNumbers)
    .addOption(
      new Option('--scale <way>', 'what is done to several features first').choices(SCALES).default('norm'),
    )
    .addOption(
      new Option('--strategy <name>', 'how to choose').choices(Object.keys(STRATEGIES)).default('kmeans'),
    )
    .requiredOption('-k, --count <number>', 'how many languages', wholeNumber)
    .option('--seed <number>', 'seed of kmeans, family and random', wholeNumber, 0)
    .option('--restarts <number>', 'starts of kmeans, the best of which counts', wholeNumber, 10)
    .option('--candidates <codes>', 'choose only from these languages', languageCodes)
    .option('--include <codes>', 'languages that must be chosen', languageCodes)
    .option('--exclude <codes>', 'languages that must not be chosen', languageCodes)
    .option('--per-family <number>', 'at most so many languages of a family', wholeNumber)
    .option('--seen-by <models...>', 'only languages in the pre-training of BLOOM, mGPT, mT5-xl')
    .option('--unseen-by <models...>', 'only languages not in the pre-training of BLOOM, mGPT, mT5-xl')
    .option('-o, --output <file>', 'write the selection as JSON, for tuning and for lingtune compare')
    .option('--json', 'print the selection as JSON')
    .addHelpText(
      'after',
      '\nThe paper’s GEO, first row: lingtune select --features geo --count 14 --seed 66' +
        '\nStrategies:\n' +
        Object.entries(STRATEGIES)
          .map(([name, { title }]) => `  ${name.padEnd(9)} ${title}`)
          .join('\n'),
    )
    .action(choose);
}

/** Options of `select` that are not `selectLanguages`' own. */
interface SelectFlags extends SelectOptions {
  features: string[];
  weights?: number[];
  scale: FeatureScale;
  output?: string;
  json?: true;
}

function choose({ features, weights, scale, output, json, ...options }: SelectFlags): void {
  const { needs } = STRATEGIES[options.strategy];
  const data =
    needs === 'vectors' || needs === 'distances'
      ? readFeatureTables(features, { weights, scale, codes: options.candidates ?? null })
      : readLanguages();
  const selection = selectLanguages(data, options);
  const text = jsonText(withTies(selection));
  if (output !== undefined) writeFileAtomic(output, `${text}\n`);
  if (json === true) console.log(text);
  else console.log(tableText(clusterTable(selection)));
}

/** The selection with the ties of its clusters side by side. */
function withTies(
  selection: StrategySelection,
): StrategySelection & { ties: { chosen: string; tied: readonly string[] }[] } {
  const ties = selection.clusters
    .filter(({ tied }) => tied.length > 0)
    .map(({ chosen, tied }) => ({ chosen, tied }));
  return { ...selection, ties };
}

function positiveNumbers(text: string, before: number[] = []): number[] {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('A number above 0 is needed.');
  return [...before, value];
}
