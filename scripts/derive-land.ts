/**
 * Remakes `data/land.csv`, the outlines of the world's land, from npm's `world-atlas`.
 *
 *     npm run build && node dist/scripts/derive-land.js [--output FOLDER]
 *
 * One row a ring, longitudes and latitudes in degrees with one decimal; the Caspian Sea is a ring inside of another.
 * A ring that crosses the 180th meridian goes on beyond it, so that the east end of Russia is at 190.
 * Land south of 60° S is left out: nobody's language is at home there.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { feature } from 'topojson-client';
import { writeFileAtomic } from '../src/base/files/atomic-file.js';
import { formatCsv } from '../src/base/files/csv.js';
import { dataFile } from '../src/base/files/data-file.js';
import { checkCount } from './check-count.js';
import { runScript } from './run-script.js';

/** Rings of Natural Earth's land at 1:110 million, less those south of 60° S. */
const RINGS = 118;
const SOUTHERNMOST = -60;

type Topology = Parameters<typeof feature>[0];
type Position = readonly number[];

/**
 * The text of `land.csv`.
 * @param topology the contents of `world-atlas/land-110m.json`.
 * @throws Error where the number of rings is not the known one.
 */
export function deriveLand(topology: Topology): string {
  const land = topology.objects.land;
  if (land === undefined) throw new Error('deriveLand: the topology must have the object land, got none');
  const shapes = feature(topology, land);
  const features = shapes.type === 'FeatureCollection' ? shapes.features : [shapes];
  const rings = features
    .flatMap(({ geometry }): Position[][] => {
      if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
      return geometry.type === 'Polygon' ? geometry.coordinates : [];
    })
    .filter((ring) => ring.some(([, latitude = 0]) => latitude > SOUTHERNMOST));
  checkCount('deriveLand', 'rings', RINGS, rings.length);
  const rows = rings.map((ring) => [degrees(unwrapped(ring), 0), degrees(ring, 1)]);
  return formatCsv(['longitudes', 'latitudes'], rows);
}

/** The ring without jumps between 180 and −180, on the side of the globe where its point nearest to 0 is. */
function unwrapped(ring: readonly Position[]): Position[] {
  let before = ring.reduce(
    (least, [longitude = 0]) => (Math.abs(longitude) < Math.abs(least) ? longitude : least),
    180,
  );
  return ring.map(([longitude = 0, latitude = 0]) => {
    before = longitude + 360 * Math.round((before - longitude) / 360);
    return [before, latitude];
  });
}

/** One coordinate of every point, with one decimal: a tenth of a degree is less than a pixel of our maps. */
function degrees(ring: readonly Position[], axis: 0 | 1): string[] {
  return ring.map((position) => String(Number((position[axis] ?? NaN).toFixed(1))));
}

function main(): void {
  const { values } = parseArgs({ options: { output: { type: 'string' } } });
  const source = createRequire(import.meta.url).resolve('world-atlas/land-110m.json');
  const path = values.output === undefined ? dataFile('land.csv') : join(values.output, 'land.csv');
  const text = deriveLand(JSON.parse(readFileSync(source, 'utf8')) as Topology);
  writeFileAtomic(path, text);
  console.log(`${path}: ${text.split('\n').length - 2} rows`);
}

runScript(import.meta.url, main);
