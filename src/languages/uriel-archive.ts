import { type NpyArray, parseNpy } from '../base/files/npy.js';
import { zipMember } from '../base/files/zip-member.js';

/** One table of URIEL: a vector of `features.length` numbers for each language, one after the other. */
export interface UrielArchive {
  /** ISO 639-3 codes, in no order. */
  readonly languages: readonly string[];
  readonly features: readonly string[];
  readonly data: Float32Array | Float64Array;
}

/**
 * Reads a table of URIEL that has one value for each language and feature.
 * @param wheel bytes of lang2vec's wheel.
 * @param name `feature_predictions`, `geocoord_features` or `family_features`.
 * @throws Error where the wheel does not hold the table, or the table is damaged or has another form.
 */
export function readUrielArchive(wheel: Uint8Array, name: string): UrielArchive {
  const path = `lang2vec/data/${name}.npz`;
  const archive = zipMember(wheel, path, 'lang2vec');
  const read = (member: string): NpyArray =>
    parseNpy(zipMember(archive, `${member}.npy`, path), `${path}, ${member}.npy`);
  const languages = texts(read('langs'), `${path}, langs.npy`);
  const features = texts(read('feats'), `${path}, feats.npy`);
  const { shape, values } = read('data');
  // The last index counts sources, of which these tables have one.
  const expected = [languages.length, features.length, 1].join(' × ');
  if (!isNumeric(values) || shape.join(' × ') !== expected) {
    throw new Error(
      `${path}, data.npy: numbers of shape ${expected} were expected, got ${shape.join(' × ')}`,
    );
  }
  return { languages, features, data: values };
}

function texts({ shape, values }: NpyArray, place: string): readonly string[] {
  if (isNumeric(values) || shape.length !== 1) throw new Error(`${place}: a list of texts was expected`);
  return values;
}

function isNumeric(values: NpyArray['values']): values is Float32Array | Float64Array {
  return values instanceof Float32Array || values instanceof Float64Array;
}
