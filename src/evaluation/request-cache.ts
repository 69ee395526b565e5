/** Scores on disk, so that an evaluation that was stopped goes on where it was, and none is computed twice. */
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SequenceScore } from '../util/sequences.js';
import { hashText } from './hash-text.js';
import type { Variant } from './tasks/benchmark-task.js';

/** What tells the scores of one cache file from all others'. */
export interface CacheScope {
  /** `Scorer.identity`. */
  readonly identity: string;
  /** Name of the task. */
  readonly task: string;
  readonly variant: Variant;
}

const Line = z.object({
  key: z.string(),
  scores: z.array(z.tuple([z.number(), z.boolean()])),
});

/**
 * The scores of one task by one model: a file of lines that only ever grows.
 *
 * A line is written at once and names its document by a hash over the model, the task, the variant and the document
 * with its token ids, so that several processes may write to one file, lines of other models can never be taken
 * for one's own, and a line that a crash cut short is passed over.
 */
export class RequestCache {
  private readonly known: Map<string, readonly SequenceScore[]>;
  private readonly file: number;

  /**
   * Opens a task's cache, and makes it where there is none.
   * @param folder need not exist.
   * @throws Error where the folder cannot be made or the file not be read or written.
   */
  constructor(
    folder: string,
    private readonly scope: CacheScope,
  ) {
    const { identity, task, variant } = scope;
    const place = join(folder, hashText(identity).slice(0, NAME_LENGTH));
    mkdirSync(place, { recursive: true });
    const path = join(place, `${task}-${variant}.jsonl`);
    this.file = openSync(path, 'a');
    const text = readFileSync(path, 'utf8');
    // What a crash cut short must not run into the next line; where another process is just writing, this is a blank line.
    if (text !== '' && !text.endsWith('\n')) writeSync(this.file, '\n');
    this.known = new Map(text.split('\n').flatMap(readLine));
  }

  /**
   * Scores of a document, or `undefined` where there are none yet.
   * @param document all that decides its scores: the fields and the token ids.
   */
  get(document: unknown): readonly SequenceScore[] | undefined {
    return this.known.get(this.key(document));
  }

  /** Keeps scores of a document; infinite ones, which JSON has no word for, are not kept. */
  add(document: unknown, scores: readonly SequenceScore[]): void {
    const key = this.key(document);
    if (this.known.has(key) || !scores.every((score) => Number.isFinite(score.logProbability))) return;
    this.known.set(key, scores);
    const pairs = scores.map(({ logProbability, isGreedy }) => [logProbability, isGreedy]);
    writeSync(this.file, `${JSON.stringify({ key, scores: pairs })}\n`);
  }

  /** Closes the file; nothing can be added then. */
  close(): void {
    closeSync(this.file);
  }

  private key(document: unknown): string {
    const { identity, task, variant } = this.scope;
    return hashText(JSON.stringify([identity, task, variant, document]));
  }
}

/** Digits of a folder's name; a collision would only make two models share a file. */
const NAME_LENGTH = 16;

/** Key and scores of a line; none of a line that is blank, cut short or of another kind. */
function readLine(line: string): [string, readonly SequenceScore[]][] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  const checked = Line.safeParse(value);
  if (!checked.success) return [];
  const { key, scores } = checked.data;
  return [[key, scores.map(([logProbability, isGreedy]) => ({ logProbability, isGreedy }))]];
}
