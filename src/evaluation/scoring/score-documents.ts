/** Scores of documents by a model: from the cache where they are known, each request once where they are not. */

import type { BenchmarkDocument, Variant } from '../../benchmarks/benchmark-task.js';
import type { LongWork } from '../../records/long-work.js';
import type { Scorer } from '../../records/scorer.js';
import type { Sequence, SequenceScore } from '../../records/sequences.js';
import { encodeRequest } from './encode-request.js';
import { type GroupPlan, planGroups } from './plan-groups.js';
import { RequestCache } from './request-cache.js';

/** Documents scored together: enough for batches of like length, and some 10 MB of token ids. */
const PIECE_DOCUMENTS = 2_048;

/** A document of a task. */
export interface TaskDocument extends Pick<BenchmarkDocument, 'requests'> {
  /** Name of the task. */
  readonly task: string;
  /** Place of the document in the task, for messages. */
  readonly index: number;
}

/** How to score. */
export interface ScoreDocumentsOptions<Document> extends LongWork {
  readonly scorer: Scorer;
  readonly variant: Variant;
  /** Names of the tasks that there are documents of. */
  readonly tasks: readonly string[];
  /** Requests of all documents together, for the progress. */
  readonly requests: number;
  /** Folder in which scores are kept and looked up (default: none are). */
  readonly cache?: string | undefined;
  /** Is told of each document as it is scored (default: nobody is). */
  readonly onScored?: ((scored: ScoredDocument<Document>) => void) | undefined;
}

/** A document with its scores. */
export interface ScoredDocument<Document> {
  readonly document: Document;
  /** One score a request. */
  readonly scores: readonly SequenceScore[];
}

/**
 * Scores documents of one or more tasks, those of a task one after the other. Progress counts requests.
 * @yields the documents in order, as many as are scored together; no more of them are read before they are taken.
 * @throws RangeError with task and document where a request cannot be encoded; Error where a log-probability is not a
 * number or the scorer leaves a group out; what the documents and the scorer throw; the signal's reason where it is
 * stopped. The cache keeps what was finished.
 */
export async function* scoreDocuments<Document extends TaskDocument>(
  documents: Iterable<Document> | AsyncIterable<Document>,
  { scorer, variant, tasks, requests, cache, onScored, signal, onProgress }: ScoreDocumentsOptions<Document>,
): AsyncGenerator<ScoredDocument<Document>[], void, undefined> {
  let done = 0;
  const finish = (scored: ScoredDocument<Document>): void => {
    done += scored.scores.length;
    onScored?.(scored);
    onProgress?.({ label: 'evaluate', done, total: requests, unit: 'requests' });
  };
  const caches = new Map<string, RequestCache>();
  try {
    if (cache !== undefined) openCaches(caches, tasks, { folder: cache, identity: scorer.identity, variant });
    for await (const piece of piecesOf(documents)) {
      signal?.throwIfAborted();
      // Memory need not hold the scores of tasks that are done.
      const current = new Set(piece.map((document) => document.task));
      for (const [task, open] of caches) if (!current.has(task)) open.forget();
      yield await scorePiece(piece, { scorer, variant, caches, finish, signal });
    }
  } finally {
    for (const open of caches.values()) open.close();
  }
}

async function* piecesOf<Document>(
  documents: Iterable<Document> | AsyncIterable<Document>,
): AsyncGenerator<Document[], void, undefined> {
  let piece: Document[] = [];
  for await (const document of documents) {
    if (piece.push(document) < PIECE_DOCUMENTS) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

interface PieceOptions<Document> {
  readonly scorer: Scorer;
  readonly variant: Variant;
  readonly caches: ReadonlyMap<string, RequestCache>;
  /** Is told of each document as it is scored. */
  readonly finish: (scored: ScoredDocument<Document>) => void;
  readonly signal: AbortSignal | undefined;
}

/** Scores documents: first those that the cache has, then the others as the scorer comes to them. */
async function scorePiece<Document extends TaskDocument>(
  documents: readonly Document[],
  { scorer, variant, caches, finish, signal }: PieceOptions<Document>,
): Promise<ScoredDocument<Document>[]> {
  const finished = new Map<Document, readonly SequenceScore[]>();
  const take = (document: Document, scores: readonly SequenceScore[]): void => {
    finished.set(document, scores);
    finish({ document, scores });
  };
  const encoded = documents.map((document) => ({
    document,
    sequences: encodeDocument(document, scorer, variant),
  }));
  const pending = encoded.filter(({ document, sequences }) => {
    const known = caches.get(document.task)?.get(sequences);
    if (known !== undefined) take(document, known);
    return known === undefined;
  });
  const plan = planGroups(pending.map(({ sequences }) => sequences));
  const dependents = documentsByGroup(plan);
  const scored = new Map<number, readonly SequenceScore[]>();
  const onScored = (group: number, scores: readonly SequenceScore[]): void => {
    scored.set(group, scores);
    for (const index of dependents[group] ?? []) {
      const own = plan.indexes[index]?.flatMap((at) => scored.get(at.group)?.[at.sequence] ?? []);
      const asked = pending[index];
      if (own === undefined || asked === undefined || own.length < asked.sequences.length) continue;
      checkScores(own, asked.document);
      caches.get(asked.document.task)?.add(asked.sequences, own);
      take(asked.document, own);
    }
  };
  if (plan.groups.length > 0) await scorer.score(plan.groups, { signal, onScored });
  if (scored.size < plan.groups.length) {
    throw new Error(
      `scoreDocuments: the scorer must score all ${plan.groups.length} groups, got ${scored.size} of them`,
    );
  }
  return documents.map((document) => ({ document, scores: finished.get(document) ?? [] }));
}

/** For each group, the documents that need it. */
function documentsByGroup({ groups, indexes }: GroupPlan): number[][] {
  const dependents: number[][] = groups.map(() => []);
  for (const [index, own] of indexes.entries()) {
    for (const group of new Set(own.map(({ group }) => group))) dependents[group]?.push(index);
  }
  return dependents;
}

function encodeDocument(
  { task, index, requests }: TaskDocument,
  scorer: Scorer,
  variant: Variant,
): Sequence[] {
  try {
    return requests.map((request) => encodeRequest(request, scorer, variant));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new RangeError(`${task}, document ${index}: ${cause.message}`, { cause });
  }
}

function checkScores(scores: readonly SequenceScore[], { task, index }: TaskDocument): void {
  const values = scores.map((score) => score.logProbability);
  if (!values.some(Number.isNaN)) return;
  throw new Error(`${task}, document ${index}: log-probabilities must be numbers, got ${values.join(', ')}`);
}

function openCaches(
  caches: Map<string, RequestCache>,
  tasks: readonly string[],
  { folder, identity, variant }: { folder: string; identity: string; variant: Variant },
): void {
  for (const task of tasks) {
    caches.set(task, new RequestCache(folder, { identity, task, variant }));
  }
}
