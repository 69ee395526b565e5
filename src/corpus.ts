/** Instruction corpora: the hub, rows of files, pairs, templates, budgets. */
export type { CorpusVariant } from './corpus/budget/choose-rows.js';
export { type Corpus, corpusFor } from './corpus/corpus-for.js';
export type { CorpusOptions } from './corpus/corpus-options.js';
export {
  type DocumentOptions,
  type DocumentSource,
  readDocuments,
} from './corpus/datasets/read-documents.js';
export type { CorpusTokenizer } from './corpus/encoding/encode-within.js';
export type { CausalExample, Seq2SeqExample } from './corpus/encoding/example.js';
export { fetchDatasetFile, listDatasetFiles } from './corpus/hub/fetch-dataset.js';
export { fetchAdapter, fetchModel } from './corpus/hub/fetch-model.js';
export { HubError, type HubFailure } from './corpus/hub/hub-error.js';
export type { HubOptions } from './corpus/hub/snapshot.js';
export type { LanguageSummary } from './corpus/language-summary.js';
export type { Pair } from './corpus/pairs/pair.js';
export { type PairOptions, readPairs } from './corpus/pairs/read-pairs.js';
export { readRows } from './corpus/rows/read-rows.js';
export type { Row, RowOptions } from './corpus/rows/row.js';
export { type CorpusPair, streamCorpus } from './corpus/stream-corpus.js';
export { summariseCorpus } from './corpus/summarise-corpus.js';
export { findTemplate, TEMPLATES, type TemplateName } from './corpus/templates/find-template.js';
export { renderPrompt, type Template } from './corpus/templates/template.js';
