import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixFromRows } from '../../../src/records/matrix.js';
import {
  assign,
  type LloydState,
  moveCentroids,
  startState,
} from '../../../src/selection/kmeans/lloyd-state.js';
import { pointDistances } from '../../../src/selection/kmeans/point-distances.js';

const points = matrixFromRows([[0], [10], [20], [20]]);

function stateAt(...start: number[]): LloydState {
  return startState(points, pointDistances(points), start);
}

test('startState(points, distances, start) puts the centroids on points and knows their distances', () => {
  const { centroids, distances } = stateAt(1, 3);
  assert.deepEqual([...centroids], [10, 20]);
  assert.deepEqual([...distances], [100, 0, 100, 100, 400, 100, 0, 0]);
});

test('moveCentroids(state) gives means, sizes, squared shifts and the new distances', () => {
  const state = stateAt(0, 3);
  assign(state, 0);
  assert.deepEqual([...state.labels], [0, 0, 1, 1]);
  moveCentroids(state);
  assert.deepEqual([...state.centroids], [5, 20]);
  assert.deepEqual([...state.sizes], [2, 2]);
  assert.deepEqual([...state.shifts], [25, 0]);
  assert.deepEqual([...state.distances], [25, 25, 225, 225, 400, 100, 0, 0]);
});

test('moveCentroids(state) lets a cluster that lost its last point wait at the largest', () => {
  const state = stateAt(0, 3, 2, 2);
  state.labels.set([0, 0, 1, 1]);
  state.distances.set([25, 25], 0);
  moveCentroids(state);
  // Both points of cluster 0 are the farthest of all: the later goes to cluster 2, the earlier to cluster 3.
  assert.deepEqual([...state.centroids], [20, 20, 10, 0]);
  assert.deepEqual([...state.sizes], [0, 2, 1, 1]);
});
