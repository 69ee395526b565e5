/** Claims that are printed tables: 2 and 4–11. */
import { TABLE_3_MODELS } from '../../charts/subsets.js';
import { type AccuracyRecord, printedEstimate } from '../../charts/tables/table-accuracy.js';
import { type Compared, comparedCell, judgeAgreement } from './agreement.js';
import type { ClaimRule } from './claim.js';
import type { Evidence } from './evidence.js';
import { judge, type Part } from './judge.js';
import { isSo } from './value-parts.js';

const section = 'C. Tables 2, 4–11';

/** Claims 48–56. */
export const OTHER_TABLE_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '48',
    section,
    claim: 'Table 2 gives the order of subject, verb and object of 51 languages.',
    paperSays: '51 rows as printed',
    check: ({ table2 }) =>
      judgeAgreement(
        table2.map(({ name, wordOrder, printed }) => ({
          text: `${name} ${wordOrder}, printed ${printed?.wordOrder ?? 'nothing'}`,
          agrees: printed === null ? null : printed.wordOrder === wordOrder,
        })),
        'word orders',
      ),
  },
  {
    id: '49',
    section,
    claim: 'Tables 4–6 give, in 105 rows, the overlaps of model, subset and benchmark languages.',
    paperSays: '105 rows as printed',
    check: ({ overlaps }) =>
      judgeAgreement(
        overlaps.map(({ task, model, subset, modelSubset, printed, agrees }) => ({
          text: `${task} ${model} ${subset}: ${modelSubset} of the subset's languages in the model, printed ${printed.modelSubset}`,
          agrees,
        })),
        'rows',
      ),
  },
  cellsAre('50', '7', 'Table 7 gives XNLI language by language in 560 tuned cells.', 560),
  cellsAre('51', '8', 'Table 8 gives XCOPA language by language in 420 tuned cells.', 420),
  {
    id: '52',
    section,
    claim: 'Table 9 gives XStoryCloze in 420 tuned cells, each under the header of its language.',
    paperSays: '420 cells as printed',
    check: ({ cells, published }) => {
      const printed = published.accuracies.filter(({ table }) => table === '9');
      const finding = judgeAgreement(
        cells[9].map((cell) => underHeader(comparedCell(cell), printedEstimate(printed, cell) !== null)),
        'tuned cells',
      );
      const moved = cells[9].filter(({ mismatch }) => mismatch === 'column').length;
      return {
        ...finding,
        weFind: `${finding.weFind}; ${moved} hold the value of another column of their row`,
      };
    },
  },
  cellsAre('53', '10', 'Table 10 gives XWinograd language by language in 245 tuned cells.', 245),
  cellsAre('54', '11', 'Table 11 gives PAWS-X language by language in 280 tuned cells.', 280),
  {
    id: '55',
    section,
    claim: 'The untuned models have the same XWinograd average in Tables 3 and 10.',
    paperSays: 'equal',
    check: ({ cells }) =>
      judge(
        TABLE_3_MODELS.map((model) => sameBase(model, { cells: cells[3], column: 'xwinograd' }, cells[10])),
        { of: 'models' },
      ),
  },
  {
    id: '56',
    section,
    claim: 'Untuned mGPT has the same XNLI average in Tables 3 and 7.',
    paperSays: 'equal',
    check: ({ cells }) => judge([sameBase('mGPT', { cells: cells[3], column: 'xnli' }, cells[7])]),
  },
];

/** A cell whose language no header names cannot agree with its header; Table 9 has th where the logs have te. */
function underHeader({ text, agrees }: Compared, headed: boolean): Compared {
  return headed || agrees === null
    ? { text, agrees }
    : { text: `${text} (under another header)`, agrees: false };
}

type TableId = '7' | '8' | '10' | '11';

/** A claim that is one of Tables 7–11. */
function cellsAre(id: string, table: TableId, claim: string, count: number): ClaimRule<Evidence> {
  return {
    id,
    section,
    claim,
    paperSays: `${count} cells as printed`,
    check: ({ cells }) => judgeAgreement(cells[table].map(comparedCell), 'tuned cells'),
  };
}

/** Credit where Table 3 and a table by language print the same average of an untuned model. */
function sameBase(
  model: string,
  table3: { cells: readonly AccuracyRecord[]; column: string },
  byLanguage: readonly AccuracyRecord[],
): Part {
  const own = printedBase(table3.cells, model, table3.column);
  const other = printedBase(byLanguage, model, 'avg');
  return isSo(`${model}: ${own.toFixed(2)} in Table 3, ${other.toFixed(2)} by language`, own === other);
}

function printedBase(cells: readonly AccuracyRecord[], model: string, column: string): number {
  const found = cells.find(
    (cell) => cell.model === model && cell.subset === 'BASE' && cell.column === column,
  );
  if (found?.printed == null) {
    throw new RangeError(`printedBase: the paper must print ${column} of untuned ${model}, got nothing`);
  }
  return found.printed.mean;
}
