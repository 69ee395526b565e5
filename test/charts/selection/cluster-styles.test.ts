import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterStyle } from '../../../src/charts/selection/cluster-styles.js';

test('clusterStyle(index) is another one for each of 27 clusters, then over again', () => {
  const styles = Array.from({ length: 27 }, (_, index) => JSON.stringify(clusterStyle(index)));
  assert.equal(new Set(styles).size, 27);
  assert.deepEqual(clusterStyle(27), clusterStyle(0));
});

test('clusterStyle(index) changes the symbol once the colours are used up', () => {
  assert.deepEqual(clusterStyle(0), { colour: '#77AADD', symbol: 'circle' });
  assert.deepEqual(clusterStyle(9), { colour: '#77AADD', symbol: 'square' });
});
