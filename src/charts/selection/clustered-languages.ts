/** What the pictures of a selection say of each language. */

import { listText } from '../../base/list-text.js';
import type { Language } from '../../languages/catalogue.js';
import type { Cluster, Selection } from '../../selection/selection.js';
import { plotText } from '../marks/plot-style.js';

/** What is known of a language; all but the code may be unknown of a user's own. */
export type PoolLanguage = Pick<Language, 'code'> & Partial<Pick<Language, 'name' | 'family' | 'speakers'>>;

/** What is known of languages, in the order of their codes; of one that nobody knows the code alone. */
export function poolOf(codes: readonly string[], known: readonly PoolLanguage[]): PoolLanguage[] {
  const facts = new Map(known.map((language) => [language.code, language]));
  return codes.map((code) => facts.get(code) ?? { code });
}

/** One language of the pool that a selection was made from. */
export type ClusteredLanguage = {
  readonly code: string;
  /** English name; the code where the name is unknown. */
  readonly name: string;
  readonly family: string | null;
  readonly speakers: number | null;
  /** Number of its cluster from 1, or `null` where it is in none. */
  readonly cluster: number | null;
  /** The language that stands for its cluster. */
  readonly representative: string | null;
  readonly chosen: boolean;
  /** From the centre of its cluster, in the unit of the features; `null` where the strategy knows no distances. */
  readonly distance: number | null;
  /** The other languages of its cluster that would have done as well as the chosen one, where it is one of them. */
  readonly tiedWith: string | null;
};

/**
 * What a selection says of each language of the pool, in the order of the pool.
 * @param pool every language of the selection among them; the others are in no cluster.
 * @throws RangeError where a language of the selection is not in the pool.
 */
export function clusterLanguages(
  { languages, clusters }: Pick<Selection, 'languages' | 'clusters'>,
  pool: readonly PoolLanguage[],
): ClusteredLanguage[] {
  const known = new Set(pool.map(({ code }) => code));
  for (const code of [...languages, ...clusters.flatMap(({ members }) => members)]) {
    if (known.has(code)) continue;
    throw new RangeError(
      `clusterLanguages: the pool must hold every language of the selection, got none for ${code}`,
    );
  }
  return pool.map(({ code, name = code, family = null, speakers = null }) => {
    const index = clusters.findIndex(({ members }) => members.includes(code));
    const cluster = clusters[index];
    return {
      code,
      name,
      family,
      speakers,
      cluster: cluster === undefined ? null : index + 1,
      representative: cluster?.chosen ?? null,
      chosen: languages.includes(code),
      distance: cluster?.distances[cluster.members.indexOf(code)] ?? null,
      tiedWith: cluster === undefined ? null : tiedWith(cluster, code),
    };
  });
}

function tiedWith({ chosen, tied }: Cluster, code: string): string | null {
  const equals = tied.length === 0 ? [] : [chosen, ...tied];
  return equals.includes(code) ? equals.filter((other) => other !== code).join(' ') : null;
}

/** Hover text of a language, as Plotly draws it. */
export function clusterHover(language: ClusteredLanguage): string {
  const { code, name, family, speakers, distance, tiedWith } = language;
  return [
    `<b>${plotText(name)}</b> (${plotText(code)})`,
    ...(family === null ? [] : [plotText(family)]),
    ...(speakers === null ? [] : [`${speakersText(speakers)} speakers`]),
    roleText(language),
    ...(distance === null ? [] : [`distance from the centre ${Number(distance.toPrecision(3))}`]),
    ...(tiedWith === null ? [] : [`would have done as well: ${plotText(tiedWith.replaceAll(' ', ', '))}`]),
  ].join('<br>');
}

function roleText({ cluster, representative, chosen }: ClusteredLanguage): string {
  if (cluster === null) return chosen ? 'chosen' : 'not chosen, in no cluster';
  return `cluster ${cluster}, ${chosen ? 'chosen' : `stood for by ${plotText(representative ?? '')}`}`;
}

/** A number of people in words: `9.97 million`, `970 thousand`. */
function speakersText(speakers: number): string {
  const scales = [
    [1e9, ' billion'],
    [1e6, ' million'],
    [1e3, ' thousand'],
  ] as const;
  const [scale, word] = scales.find(([least]) => speakers >= least) ?? [1, ''];
  return `${Number((speakers / scale).toPrecision(3))}${word}`;
}

/**
 * What is drawn, for readers who cannot see it: `52 languages in 14 clusters. Chosen, with the others of their
 * cluster: af (sw, xh), bn (ne), …`.
 * @param count number of languages drawn.
 */
export function clusterSentence(
  { languages, clusters }: Pick<Selection, 'languages' | 'clusters'>,
  count: number,
): string {
  if (clusters.length === 0) return `${count} languages. Chosen: ${languages.join(', ')}.`;
  const groups = languages.map((code) => {
    const members = clusters.find(({ chosen }) => chosen === code)?.members ?? [];
    const others = members.filter((member) => member !== code);
    return others.length === 0 ? code : `${code} (${others.join(', ')})`;
  });
  return `${count} languages in ${clusters.length} clusters. Chosen, with the others of their cluster: ${groups.join(', ')}.`;
}

/** Which choices another language could take: `ja or ko; mn or zh`. */
export function tieSentence({ clusters }: Pick<Selection, 'clusters'>): string {
  return clusters
    .filter(({ tied }) => tied.length > 0)
    .map(({ chosen, tied }) => [chosen, ...tied].join(' or '))
    .join('; ');
}

/** Sentences of a caption on what a selection leaves open: its ties, and the languages without a vector. */
export function openSentences({ clusters, missing }: Pick<Selection, 'clusters' | 'missing'>): string[] {
  const ties = tieSentence({ clusters });
  return [
    ...(ties === '' ? [] : [`Either would have done as well: ${ties}.`]),
    ...(missing.length === 0 ? [] : [`Without a vector and so not to choose from: ${listText(missing)}.`]),
  ];
}
