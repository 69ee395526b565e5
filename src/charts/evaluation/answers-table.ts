import { isoLanguages } from '../../benchmarks/benchmark-facts.js';
import { findBenchmark, PAPER_BENCHMARKS } from '../../benchmarks/registry.js';
import type { BenchmarkFacts } from '../../records/run.js';
import type { Table } from '../../records/table.js';
import { parseTaskName } from '../../results/import/task-name.js';
import { oneDecimal } from './evaluation-words.js';

/** How far one task has come. */
export type AnswerCount = {
  /** Its name, for example `paws_de`. */
  readonly task: string;
  /** How many documents it has in all, at least 1. */
  readonly documents: number;
  /** Documents answered so far, in `1..documents`. */
  readonly answered: number;
  /** Documents answered rightly so far, in `0..answered`. */
  readonly correct: number;
  /** What is known of its benchmark (default: what there is under its name). */
  readonly benchmark?: BenchmarkFacts;
  /** Its language (default: the one in its name). */
  readonly language?: string;
};

/** One row: what is known of a task so far. */
export type AnswerRecord = Omit<AnswerCount, 'benchmark' | 'language'> & {
  /** Of the documents answered so far, in per cent. */
  readonly accuracy: number;
  /** Standard error of the accuracy, in points; `null` after one document. */
  readonly stderr: number | null;
  /** Accuracy of guessing, in per cent; `null` where it is not known. */
  readonly chance: number | null;
};

/** A record with its row's words and order. */
type RankedRecord = AnswerRecord & {
  readonly title: string;
  readonly language: string;
  readonly rank: number;
};

/**
 * An evaluation while it runs: one row a language, grouped by benchmark, whatever order the answers came in.
 * @throws RangeError where there is no count, or one is out of range.
 */
export function answersTable(counts: readonly AnswerCount[]): Table<AnswerRecord> {
  if (counts.length === 0) throw new RangeError('answersTable: counts must hold at least one, got none');
  const ranked = counts.map(rankCount).sort((a, b) => a.rank - b.rank);
  const answered = counts.reduce((sum, count) => sum + count.answered, 0);
  const documents = counts.reduce((sum, count) => sum + count.documents, 0);
  return {
    kind: 'table',
    id: 'answers',
    title: 'Zero-shot accuracy so far',
    caption: 'Accuracy in per cent over the documents answered, beside that of guessing.',
    alt: `${answered} of ${documents} documents answered.`,
    columns: ['Language', 'Documents', 'Chance', 'Accuracy'],
    margins: 'one standard error over documents',
    rows: ranked.map((record) => [
      { text: record.language, label: true },
      {
        text:
          record.answered < record.documents
            ? `${record.answered} of ${record.documents}`
            : `${record.documents}`,
      },
      { text: record.chance === null ? '–' : oneDecimal(record.chance) },
      {
        text: oneDecimal(record.accuracy),
        ...(record.stderr === null ? {} : { margin: oneDecimal(record.stderr) }),
      },
    ]),
    groups: ranked.flatMap(({ title }, start) =>
      title === ranked[start - 1]?.title ? [] : [{ label: title, start }],
    ),
    records: ranked.map(({ title: _title, language: _language, rank: _rank, ...record }) => record),
  };
}

function rankCount({ benchmark, language: own, ...count }: AnswerCount): RankedRecord {
  const { documents, answered, correct } = count;
  if (!(answered >= 1 && answered <= documents && correct >= 0 && correct <= answered)) {
    throw new RangeError(
      `answersTable: a task must have 0 ≤ correct ≤ answered ≤ documents and an answer, got ${correct}, ${answered} and ${documents} in ${count.task}`,
    );
  }
  const named = parseTaskName(count.task);
  const { task, language } = { task: benchmark?.name ?? named.task, language: own ?? named.language };
  const share = correct / answered;
  const { title = task, chance = null } = benchmark ?? findBenchmark(task) ?? {};
  return {
    ...count,
    accuracy: share * 100,
    stderr: answered === 1 ? null : Math.sqrt((share * (1 - share)) / (answered - 1)) * 100,
    chance: chance === null ? null : chance * 100,
    title,
    language: language ?? count.task,
    rank: rank(task, language),
  };
}

/** Place of a row: benchmarks as in the paper's Table 3, their languages by code, unknown tasks last. */
function rank(task: string, language: string | null): number {
  const all = PAPER_BENCHMARKS.flatMap((benchmark) =>
    isoLanguages(benchmark).map((code) => `${benchmark.name} ${code}`),
  );
  const index = all.indexOf(`${task} ${language}`);
  return index === -1 ? all.length : index;
}
