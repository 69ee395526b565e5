import type { CorpusOptions } from './corpus-options.js';
import type { HubOptions } from './hub/snapshot.js';
import { countPair, type LanguageSummary } from './language-summary.js';
import { streamCorpus } from './stream-corpus.js';

/**
 * Counts what a corpus of any size holds, language by language as listed; nothing of it stays in memory.
 * @param work also says how the hub is asked.
 * @throws as `streamCorpus`.
 */
export async function summariseCorpus(
  options: CorpusOptions,
  work: HubOptions = {},
): Promise<LanguageSummary[]> {
  const summaries = new Map<string, LanguageSummary>();
  for await (const pair of streamCorpus(options, work)) {
    summaries.set(pair.language, countPair(summaries.get(pair.language), pair));
  }
  return [...summaries.values()];
}
