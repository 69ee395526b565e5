/** The public interface of lingtune: everything a notebook cell or another package may import. */
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
export { type Accuracy, groupAccuracy, taskAccuracy } from './evaluation/accuracy.js';
export { evaluate } from './evaluation/evaluate.js';
export type {
  EvaluatedDocument,
  EvaluationResult,
  EvaluationSummary,
  GroupResult,
  TaskResult,
  TaskSummary,
} from './evaluation/evaluation-result.js';
export type { ModelDescription } from './evaluation/files/harness-results.js';
export type { WriteResultsOptions, WrittenResults } from './evaluation/files/results-writer.js';
export { writeResults } from './evaluation/files/write-results.js';
export type { RowSource } from './evaluation/read-task.js';
export {
  type Answer,
  type DocumentSink,
  type EvaluateOptions,
  streamEvaluation,
} from './evaluation/stream-evaluation.js';
export {
  type BenchmarkDocument,
  type BenchmarkTask,
  type PromptRequest,
  VARIANTS,
  type Variant,
} from './evaluation/tasks/benchmark-task.js';
export { defineTask, type FieldsSchema, type TaskDefinition } from './evaluation/tasks/define-task.js';
export { type LanguageTask, parseTasks, type TaskSelection } from './evaluation/tasks/parse-tasks.js';
export { BENCHMARKS } from './evaluation/tasks/registry.js';
export { type LiveFigure, type LiveFigureOptions, liveFigure } from './kernel/live-figure.js';
export { type LiveLossCurve, type LiveLossCurveOptions, liveLossCurve } from './kernel/live-loss-curve.js';
export { type LiveStudy, liveStudy } from './kernel/live-study.js';
export { liveTable } from './kernel/live-table.js';
export { type ParameterValue, parameters } from './kernel/parameters.js';
export { type ProgressOptions, progress } from './kernel/progress/progress.js';
export { progressBar } from './kernel/progress/progress-bar.js';
export { display, type ShowOptions, show } from './kernel/show.js';
export { signal } from './kernel/signal.js';
export { type Coverage, type Language, readCoverage, readLanguages } from './languages/catalogue.js';
export { type Coordinates, geoCoordinates } from './languages/coordinates.js';
export { readFeatureFile } from './languages/feature-file.js';
export type { DistanceTable, FeatureTable, LanguagePair } from './languages/feature-table.js';
export { FEATURES, type FeatureName, readFeatures } from './languages/features.js';
export { findLanguage } from './languages/find-language.js';
export { fetchLang2vec, readLang2vec } from './languages/lang2vec.js';
export { mergeCodes } from './languages/merge-codes.js';
export { readPoolCoverage } from './languages/pool-coverage.js';
export {
  readUrielCodes,
  readUrielFeatures,
  URIEL_FEATURES,
  type UrielFeatureName,
} from './languages/uriel.js';
export { freeMemory } from './model/backend/free-memory.js';
export { type Backend, type StartBackendOptions, startBackend } from './model/backend/start-backend.js';
export type { BloomConfig, Gpt2Config, ModelConfig, T5Config } from './model/config/model-config.js';
export { readModelConfig } from './model/config/read-model-config.js';
export type { Sampling } from './model/generate/choose-token.js';
export {
  type Adapter,
  type AdapterTensor,
  adapterScale,
  downName,
  upName,
} from './model/lora/adapter.js';
export type { AdapterConfig } from './model/lora/adapter-config.js';
export { type CountTrainableOptions, countTrainable } from './model/lora/count-trainable.js';
export { type CreateAdapterOptions, createAdapter } from './model/lora/create-adapter.js';
export { readAdapter } from './model/lora/read-adapter.js';
export { scaleAdapter } from './model/lora/scale-adapter.js';
export { defaultTargets, type LinearLayer, targetLayers } from './model/lora/target-modules.js';
export { type WriteAdapterOptions, writeAdapter } from './model/lora/write-adapter.js';
export type { TensorData, TensorValues } from './model/safetensors/dtypes.js';
export { type OpenCheckpointOptions, openCheckpoint } from './model/safetensors/open-checkpoint.js';
export { type Checkpoint, openSafetensors, type TensorInfo } from './model/safetensors/open-safetensors.js';
export { type WriteSafetensorsOptions, writeSafetensors } from './model/safetensors/write-safetensors.js';
export { loadTokenizer, type Tokenizer } from './model/tokenizer/load-tokenizer.js';
export {
  auditClaims,
  type Claim,
  claimsComparison,
  claimsSummary,
  claimsTable,
  VERDICT_RULE,
  VERDICTS,
  type Verdict,
} from './paper/claims/index.js';
export { evaluationBars } from './paper/evaluation/evaluation-bars.js';
export { evaluationTable } from './paper/evaluation/evaluation-table.js';
export type { Figure } from './paper/figure.js';
export { figure1 } from './paper/figure-1.js';
export { figure2 } from './paper/figure-2.js';
export { figure3a, figure3b } from './paper/figure-3.js';
export { figure4 } from './paper/figure-4.js';
export { figure5 } from './paper/figure-5.js';
export { figure6 } from './paper/figure-6.js';
export { type FigureA1Options, figureA1 } from './paper/figure-a1.js';
export { FIGURES, paperFigure } from './paper/figures.js';
export { highestRecords } from './paper/measures/highest-records.js';
export { unseenLanguages } from './paper/measures/unseen-languages.js';
export { besidePaper } from './paper/replicate/beside-paper.js';
export { gainDots } from './paper/replicate/gain-dots.js';
export { type StudyContents, studyContents } from './paper/replicate/study-contents.js';
export { studyCounts } from './paper/replicate/study-counts.js';
export { type StudyFindings, studyFindings } from './paper/replicate/study-findings.js';
export { studyLanguage } from './paper/replicate/study-language.js';
export { studyLosses } from './paper/replicate/study-losses.js';
export { studyTable } from './paper/replicate/study-table.js';
export { clusterTable } from './paper/selection/cluster-table.js';
export { dendrogram } from './paper/selection/dendrogram.js';
export { diversityBars } from './paper/selection/diversity-bars.js';
export { diversityTable } from './paper/selection/diversity-table.js';
export { frequencyMap } from './paper/selection/frequency-map.js';
export { projectionPlot } from './paper/selection/projection-plot.js';
export { type MapLanguage, selectionMap } from './paper/selection/selection-map.js';
export { silhouettePlot } from './paper/selection/silhouette-plot.js';
export { sweepPlot } from './paper/selection/sweep-plot.js';
export type { Table } from './paper/table.js';
export { table1 } from './paper/table-1.js';
export { shiftedWordOrders, table2 } from './paper/table-2.js';
export { table3 } from './paper/table-3.js';
export { table4to6 } from './paper/table-4-6.js';
export { table12 } from './paper/table-12.js';
export {
  perLanguageTable,
  table7,
  table8,
  table9,
  table10,
  table11,
} from './paper/table-per-language.js';
export { columnSources } from './paper/tables/column-sources.js';
export { comparisonTable, type PaperValue } from './paper/tables/comparison-table.js';
export { differingCells } from './paper/tables/differing-cells.js';
export { recordsTable } from './paper/tables/records-table.js';
export { tableHtml } from './paper/tables/table-html.js';
export { tableText } from './paper/tables/table-text.js';
export { paperTable, TABLES } from './paper/tables.js';
export { type AgainstChance, againstChance } from './results/against-chance.js';
export { compareRuns } from './results/compare.js';
export type { RunFacts } from './results/describe-run.js';
export { type ImportedRuns, type ImportProblem, importRuns } from './results/import-runs.js';
export {
  publishedWithPawsXLabelsSwapped,
  withBasePawsXLabelsSwapped,
  withPawsXLabelsSwapped,
} from './results/paws-x-labels.js';
export { type Published, readPublished } from './results/published.js';
export { flattenRuns, groupRuns, type Run, type RunRecord, type Score, TASKS } from './results/run.js';
export { formatRuns, readRuns } from './results/run-csv.js';
export { averageScore, meanScore, selectRuns, taskScore } from './results/scores.js';
export {
  benjaminiHochberg,
  holm,
  margin,
  mean,
  pairedTTest,
  significanceBand,
  standardDeviation,
  summarize,
} from './results/statistics.js';
export { type BlendPart, blendFeatures } from './selection/blend-features.js';
export { compareWithPrinted, type PrintedComparison } from './selection/compare-with-printed.js';
export { distanceMatrix } from './selection/distance-matrix.js';
export { coverageRadius } from './selection/diversity/coverage-radius.js';
export { type DiversityReport, measureDiversity } from './selection/diversity/measure-diversity.js';
export { explainLanguage, type LanguageExplanation } from './selection/explain-language.js';
export { type Kmeans, type KmeansOptions, kmeans } from './selection/kmeans/kmeans.js';
export { type Nearest, type NearestOptions, nearestToCentroids } from './selection/kmeans/nearest.js';
export { PRESETS, type PresetName, paperSelection } from './selection/presets.js';
export { clusterTree, type Linkage, type TreeNode } from './selection/projection/cluster-tree.js';
export { type PlanePoint, type TsneOptions, tsne } from './selection/projection/tsne.js';
export { type LanguageFacts, type Languages, selectLanguages } from './selection/select-languages.js';
export type { SelectOptions } from './selection/select-options.js';
export type { Cluster, Selection } from './selection/selection.js';
export { adjustedRandIndex } from './selection/stability/adjusted-rand-index.js';
export { type SelectionFrequency, selectionFrequency } from './selection/stability/selection-frequency.js';
export { silhouetteScore, silhouetteValues } from './selection/stability/silhouette.js';
export { type SweepPoint, sweepCounts } from './selection/stability/sweep-counts.js';
export { STRATEGIES, type Strategy } from './selection/strategies.js';
export {
  type EvaluateModelOptions,
  evaluateModel,
  type ModelEvaluation,
  type ModelSummary,
  summariseModel,
} from './study/evaluate-model.js';
export { evaluationRun } from './study/evaluation-run.js';
export { type GeneratedText, type GenerateTextOptions, generateText } from './study/generate-text.js';
export { type HardDocument, hardestDocuments } from './study/hardest-documents.js';
export { type MergeModelOptions, mergeModel } from './study/merge-model.js';
export { type PaperJob, paperJobs } from './study/replicate/paper-jobs.js';
export { type PlannedRun, planRuns } from './study/replicate/plan-runs.js';
export { STUDY_PROFILES } from './study/replicate/profiles.js';
export {
  type FinishedRun,
  type ReplicateOptions,
  replicate,
  type Study,
} from './study/replicate/replicate.js';
export { recordRun, type StudyRecord } from './study/replicate/run-record.js';
export { studyFacts } from './study/replicate/study-facts.js';
export type { StudyProfile } from './study/replicate/study-profile.js';
export { type ModelTuning, type TuneModelOptions, tuneModel } from './study/tune-model.js';
export { parseRunConfig, readRunConfig, runConfigSchema } from './tuning/config/read-run-config.js';
export type { RunConfig } from './tuning/config/run-config.js';
export { readRunLog } from './tuning/log/read-run-log.js';
export { writeFileAtomic } from './util/atomic-file.js';
export type { EmptyStepLine, EvaluationLine, LogLine, StepLine } from './util/log-line.js';
export { type Matrix, matrixFromRows, matrixRow } from './util/matrix.js';
export { NumpyGenerator } from './util/numpy-generator.js';
export { NumpyRandom } from './util/numpy-random.js';
export { PythonRandom } from './util/python-random.js';
export type { Scorer, ScoringTokenizer, SpecialToken } from './util/scorer.js';
