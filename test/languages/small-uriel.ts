/** A wheel of lang2vec in small, for tests: three languages and five features in place of URIEL's. */
import { zipSync } from 'fflate';
import { npyNumbers, npyTexts } from '../base/npy-file.js';

/** Features of the three kinds of typology, out of order as in the package. */
const FEATURES = ['S_SVO', 'INV_P', 'P_TONE', 'S_SOV', 'INV_B'];

/** Bytes of the wheel; `change` may replace or take away members of its typology. */
export function smallUriel(change: Readonly<Record<string, Uint8Array | null>> = {}): Uint8Array {
  const typology = {
    'langs.npy': npyTexts(['yor', 'eus', 'zul']),
    'feats.npy': npyTexts(FEATURES),
    'data.npy': npyNumbers([1, 2, 3, 4, 5, 6, 7, 8, 9, 0.1, 1, 2, 3, 4, 5], [3, 5, 1]),
    ...change,
  };
  const members = Object.entries(typology).flatMap(([name, bytes]) =>
    bytes === null ? [] : [[name, bytes]],
  );
  return zipSync({ 'lang2vec/data/feature_predictions.npz': zipSync(Object.fromEntries(members)) });
}
