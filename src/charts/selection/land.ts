/** The outlines of the world's land, drawn by ourselves: Plotly's own maps fetch theirs from the network. */
import { readCsv } from '../../base/files/csv.js';
import { dataFile } from '../../base/files/data-file.js';

/** One closed outline, in degrees; one inside of another is a lake. */
export interface LandRing {
  readonly longitudes: readonly number[];
  readonly latitudes: readonly number[];
}

/** The part of the globe that a map shows, in degrees. */
export interface MapView {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** The 118 outlines north of 60° S at 1:110 million. Source: Natural Earth (`data/LICENSES.md`). */
export function readLand(): LandRing[] {
  return readCsv(dataFile('land.csv'), ['longitudes', 'latitudes'], (row) => ({
    longitudes: row.list('longitudes').map(Number),
    latitudes: row.list('latitudes').map(Number),
  }));
}

/** The land as one SVG path in degrees for a Plotly shape, without the outlines that lie outside of the view. */
export function landPath(rings: readonly LandRing[], view: MapView): string {
  return rings
    .filter((ring) => reaches(ring, view))
    .map(({ longitudes, latitudes }) => {
      const points = longitudes.map((longitude, index) => `${longitude},${latitudes[index]}`);
      return `M${points.join('L')}Z`;
    })
    .join('');
}

/** Whether the box around an outline meets the view. */
function reaches({ longitudes, latitudes }: LandRing, { west, east, south, north }: MapView): boolean {
  return (
    Math.max(...longitudes) > west &&
    Math.min(...longitudes) < east &&
    Math.max(...latitudes) > south &&
    Math.min(...latitudes) < north
  );
}
