/** A corpus to tune on. */
import { type CompleteCorpusOptions, type CorpusOptions, completeOptions } from './corpus-options.js';
import type { CausalExample, Seq2SeqExample } from './encoding/example.js';
import type { HubOptions } from './hub/snapshot.js';
import { countPair, type LanguageSummary } from './language-summary.js';
import { streamCorpus } from './stream-corpus.js';

/** Examples to tune on and to evaluate with, of one kind, and what they are. */
interface ExamplesOf<Kind extends 'causal' | 'seq2seq', Example> {
  readonly kind: Kind;
  /** Examples to tune on: the languages as listed, each in the order of its file. */
  readonly examples: readonly Example[];
  /** Examples that are held out, in the same order. */
  readonly heldOut: readonly Example[];
  /** Counts of each language, as listed. */
  readonly summary: readonly LanguageSummary[];
  /** What made the corpus, with every default filled in. */
  readonly options: CompleteCorpusOptions;
}

/** A corpus, whose template decides for which kind of model it is. */
export type Corpus = ExamplesOf<'causal', CausalExample> | ExamplesOf<'seq2seq', Seq2SeqExample>;

/**
 * Chooses, encodes and collects the pairs of a corpus. In memory are the token ids of those chosen, 4 bytes a token.
 * @param work also says how the hub is asked.
 * @throws as `streamCorpus`.
 */
export async function corpusFor(options: CorpusOptions, work: HubOptions = {}): Promise<Corpus> {
  const complete = completeOptions(options);
  const examples: (CausalExample | Seq2SeqExample)[] = [];
  const heldOut: (CausalExample | Seq2SeqExample)[] = [];
  const summaries = new Map<string, LanguageSummary>();
  for await (const pair of streamCorpus(options, work)) {
    if (!pair.isDropped) (pair.isHeldOut ? heldOut : examples).push(pair.example);
    summaries.set(pair.language, countPair(summaries.get(pair.language), pair));
  }
  const facts = { summary: [...summaries.values()], options: complete };
  return complete.template.kind === 'causal'
    ? { kind: 'causal', examples: examples.filter(isCausal), heldOut: heldOut.filter(isCausal), ...facts }
    : { kind: 'seq2seq', examples: examples.filter(isSeq2Seq), heldOut: heldOut.filter(isSeq2Seq), ...facts };
}

function isCausal(example: CausalExample | Seq2SeqExample): example is CausalExample {
  return 'ids' in example;
}

function isSeq2Seq(example: CausalExample | Seq2SeqExample): example is Seq2SeqExample {
  return 'source' in example;
}
