/** The command that recomputes a table of the paper. */
import type { Command } from 'commander';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { jsonText } from '../base/json-text.js';
import { tablePage } from '../charts/html-page.js';
import { tableText } from '../charts/tables/table-text.js';
import { paperTable, TABLES } from '../paper/tables/tables.js';
import { type DataOptions, readData, runsOption } from './published-data.js';

/** Gives `table` its options and its work. */
export function fillTable(command: Command): void {
  command
    .argument('<number>', `which: ${[...TABLES.keys()].join(', ')} (4, 5 and 6 are one)`)
    .option('--json', 'print one record a cell as JSON')
    .option('--html <file>', 'write a page with the table')
    .addOption(runsOption())
    .action(showTable);
}

function showTable(number: string, options: DataOptions & { json?: true; html?: string }): void {
  const table = paperTable(readData(options), number);
  if (options.html !== undefined) writeFileWithFolder(options.html, tablePage(table));
  if (options.json === true) console.log(jsonText(table.records));
  else if (options.html === undefined) console.log(tableText(table));
}
