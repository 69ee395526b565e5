/** Scores on disk, so that an evaluation that was stopped goes on where it was, and none is computed twice. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fileLines } from '../../base/files/file-lines.js';
import { hashText } from '../../base/hash-text.js';
import type { Variant } from '../../benchmarks/benchmark-task.js';
import type { SequenceScore } from '../../records/sequences.js';
import { PackedScores } from './packed-scores.js';

/** What tells the scores of one cache file from all others'. */
export interface CacheScope {
  /** `Scorer.identity`. */
  readonly identity: string;
  /** Name of the task. */
  readonly task: string;
  readonly variant: Variant;
}

const Line = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
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
  private readonly file: number;
  /** `null` where the file is not read. */
  private scores: PackedScores | null = null;

  /**
   * Opens a task's cache, and makes it where there is none. What is in it is read when it is first asked.
   * @param folder need not exist.
   * @throws Error where the folder cannot be made or the file not be read or written.
   */
  constructor(
    folder: string,
    private readonly scope: CacheScope,
  ) {
    const { identity, task, variant } = scope;
    const ownFolder = join(folder, hashText(identity).slice(0, NAME_LENGTH));
    mkdirSync(ownFolder, { recursive: true });
    this.file = openSync(join(ownFolder, `${task}-${variant}.jsonl`), 'a+');
  }

  /**
   * Scores of a document, or `undefined` where there are none yet.
   * @param document all that decides its scores: the fields and the token ids.
   */
  get(document: unknown): readonly SequenceScore[] | undefined {
    return this.known().get(packKey(this.key(document)));
  }

  /** Keeps scores of a document; infinite ones, which JSON has no word for, are not kept. */
  add(document: unknown, scores: readonly SequenceScore[]): void {
    const key = this.key(document);
    const known = this.known();
    if (known.has(packKey(key)) || !scores.every((score) => Number.isFinite(score.logProbability))) return;
    known.set(packKey(key), scores);
    const pairs = scores.map(({ logProbability, isGreedy }) => [logProbability, isGreedy]);
    writeSync(this.file, `${JSON.stringify({ key, scores: pairs })}\n`);
  }

  /** Frees the memory of what is known; asked again, the file is read again. */
  forget(): void {
    this.scores = null;
  }

  /** Closes the file; nothing can be added then. */
  close(): void {
    closeSync(this.file);
  }

  private known(): PackedScores {
    if (this.scores !== null) return this.scores;
    const known = new PackedScores();
    let last = '';
    for (const line of fileLines(this.file)) {
      last = line;
      const read = readLine(line);
      if (read !== null) known.set(packKey(read.key), read.scores);
    }
    // What a crash cut short must not run into the next line; where another process is just writing, this is a blank line.
    if (last !== '') writeSync(this.file, '\n');
    this.scores = known;
    return known;
  }

  private key(document: unknown): string {
    const { identity, task, variant } = this.scope;
    return hashText(JSON.stringify([identity, task, variant, document]));
  }
}

/** Digits of a folder's name; a collision would only make two models share a file. */
const NAME_LENGTH = 16;

/** The 32 bytes of a key's 64 digits. */
function packKey(key: string): Buffer {
  return Buffer.from(key, 'hex');
}

/** Key and scores of a line; `null` of a line that is blank, cut short or of another kind. */
function readLine(line: string): { key: string; scores: SequenceScore[] } | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const checked = Line.safeParse(value);
  if (!checked.success) return null;
  const { key, scores } = checked.data;
  return { key, scores: scores.map(([logProbability, isGreedy]) => ({ logProbability, isGreedy })) };
}
