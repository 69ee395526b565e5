/** k-means of all languages of URIEL, which `lingtune features fetch` fetches; prints how long it took. */
import { readUrielCodes, readUrielFeatures } from '../src/languages/uriel.js';
import { kmeans } from '../src/selection/kmeans/kmeans.js';

const [COUNT, RESTARTS] = [500, 10];

const { matrix: points } = readUrielFeatures(readUrielCodes(), 'typo');
const started = performance.now();
const { inertia, iterations } = kmeans(points, { count: COUNT, seed: 66, restarts: RESTARTS });
const seconds = (performance.now() - started) / 1000;
console.log(
  `${points.rows} points of ${points.columns}, k = ${COUNT}, ${RESTARTS} restarts in ${seconds.toFixed(1)} s (inertia ${inertia}, ${iterations} iterations)`,
);
