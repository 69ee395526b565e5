/** Clusters and chosen languages on the map. */
import { type Language, readLanguages } from '../../languages/catalogue.js';
import type { Figure, PlotlyObject } from '../../records/figure.js';
import type { Selection } from '../../selection/selection.js';
import { type AxisFields, frame } from '../marks/panel.js';
import { layoutFields, plot } from '../marks/plot.js';
import {
  clusterLanguages,
  clusterSentence,
  openSentences,
  type PoolLanguage,
} from './clustered-languages.js';
import { landPath, type MapView, readLand } from './land.js';
import { discKey, discSentence, languageDiscs, type PlacedLanguage } from './language-discs.js';

const COLOURS = { land: '#E4E2DA', sea: '#F5F8FA' } as const;
/** Width of the drawing area in pixels on a page 900 wide: the height follows from it. */
const AREA_WIDTH = 852;
/** As drawn in a narrow place: discs are moved apart until they are clear of each other even there. */
const NARROW_WIDTH = 640;
/** Degrees around the outermost languages. */
const PADDING = 8;
/** A degree of latitude as a multiple of a degree of longitude: right at 32°, where most of the 52 are not far. */
const LATITUDE_SCALE = 1 / Math.cos((32 * Math.PI) / 180);
/** So that one language alone does not fill the map. */
const LEAST_SPAN = { longitude: 60, latitude: 30 } as const;

/** A language and where it is; the other facts are for the hover text. */
export type MapLanguage = PoolLanguage & Pick<Language, 'latitude' | 'longitude'>;

/** Words around the map, and the languages on it. */
export interface SelectionMapOptions {
  /** Default: `map`. */
  id?: string;
  /** Default: names the strategy, features and seed. */
  title?: string;
  /** All languages to draw, with places, and facts for the hover texts (default: the 52 of the catalogue). */
  languages?: readonly MapLanguage[];
}

/**
 * Draws the languages of a selection where they are at home, each joined to the one that stands for it.
 *
 * The land is part of the figure, so that it needs no network.
 * @returns a figure whose records are the languages with their clusters and places in degrees.
 * @throws RangeError where a language of the selection is not among those to draw.
 */
export function selectionMap(
  selection: Selection,
  { id = 'map', title = mapTitle(selection), languages = readLanguages() }: SelectionMapOptions = {},
): Figure {
  const clustered = clusterLanguages(selection, languages).map((language, index) => {
    const { latitude, longitude } = languages[index] as MapLanguage;
    return { ...language, latitude, longitude };
  });
  const view = viewOf(clustered);
  const width = view.east - view.west;
  const pixel = width / NARROW_WIDTH;
  const height = ((view.north - view.south) * LATITUDE_SCALE * AREA_WIDTH) / width;
  const placed: PlacedLanguage[] = clustered.map((language) => ({
    ...language,
    x: language.longitude,
    y: language.latitude,
  }));
  return {
    kind: 'figure',
    id,
    title,
    caption: [
      `Where the ${clustered.length} languages are at home (URIEL). ${discSentence(selection)} Discs that would cover each other are moved apart; dotted lines lead to their places. Drag to zoom in.`,
      ...(clustered.some(({ cluster, chosen }) => cluster === null && !chosen)
        ? ['White discs are in no cluster.']
        : []),
      ...openSentences(selection),
    ].join(' '),
    alt: `Map of ${clusterSentence(selection, clustered.length)}`,
    ...plot(
      [
        frame({
          x: { ...degrees('E', 'W'), range: [view.west, view.east] },
          y: {
            ...degrees('N', 'S'),
            range: [view.south, view.north],
            scaleanchor: 'x',
            scaleratio: LATITUDE_SCALE,
            constrain: 'domain',
            constraintoward: 'top',
          },
        }),
        layoutFields({ shapes: [landShape(view)], plot_bgcolor: COLOURS.sea }),
        discKey(selection),
        { data: languageDiscs(placed, { x: pixel, y: pixel / LATITUDE_SCALE }) },
        layoutFields({ margin: { l: 44, r: 4, t: 84, b: 28 } }),
      ],
      { title, height: Math.round(height) + 112 },
    ),
    records: clustered,
  };
}

function mapTitle({ options: { strategy, features, count, seed } }: Selection): string {
  const made = [strategy, ...features, ...(seed === null ? [] : [`seed ${seed}`])];
  return `${count} chosen languages on the map (${made.join(', ')})`;
}

/** The box around the languages with some room, no smaller than the least span. */
function viewOf(places: readonly Pick<Language, 'latitude' | 'longitude'>[]): MapView {
  const [west, east] = paddedEnds(
    places.map((place) => place.longitude),
    LEAST_SPAN.longitude,
  );
  const [south, north] = paddedEnds(
    places.map((place) => place.latitude),
    LEAST_SPAN.latitude,
  );
  return { west, east, south, north };
}

function paddedEnds(values: readonly number[], leastSpan: number): [number, number] {
  const [low, high] = [Math.min(...values) - PADDING, Math.max(...values) + PADDING];
  const more = Math.max(0, leastSpan - (high - low)) / 2;
  return [low - more, high + more];
}

/** Ticks of an axis of degrees, `30° E` on one side of 0 and `30° W` on the other. */
function degrees(positive: string, negative: string): AxisFields {
  const ticks = [-150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150];
  const text = ticks.map((degree) =>
    degree === 0 ? '0°' : `${Math.abs(degree)}° ${degree > 0 ? positive : negative}`,
  );
  return { tickvals: ticks, ticktext: text, showline: false, ticks: '' };
}

/** The land below everything; lakes stay open. */
function landShape(view: MapView): PlotlyObject {
  return {
    type: 'path',
    path: landPath(readLand(), view),
    fillrule: 'evenodd',
    fillcolor: COLOURS.land,
    line: { width: 0 },
    layer: 'below',
  };
}
