/** Two clusters of made-up languages, small enough to check by hand. */

import type { MapLanguage } from '../../../src/charts/selection/selection-map.js';
import type { FeatureTable } from '../../../src/languages/feature-table.js';
import { matrixFromRows } from '../../../src/records/matrix.js';
import type { Selection } from '../../../src/selection/selection.js';

/** aa, bb and cc in one cluster with bb tied to aa; dd alone. */
export const SELECTION: Selection = {
  kind: 'selection',
  languages: ['aa', 'dd'],
  clusters: [
    { chosen: 'aa', members: ['aa', 'bb', 'cc'], tied: ['bb'], distances: [1, 1, 2.5] },
    { chosen: 'dd', members: ['dd'], tied: [], distances: [0] },
  ],
  inertia: 8.25,
  iterations: 2,
  missing: ['ee'],
  options: { strategy: 'kmeans', features: ['own'], count: 2, seed: 7 },
};

/** The same languages chosen with nothing known but their codes. */
export const BARE_SELECTION: Selection = {
  ...SELECTION,
  clusters: [],
  inertia: null,
  iterations: null,
  missing: [],
  options: { strategy: 'random', features: [], count: 2, seed: null },
};

/** On a line at 0, 2, 3 and 10. */
export const FEATURES: FeatureTable = {
  kind: 'vectors',
  name: 'own',
  title: 'our own features',
  codes: ['aa', 'bb', 'cc', 'dd'],
  features: ['place'],
  matrix: matrixFromRows([[0], [2], [3], [10]]),
  missing: ['ee'],
  equal: [],
};

/** aa and bb at one place, cc far from them, dd in the south, ee in no cluster. */
export const LANGUAGES: readonly MapLanguage[] = [
  { code: 'aa', name: 'Aaish', family: 'F', speakers: 9_970_000, latitude: 10, longitude: 20 },
  { code: 'bb', name: 'Bean', latitude: 10, longitude: 20 },
  { code: 'cc', latitude: 40, longitude: 60 },
  { code: 'dd', latitude: -20, longitude: 100 },
  { code: 'ee', latitude: 0, longitude: 40 },
];

/** The same with another first code, name and family. */
export function renamed(code: string): {
  selection: Selection;
  features: FeatureTable;
  languages: MapLanguage[];
} {
  const rename = (old: string): string => (old === 'aa' ? code : old);
  return {
    selection: {
      ...SELECTION,
      languages: SELECTION.languages.map(rename),
      clusters: SELECTION.clusters.map((cluster) => ({
        ...cluster,
        chosen: rename(cluster.chosen),
        members: cluster.members.map(rename),
        tied: cluster.tied.map(rename),
      })),
    },
    features: { ...FEATURES, name: code, title: code, codes: FEATURES.codes.map(rename) },
    languages: LANGUAGES.map((language) =>
      language.code === 'aa' ? { ...language, code, name: code, family: code } : language,
    ),
  };
}
