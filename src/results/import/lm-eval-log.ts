/**
 * Job logs of lm-evaluation-harness: megabytes of progress bars with tables of accuracies at the end.
 *
 * A log is read from its end, so that its size does not matter. The harness ends a run with one line of its
 * arguments and a table of tasks, and a table of groups where there are any; together a section.
 * A log may hold several sections (a trial with `--limit`, a job that was started again): the last complete one counts.
 */
import { statSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { fileHolds } from '../../base/files/file-holds.js';
import { decodeUtf8, linesFromEnd } from '../../base/files/lines-from-end.js';
import { TASKS } from '../../records/run.js';
import { conditionWords } from './conditions.js';
import {
  collectScores,
  type EvaluatedModel,
  type Evaluation,
  findGaps,
  noteWithoutAccuracy,
  refuseUnprintable,
} from './evaluation.js';
import { parseModelArgs } from './model-args.js';
import { parseResultsTable, type ResultsTable, tableKind } from './results-table.js';

/** Longer blocks of lines with bars are no table of the harness; the bound keeps hostile logs small in memory. */
const MAX_TABLE_ROWS = 10_000;

/** What stands between the harness's arguments and the rest of their line. */
const AFTER_ARGUMENTS = '), gen_kwargs: (';

/** What the harness tells, before it begins, where it was given `samples=`; its line of arguments does not say so. */
const CHOSEN_DOCUMENTS = 'Evaluating examples for tasks';

const ESCAPE = '\u001b';

/** A bar at the start of a line, spaces and a terminal's codes for colours and cursor movements aside. */
const LEADING_BAR = new RegExp(`^(?:\\s|${ESCAPE}\\[[\\d;?]*[A-Za-z])*\\|`);

/** The line of arguments before the tables. */
interface Arguments extends EvaluatedModel {
  /** Number or share of documents a task, or `null` where all were evaluated. */
  readonly limit: string | null;
  /** Number of examples that were asked for in the prompts, or `null` where the tasks' own counts. */
  readonly shots: number | null;
}

/** What the harness printed at the end of one run. */
interface Section {
  readonly tables: readonly ResultsTable[];
  readonly arguments: Arguments | null;
  /** Whether the harness told that only chosen documents are evaluated. */
  readonly hasChosen?: boolean;
}

/**
 * Reads the last complete evaluation of a log, or the last incomplete one where none is complete.
 * @throws Error with the path where the log is empty or holds no table of accuracies.
 */
export function readLmEvalLog(path: string): Evaluation {
  // Of all that is incomplete only the latest can still be needed: a log of any length stays in constant memory.
  let latest: Evaluation | null = null;
  for (const section of sectionsFromEnd(path)) {
    const evaluation = evaluate(section);
    const { scores, lacks, notes } = evaluation;
    if (scores.length > 0 && lacks.length === 0) {
      return latest === null ? evaluation : { ...evaluation, notes: [...notes, describePassedOver(latest)] };
    }
    if (latest === null || (latest.scores.length === 0 && scores.length > 0)) latest = evaluation;
  }
  if (latest !== null && latest.scores.length > 0) return latest;
  const { size } = statSync(path);
  throw new Error(
    size === 0
      ? `${path}: the file is empty; copy the log again`
      : `${path}: no table of accuracies in ${size} bytes; give the whole output of lm_eval, or its results_….json`,
  );
}

function describePassedOver({ lacks }: Evaluation): string {
  return `a later, incomplete evaluation in the same log was passed over (${lacks.join('; ')})`;
}

/** The sections of a log, last first. Tables whose line of arguments is lost make a section without one. */
function* sectionsFromEnd(path: string): Generator<Section, void, undefined> {
  // Only such a log must be read on before a section to see whether it was of chosen documents.
  if (!fileHolds(path, CHOSEN_DOCUMENTS)) {
    for (const part of partsFromEnd(path)) if (part !== 'chosen') yield part;
    return;
  }
  let held: Section | undefined;
  for (const part of partsFromEnd(path)) {
    if (part !== 'chosen') {
      if (held !== undefined) yield held;
      held = part;
    } else if (held !== undefined) held = { ...held, hasChosen: true };
  }
  if (held !== undefined) yield held;
}

/** The sections of a log, last first, and `chosen` for each line that tells of chosen documents for the one after it. */
function* partsFromEnd(path: string): Generator<Section | 'chosen', void, undefined> {
  let tables: ResultsTable[] = [];
  let rows: string[] = [];
  let dropped = 0;
  for (const bytes of linesFromEnd(path)) {
    if (LEADING_BAR.test(bytes)) {
      const line = toText(bytes);
      const kind = tableKind(line);
      if (kind === null) {
        if (rows.length < MAX_TABLE_ROWS) rows.push(line);
        else dropped++;
        continue;
      }
      // Tasks come before groups: more tasks, or groups before tasks, belong to an earlier run.
      if (tables.length === 2 || tables.some((table) => table.kind === kind || kind === 'Groups')) {
        yield { tables, arguments: null };
        tables = [];
      }
      const table = parseResultsTable([line, ...rows.reverse()]);
      const faults = dropped === 0 ? [] : [`${dropped} rows are too many and were left out`];
      tables.unshift({ ...table, faults: [...faults, ...table.faults] });
      [rows, dropped] = [[], 0];
    } else if (bytes.trim() === '') {
      [rows, dropped] = [[], 0];
    } else if (bytes.includes(AFTER_ARGUMENTS)) {
      yield { tables, arguments: parseArguments(toText(bytes)) };
      tables = [];
      [rows, dropped] = [[], 0];
    } else if (bytes.includes(CHOSEN_DOCUMENTS)) {
      if (tables.length > 0) yield { tables, arguments: null };
      tables = [];
      [rows, dropped] = [[], 0];
      yield 'chosen';
    }
  }
  if (tables.length > 0) yield { tables, arguments: null };
}

/** Text of a line without the colours of a terminal. */
function toText(bytes: string): string {
  return stripVTControlCharacters(decodeUtf8(bytes));
}

/**
 * Reads `hf (pretrained=…,peft=…), gen_kwargs: (None), limit: None, num_fewshot: None, batch_size: 4`.
 * The rest of a progress bar may stand before it.
 */
function parseArguments(line: string): Arguments {
  const [before = '', after = ''] = line.split(AFTER_ARGUMENTS, 2);
  const start = /[\w-]+ \((?=\w+=|\{|None|$)/.exec(before);
  const [, limit] = /\), limit: ([^,]+),/.exec(after) ?? [];
  const [, shots] = /, num_fewshot: (\d+),/.exec(after) ?? [];
  const args = start === null ? null : before.slice(start.index + start[0].length);
  return {
    ...parseModelArgs(args),
    limit: limit === undefined || limit === 'None' ? null : limit,
    shots: shots === undefined ? null : Number(shots),
  };
}

function evaluate({ tables, arguments: given, hasChosen = false }: Section): Evaluation {
  const [tasks, groups] = ['Tasks', 'Groups'].map((kind) => tables.find((table) => table.kind === kind));
  const listed = new Set(tasks?.accuracies.map((accuracy) => accuracy.name));
  const others = groups?.accuracies.filter((accuracy) => !listed.has(accuracy.name)) ?? [];
  const { scores, notes } = collectScores([...(tasks?.accuracies ?? []), ...others]);
  const { lacks, ...model } = refuseUnprintable(given ?? { baseModel: null, adapter: null });
  const withoutAccuracy = new Set(tables.flatMap((table) => table.withoutAccuracy));
  const shots = tables.flatMap((table) => table.shots);
  const { conditions, phrases } = conditionWords({
    limit: given?.limit,
    hasChosen,
    // A task may keep to none whatever was asked for: what the tables say counts first.
    shots: shots.length > 0 ? shots : [given?.shots ?? 0],
  });
  return {
    ...model,
    scores,
    ...(conditions === null ? {} : { conditions }),
    lacks: [
      ...(given === null ? ["the line of the harness's arguments before the tables is missing"] : []),
      ...phrases,
      ...lacks,
      ...tables.flatMap((table) => table.faults),
      ...compareTables(tasks, groups),
      ...findGaps(scores),
    ],
    notes: [...notes, ...noteWithoutAccuracy([...withoutAccuracy])],
  };
}

/** What is missing where the two tables do not say the same of the benchmarks' groups. */
function compareTables(tasks: ResultsTable | undefined, groups: ResultsTable | undefined): string[] {
  if (tasks === undefined) return ['the table of tasks is missing'];
  const expected = tasks.accuracies.filter(({ name }) => TASKS.some((task) => task === name));
  if (groups === undefined) return expected.length === 0 ? [] : ['the table of groups is missing'];
  return expected.flatMap(({ name, accuracy }) => {
    const repeated = groups.accuracies.find((group) => group.name === name);
    if (repeated === undefined) return [`the table of groups lacks ${name}`];
    return repeated.accuracy === accuracy
      ? []
      : [`${name} is ${accuracy} in the table of tasks and ${repeated.accuracy} in the table of groups`];
  });
}
