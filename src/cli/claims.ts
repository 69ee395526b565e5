/** The command that audits the paper's claims. */
import type { Command } from 'commander';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { jsonText } from '../base/json-text.js';
import { tablePage } from '../charts/html-page.js';
import { tableText } from '../charts/tables/table-text.js';
import { claimsTable } from '../paper/claims/claims-table.js';
import { auditClaims } from '../paper/claims/index.js';
import { readPublished } from '../results/published.js';

/** Gives `claims` its options and its work. */
export function fillClaims(command: Command): void {
  command
    .option('--json', 'print one object a claim as JSON')
    .option('--html <file>', 'write a page with the table')
    .action(showClaims);
}

function showClaims(options: { json?: true; html?: string }): void {
  const claims = auditClaims(readPublished());
  if (options.html !== undefined) writeFileWithFolder(options.html, tablePage(claimsTable(claims)));
  if (options.json === true) console.log(jsonText(claims));
  else if (options.html === undefined) console.log(tableText(claimsTable(claims)));
}
