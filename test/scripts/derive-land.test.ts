import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { deriveLand } from '../../scripts/derive-land.js';
import { dataFile } from '../../src/base/files/data-file.js';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('world-atlas/land-110m.json'), 'utf8');

test('deriveLand(topology) remakes data/land.csv byte for byte', () => {
  assert.equal(deriveLand(JSON.parse(SOURCE)), readFileSync(dataFile('land.csv'), 'utf8'));
});

test('deriveLand(topology) refuses a topology without land, or with another number of outlines', () => {
  const topology = JSON.parse(SOURCE);
  assert.throws(() => deriveLand({ ...topology, objects: {} }), /^Error: deriveLand: the topology must have/);
  const [geometry] = topology.objects.land.geometries;
  const one = { type: 'Polygon', arcs: geometry.arcs[20] };
  assert.throws(
    () => deriveLand({ ...topology, objects: { land: one } }),
    /^RangeError: deriveLand: there must be 118 rings, got 1$/,
  );
});
