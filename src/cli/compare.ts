/** The command that compares choices of languages. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { jsonText } from '../base/json-text.js';
import { diversityTable } from '../charts/selection/diversity-table.js';
import { tableText } from '../charts/tables/table-text.js';
import { measureDiversity } from '../selection/diversity/measure-diversity.js';
import { readFeatureTables } from '../selection/read-feature-tables.js';
import { readChoice } from '../study/plan/read-choice.js';
import { featuresOption } from './features-option.js';

/** Gives `compare` its options and its work. */
export function fillCompare(command: Command): void {
  command
    .argument(
      '<choice...>',
      'a row of Table 1 (GEO-1, … RND-3) or 12 (GEO), a file that select wrote, or codes (af,bn,et)',
    )
    .addOption(featuresOption())
    .option('--json', 'print one record a choice as JSON')
    .action(compareChoices);
}

function compareChoices(choices: string[], { features, json }: { features: string[]; json?: true }): void {
  const chosen = choices.map((choice) => ({ name: basename(choice), codes: readChoice(choice) }));
  const table = readFeatureTables(features, { scale: 'norm', codes: null });
  const reports = chosen.map(({ name, codes }) => ({ name, report: measureDiversity(codes, table) }));
  if (json !== true) {
    console.log(tableText(diversityTable(reports)));
    return;
  }
  const records = reports.map(({ name, report }) => ({ choice: name, ...report }));
  console.log(jsonText(records));
}
