/** The public interface of lingtune: everything a notebook cell or another package may import. */

export type { Backend, StartBackendOptions } from './backend/backend.js';
export { freeMemory } from './backend/free-memory.js';
export { startBackend } from './backend/start-backend.js';
export { writeFileAtomic } from './base/files/atomic-file.js';
export { NumpyGenerator } from './base/random/numpy-generator.js';
export { NumpyRandom } from './base/random/numpy-random.js';
export { PythonRandom } from './base/random/python-random.js';
export { evaluationBars } from './charts/evaluation/evaluation-bars.js';
export { evaluationTable } from './charts/evaluation/evaluation-table.js';
export { highestRecords } from './charts/measures/highest-records.js';
export { unseenLanguages } from './charts/measures/unseen-languages.js';
export { clusterTable } from './charts/selection/cluster-table.js';
export { dendrogram } from './charts/selection/dendrogram.js';
export { diversityBars } from './charts/selection/diversity-bars.js';
export { diversityTable } from './charts/selection/diversity-table.js';
export { frequencyMap } from './charts/selection/frequency-map.js';
export { projectionPlot } from './charts/selection/projection-plot.js';
export { type MapLanguage, selectionMap } from './charts/selection/selection-map.js';
export { silhouettePlot } from './charts/selection/silhouette-plot.js';
export { sweepPlot } from './charts/selection/sweep-plot.js';
export { besidePaper } from './charts/study/beside-paper.js';
export { gainDots } from './charts/study/gain-dots.js';
export { type StudyContents, studyContents } from './charts/study/study-contents.js';
export { studyCounts } from './charts/study/study-counts.js';
export { type StudyFindings, studyFindings } from './charts/study/study-findings.js';
export { studyLanguage } from './charts/study/study-language.js';
export { studyLosses } from './charts/study/study-losses.js';
export { studyTable } from './charts/study/study-table.js';
export { columnSources } from './charts/tables/column-sources.js';
export { comparisonTable, type PaperValue } from './charts/tables/comparison-table.js';
export { differingCells } from './charts/tables/differing-cells.js';
export { recordsTable } from './charts/tables/records-table.js';
export { tableHtml } from './charts/tables/table-html.js';
export { tableText } from './charts/tables/table-text.js';
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
export type { ModelDescription } from './evaluation/harness/harness-results.js';
export type { WriteResultsOptions, WrittenResults } from './evaluation/harness/results-writer.js';
export { writeResults } from './evaluation/harness/write-results.js';
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
export type { TensorData, TensorValues } from './model/checkpoint/dtypes.js';
export { type OpenCheckpointOptions, openCheckpoint } from './model/checkpoint/open-checkpoint.js';
export { type Checkpoint, openSafetensors, type TensorInfo } from './model/checkpoint/open-safetensors.js';
export { type WriteSafetensorsOptions, writeSafetensors } from './model/checkpoint/write-safetensors.js';
export type { BloomConfig, Gpt2Config, ModelConfig, T5Config } from './model/families/model-config.js';
export { readModelConfig } from './model/families/read-model-config.js';
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
export { loadTokenizer, type Tokenizer } from './model/tokenizer/load-tokenizer.js';
export { type LiveFigure, type LiveFigureOptions, liveFigure } from './notebook/live-figure.js';
export { type LiveLossCurve, type LiveLossCurveOptions, liveLossCurve } from './notebook/live-loss-curve.js';
export { type LiveStudy, liveStudy } from './notebook/live-study.js';
export { liveTable } from './notebook/live-table.js';
export { type ParameterValue, parameters } from './notebook/parameters.js';
export { type ProgressOptions, progress } from './notebook/progress/progress.js';
export { progressBar } from './notebook/progress/progress-bar.js';
export { display, type ShowOptions, show } from './notebook/show.js';
export { signal } from './notebook/signal.js';
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
export { figure1 } from './paper/figures/figure-1.js';
export { figure2 } from './paper/figures/figure-2.js';
export { figure3a, figure3b } from './paper/figures/figure-3.js';
export { figure4 } from './paper/figures/figure-4.js';
export { figure5 } from './paper/figures/figure-5.js';
export { figure6 } from './paper/figures/figure-6.js';
export { type FigureA1Options, figureA1 } from './paper/figures/figure-a1.js';
export { FIGURES, paperFigure } from './paper/figures/figures.js';
export { table1 } from './paper/tables/table-1.js';
export { shiftedWordOrders, table2 } from './paper/tables/table-2.js';
export { table3 } from './paper/tables/table-3.js';
export { table4to6 } from './paper/tables/table-4-6.js';
export { table12 } from './paper/tables/table-12.js';
export {
  perLanguageTable,
  table7,
  table8,
  table9,
  table10,
  table11,
} from './paper/tables/table-per-language.js';
export { paperTable, TABLES } from './paper/tables/tables.js';
export type { Figure } from './records/figure.js';
export type { EmptyStepLine, EvaluationLine, LogLine, StepLine } from './records/log-line.js';
export { type Matrix, matrixFromRows, matrixRow } from './records/matrix.js';
export { flattenRuns, groupRuns, type Run, type RunRecord, type Score, TASKS } from './records/run.js';
export type { Scorer, ScoringTokenizer, SpecialToken } from './records/scorer.js';
export type { Table } from './records/table.js';
export { type AgainstChance, againstChance } from './results/against-chance.js';
export { compareRuns } from './results/compare.js';
export type { RunFacts } from './results/import/describe-run.js';
export { type ImportedRuns, type ImportProblem, importRuns } from './results/import/import-runs.js';
export {
  publishedWithPawsXLabelsSwapped,
  withBasePawsXLabelsSwapped,
  withPawsXLabelsSwapped,
} from './results/import/paws-x-labels.js';
export { type Published, readPublished } from './results/published.js';
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
} from './study/model/evaluate-model.js';
export { evaluationRun } from './study/model/evaluation-run.js';
export { type GeneratedText, type GenerateTextOptions, generateText } from './study/model/generate-text.js';
export { type HardDocument, hardestDocuments } from './study/model/hardest-documents.js';
export type { ModelTuning, TuneModelOptions } from './study/model/learn-model.js';
export { mergeModel } from './study/model/merge-model.js';
export { tuneModel } from './study/model/tune-model.js';
export type { MergeModelOptions } from './study/model/write-merged.js';
export { type PaperJob, paperJobs } from './study/plan/paper-jobs.js';
export { type PlannedRun, planRuns } from './study/plan/plan-runs.js';
export { STUDY_PROFILES } from './study/plan/profiles.js';
export type { StudyProfile } from './study/plan/study-profile.js';
export {
  type FinishedRun,
  type ReplicateOptions,
  replicate,
  type Study,
} from './study/replicate.js';
export { recordRun, type StudyRecord } from './study/store/run-record.js';
export { studyFacts } from './study/store/study-facts.js';
export { parseRunConfig, readRunConfig, runConfigSchema } from './tuning/config/read-run-config.js';
export type { RunConfig } from './tuning/config/run-config.js';
export { readRunLog } from './tuning/run-folder/read-run-log.js';
