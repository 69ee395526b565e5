/** Choosing languages: the catalogue, features, strategies, diversity, stability, random streams. */
export { NumpyGenerator } from './base/random/numpy-generator.js';
export { NumpyRandom } from './base/random/numpy-random.js';
export { PythonRandom } from './base/random/python-random.js';
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
export { type Matrix, matrixFromRows, matrixRow } from './records/matrix.js';
export { type BlendPart, blendFeatures } from './selection/blend-features.js';
export { compareWithPrinted, type PrintedComparison } from './selection/compare-with-printed.js';
export { distanceMatrix } from './selection/distance-matrix.js';
export { coverageRadius } from './selection/diversity/distance-diversity.js';
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
