/** The pairs of a corpus, chosen and encoded, one after the other. */
import { type CorpusVariant, chooseRows, type RowChoice } from './budget/choose-rows.js';
import { sharedIds } from './budget/shared-ids.js';
import { type CompleteCorpusOptions, type CorpusOptions, completeOptions } from './corpus-options.js';
import { type EncodedPair, encodePair } from './encoding/encode-pair.js';
import type { HubOptions } from './hub/snapshot.js';
import type { Pair } from './pairs/pair.js';
import { readPairs } from './pairs/read-pairs.js';

/** One pair of a corpus. */
export interface CorpusPair extends EncodedPair {
  /** `null` where it has none. */
  readonly id: string | null;
  readonly language: string;
  readonly isHeldOut: boolean;
  /** Whether it is left out, since nothing of it is learnt and such pairs are to be dropped. */
  readonly isDropped: boolean;
}

/** Progress is told of once in so many pairs: a bar that moves more often shows no more. */
const PAIRS_PER_REPORT = 1_000;

/**
 * Streams a corpus: the languages as listed, each in the order of its file. Files are read once for the ids, where
 * pairs are to be chosen or held out, and once for the pairs. In memory are the ids of one language and those shared,
 * then one pair at a time (of a Parquet file: one group of rows).
 * @param work also says how the hub is asked.
 * @throws Error where a language has no pairs; RangeError and Error as `completeOptions`, `chooseRows`, `readPairs`
 * and `encodePair` say; the signal's reason where it is stopped.
 */
export async function* streamCorpus(
  options: CorpusOptions,
  work: HubOptions = {},
): AsyncGenerator<CorpusPair, void, undefined> {
  const complete = completeOptions(options);
  const { choice, counts } = await chooseFrom(complete, work);
  for (const language of complete.languages) {
    const heldOut = choice.heldOut.get(language);
    let taken = 0;
    const pass: ReadingPass = { verb: 'read', total: counts.get(language) ?? null };
    for await (const pair of reportedPairs(pass, language, complete, work)) {
      if (choice.ids !== null && !choice.ids.has(pair.id ?? '')) continue;
      taken += 1;
      const encoded = encodePair(pair, complete);
      yield {
        ...encoded,
        id: pair.id,
        language,
        isHeldOut: heldOut?.has(pair.id ?? '') ?? false,
        isDropped: complete.withoutResponse === 'drop' && encoded.learntTokens === 0,
      };
    }
    if (choice.ids !== null && taken !== choice.ids.size) {
      throw new Error(
        `corpusFor: ${language} must stay as it is while it is read, got ${taken} of the ${choice.ids.size} pairs listed before`,
      );
    }
  }
}

/** Which pairs are taken, and how many there are of each language where they had to be counted. */
async function chooseFrom(
  options: CompleteCorpusOptions,
  work: HubOptions,
): Promise<{ choice: RowChoice; counts: ReadonlyMap<string, number> }> {
  const { languages, variant, budget, heldOut } = options;
  if (!needsIds(variant, budget, heldOut)) {
    return { choice: { ids: null, heldOut: new Map() }, counts: new Map() };
  }
  const shared = await sharedIds(languages, (language) => idsOf(language, options, work));
  return { choice: chooseRows(shared, options), counts: shared.counts };
}

function needsIds(variant: CorpusVariant, budget: number | null, heldOut: number): boolean {
  return variant === 'paper' || budget !== null || heldOut > 0;
}

async function* idsOf(
  language: string,
  options: CompleteCorpusOptions,
  work: HubOptions,
): AsyncGenerator<string, void, undefined> {
  const pass: ReadingPass = { verb: 'list', total: null };
  for await (const { id } of reportedPairs(pass, language, options, work)) {
    if (id === null) {
      throw new Error(
        `corpusFor: pairs of ${language} must have ids, by which a budget and held-out pairs are chosen, got one without`,
      );
    }
    yield id;
  }
}

/** One reading of a language's pairs. */
interface ReadingPass {
  readonly verb: 'list' | 'read';
  readonly total: number | null;
}

/** The pairs of a language, told of as they come. */
async function* reportedPairs(
  { verb, total }: ReadingPass,
  language: string,
  { path, name }: CompleteCorpusOptions,
  work: HubOptions,
): AsyncGenerator<Pair, void, undefined> {
  const source = { folder: path ?? undefined, datasetName: name ?? undefined };
  let done = 0;
  const label = `${verb} ${language}`;
  const report = (): void => work.onProgress?.({ label, done, total, unit: 'pairs', isPassing: true });
  for await (const pair of readPairs(language, { ...work, ...source })) {
    done += 1;
    if (done % PAIRS_PER_REPORT === 0) report();
    yield pair;
  }
  if (done === 0) {
    throw new Error(
      `corpusFor: ${path ?? name ?? 'MBZUAI/Bactrian-X'} must have pairs of ${language}, got none`,
    );
  }
  report();
}
