/** A choice of languages by its name: a row of the paper, a file that `select` wrote, or codes. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readPlainFile } from '../../base/files/plain-file.js';
import { quoteText } from '../../base/printable.js';
import { readPrintedSubsets } from '../../results/published.js';

const savedSelection = z.object({ languages: z.array(z.string()).min(1) });

/**
 * The language codes of a choice.
 * @param choice a row of Table 1 (`GEO-1`) or 12 (`GEO`), the path of a selection in JSON, or codes (`af,bn,et`).
 * @throws RangeError where it is none of these; Error where the file holds no selection.
 */
export function readChoice(choice: string): string[] {
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
