/** Scores of documents by a model: from the cache where they are known, each request once where they are not. */
import type { LongWork } from '../util/long-work.js';
import type { Scorer } from '../util/scorer.js';
import type { Sequence, SequenceScore } from '../util/sequences.js';
import { encodeRequest } from './encode-request.js';
import { type GroupPlan, planGroups } from './plan-groups.js';
import { RequestCache } from './request-cache.js';
import type { BenchmarkDocument, Variant } from './tasks/benchmark-task.js';

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
export interface ScoreDocumentsOptions extends LongWork {
  readonly scorer: Scorer;
  readonly variant: Variant;
  /** Folder in which scores are kept and looked up (default: none are). */
  readonly cache?: string | undefined;
  /** Is told of each document as it is scored: its index and its scores (default: nobody is). */
  readonly onDocument?: ((index: number, scores: readonly SequenceScore[]) => void) | undefined;
}

/**
 * Scores documents of one or more tasks. Progress counts requests.
 * @returns for each document one score a request.
 * @throws RangeError with task and document where a request cannot be encoded; Error where a log-probability is not a
 * number or the scorer leaves a group out; what the scorer throws; the signal's reason where it is stopped. The cache
 * keeps what was finished.
 */
export async function scoreDocuments(
  documents: readonly TaskDocument[],
  { scorer, variant, cache, onDocument, signal, onProgress }: ScoreDocumentsOptions,
): Promise<(readonly SequenceScore[])[]> {
  const scores: (readonly SequenceScore[])[] = [];
  const total = documents.reduce((sum, { requests }) => sum + requests.length, 0);
  let done = 0;
  const caches = new Map<string, RequestCache>();
  try {
    if (cache !== undefined)
      openCaches(caches, documents, { folder: cache, identity: scorer.identity, variant });
    for (let start = 0; start < documents.length; start += PIECE_DOCUMENTS) {
      signal?.throwIfAborted();
      const piece = documents.slice(start, start + PIECE_DOCUMENTS).map((document, place) => ({
        document,
        sequences: encodeDocument(document, scorer, variant),
        finish: (own: readonly SequenceScore[]) => {
          scores[start + place] = own;
          done += own.length;
          onDocument?.(start + place, own);
          onProgress?.({ label: 'evaluate', done, total, unit: 'requests' });
        },
      }));
      await scorePiece(piece, { scorer, caches, signal });
    }
    return scores;
  } finally {
    for (const open of caches.values()) open.close();
  }
}

interface EncodedDocument {
  readonly document: TaskDocument;
  readonly sequences: readonly Sequence[];
  /** Takes the document's scores. */
  readonly finish: (scores: readonly SequenceScore[]) => void;
}

interface PieceOptions {
  readonly scorer: Scorer;
  readonly caches: ReadonlyMap<string, RequestCache>;
  readonly signal: AbortSignal | undefined;
}

/** Finishes documents: first those that the cache has, then the others as the scorer comes to them. */
async function scorePiece(
  documents: readonly EncodedDocument[],
  { scorer, caches, signal }: PieceOptions,
): Promise<void> {
  const pending = documents.filter(({ document, sequences, finish }) => {
    const known = caches.get(document.task)?.get(sequences);
    if (known !== undefined) finish(known);
    return known === undefined;
  });
  const plan = planGroups(pending.map(({ sequences }) => sequences));
  const dependents = documentsByGroup(plan);
  const scored = new Map<number, readonly SequenceScore[]>();
  const onScored = (group: number, scores: readonly SequenceScore[]): void => {
    scored.set(group, scores);
    for (const index of dependents[group] ?? []) {
      const own = plan.places[index]?.flatMap((at) => scored.get(at.group)?.[at.place] ?? []);
      const encoded = pending[index];
      if (own === undefined || encoded === undefined || own.length < encoded.sequences.length) continue;
      checkScores(own, encoded.document);
      caches.get(encoded.document.task)?.add(encoded.sequences, own);
      encoded.finish(own);
    }
  };
  if (plan.groups.length > 0) await scorer.score(plan.groups, { signal, onScored });
  if (scored.size < plan.groups.length) {
    throw new Error(
      `scoreDocuments: the scorer must score all ${plan.groups.length} groups, got ${scored.size} of them`,
    );
  }
}

/** For each group, the documents that need it. */
function documentsByGroup({ groups, places }: GroupPlan): number[][] {
  const dependents: number[][] = groups.map(() => []);
  for (const [index, own] of places.entries()) {
    for (const group of new Set(own.map((place) => place.group))) dependents[group]?.push(index);
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
  documents: readonly TaskDocument[],
  { folder, identity, variant }: { folder: string; identity: string; variant: Variant },
): void {
  for (const task of new Set(documents.map((document) => document.task))) {
    caches.set(task, new RequestCache(folder, { identity, task, variant }));
  }
}
