/** The commands that choose languages and compare choices. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { readPlainFile } from '../base/files/plain-file.js';
import { jsonText } from '../base/json-text.js';
import { quoteText } from '../base/printable.js';
import { clusterTable } from '../charts/selection/cluster-table.js';
import { diversityTable } from '../charts/selection/diversity-table.js';
import { tableText } from '../charts/tables/table-text.js';
import { readLanguages } from '../languages/catalogue.js';
import { readFeatureFile } from '../languages/feature-file.js';
import type { DistanceTable, FeatureTable } from '../languages/feature-table.js';
import { FEATURES, readFeatures } from '../languages/features.js';
import { readUrielCodes, readUrielFeatures, URIEL_FEATURES } from '../languages/uriel.js';
import { readPrintedSubsets } from '../results/published.js';
import { blendFeatures } from '../selection/blend-features.js';
import { measureDiversity } from '../selection/diversity/measure-diversity.js';
import { type FeatureScale, SCALES } from '../selection/scale-columns.js';
import { type StrategySelection, selectLanguages } from '../selection/select-languages.js';
import type { SelectOptions } from '../selection/select-options.js';
import { STRATEGIES } from '../selection/strategies.js';
import { languageCodes, wholeNumber } from './options.js';

/** Adds `select` and `compare` to the command. */
export function addSelectCommands(program: Command): void {
  program
    .command('select')
    .description('choose languages by their features')
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
    .action(selectCommand);

  program
    .command('compare')
    .description('measure how diverse several choices of languages are, side by side')
    .argument(
      '<choice...>',
      'a row of Table 1 (GEO-1, … RND-3) or 12 (GEO), a file that select wrote, or codes (af,bn,et)',
    )
    .addOption(featuresOption())
    .option('--json', 'print one record a choice as JSON')
    .action(compareCommand);
}

/** Options of `select` that are not `selectLanguages`' own. */
interface SelectFlags extends SelectOptions {
  features: string[];
  weights?: number[];
  scale: FeatureScale;
  output?: string;
  json?: true;
}

function selectCommand({ features, weights, scale, output, json, ...options }: SelectFlags): void {
  const { needs } = STRATEGIES[options.strategy];
  const data =
    needs === 'vectors' || needs === 'distances'
      ? readTables(features, { weights, scale, codes: options.candidates ?? null })
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

function compareCommand(choices: string[], { features, json }: { features: string[]; json?: true }): void {
  const chosen = choices.map((choice) => ({ name: basename(choice), codes: readChoice(choice) }));
  const table = readTables(features, { scale: 'norm', codes: null });
  const reports = chosen.map(({ name, codes }) => ({ name, report: measureDiversity(codes, table) }));
  if (json !== true) {
    console.log(tableText(diversityTable(reports)));
    return;
  }
  const records = reports.map(({ name, report }) => ({ choice: name, ...report }));
  console.log(jsonText(records));
}

const savedSelection = z.object({ languages: z.array(z.string()).min(1) });

/** Codes of a choice that is named on the command line. */
function readChoice(choice: string): string[] {
  const [, subset, run] = /^([A-Z]+)(?:-(\d))?$/.exec(choice) ?? [];
  if (subset !== undefined) {
    const rows = readPrintedSubsets();
    const row = rows.find(
      (printed) => printed.subset === subset && printed.run === (run ? Number(run) : null),
    );
    if (row === undefined) {
      const names = rows.map((printed) =>
        printed.run === null ? printed.subset : `${printed.subset}-${printed.run}`,
      );
      throw new RangeError(`compare: a row must be one of ${names.join(', ')}, got ${choice}`);
    }
    return [...row.languages];
  }
  if (!existsSync(choice)) return codesOf(choice);
  try {
    return savedSelection.parse(JSON.parse(readPlainFile(choice).toString())).languages;
  } catch (cause) {
    throw new Error(`${choice}: a selection that lingtune select wrote is expected`, { cause });
  }
}

function codesOf(choice: string): string[] {
  const codes = choice.split(',').map((code) => code.trim());
  if (codes.every((code) => /^\w+$/.test(code))) return codes;
  throw new RangeError(
    `compare: a choice must be a row (GEO-1), an existing file or codes (af,bn,et), got ${quoteText(choice)}`,
  );
}

function featuresOption(): Option {
  return new Option(
    '-f, --features <names...>',
    `what languages are told apart by: ${FEATURES.join(', ')} for the 52 of the paper; uriel:typo, uriel:geo, … for any of URIEL’s (ISO 639-3; lingtune features fetch); or a CSV file of vectors or distances; several are blended`,
  ).default(['geo']);
}

/** One table of features, or the blend of several. */
function readTables(
  names: readonly string[],
  {
    weights,
    scale,
    codes,
  }: { weights?: readonly number[] | undefined; scale: FeatureScale; codes: readonly string[] | null },
): FeatureTable | DistanceTable {
  const tables = names.map((name) => readTable(name, codes));
  const [only, ...others] = tables;
  if (only !== undefined && others.length === 0) return only;
  if (weights !== undefined && weights.length !== tables.length) {
    throw new RangeError(
      `select: weights must be as many as features, ${tables.length}, got ${weights.length}`,
    );
  }
  const parts = tables.map((table, index) => {
    if (table.kind === 'distances') {
      throw new RangeError(`select: only vectors can be blended, got distances in ${table.name}`);
    }
    return { features: table, weight: weights?.[index] ?? 1, scale };
  });
  return blendFeatures(parts);
}

/** Prefix of features that are read from the whole of URIEL. */
const URIEL_PREFIX = 'uriel:';

/** @param codes ISO 639-3 codes to read from URIEL, or `null` for all that it knows. */
function readTable(name: string, codes: readonly string[] | null): FeatureTable | DistanceTable {
  const shipped = FEATURES.find((feature) => feature === name);
  if (shipped !== undefined) return readFeatures(shipped);
  const ofUriel = URIEL_FEATURES.find((feature) => URIEL_PREFIX + feature === name);
  if (ofUriel !== undefined) return readUrielFeatures(codes ?? readUrielCodes(), ofUriel);
  if (existsSync(name)) return readFeatureFile(name);
  const known = [...FEATURES, ...URIEL_FEATURES.map((feature) => URIEL_PREFIX + feature)];
  throw new RangeError(
    `select: features must be ${known.join(', ')} or an existing CSV file, got ${quoteText(name)}`,
  );
}

function positiveNumbers(text: string, before: number[] = []): number[] {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('A number above 0 is needed.');
  return [...before, value];
}
