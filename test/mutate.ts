import type { PythonRandom } from '../src/base/random/python-random.js';

/** Values that a file may claim. */
const CLAIMS = [
  '-1',
  '0',
  '1e308',
  '1e999',
  '9007199254740993',
  '4294967296',
  '0.5',
  'null',
  'true',
  '"x"',
  '[]',
  '{}',
  '[[1]]',
  '"\\ud800"',
  '"__proto__"',
];

/** A number, a text or a word of JSON. */
const VALUE = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"\\]|\\.)*"|true|false|null/g;
/** A field whose value is plain. */
const FIELD = /"(?:[^"\\]|\\.)*":(?:-?\d[\d.]*|"(?:[^"\\]|\\.)*"|true|false|null|\[[\d,]*\])/g;

type Damage = (bytes: Buffer, random: PythonRandom) => Buffer;

/** Changes one bit. */
const flipBit: Damage = (bytes, random) => {
  const at = random.below(bytes.length);
  const changed = Buffer.from(bytes);
  changed[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return changed;
};

/** Puts any byte in place of one. */
const setByte: Damage = (bytes, random) => {
  const changed = Buffer.from(bytes);
  changed[random.below(bytes.length)] = random.below(256);
  return changed;
};

const cutEnd: Damage = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const cutMiddle: Damage = (bytes, random) => {
  const start = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + random.below(20))]);
};

/** Puts another value in place of one, of another kind or far too large. */
const claimOther: Damage = (bytes, random) => {
  const text = bytes.toString();
  const values = [...text.matchAll(VALUE)];
  const found = values[random.below(Math.max(1, values.length))];
  if (found === undefined) return bytes;
  const claim = CLAIMS[random.below(CLAIMS.length)] ?? '';
  return Buffer.from(text.slice(0, found.index) + claim + text.slice(found.index + found[0].length));
};

/** Says a field twice, at times with another value. */
const repeatField: Damage = (bytes, random) => {
  const text = bytes.toString();
  const fields = [...text.matchAll(FIELD)];
  const found = fields[random.below(Math.max(1, fields.length))];
  if (found === undefined) return bytes;
  const again = claimOther(Buffer.from(found[0]), random).toString();
  return Buffer.from(`${text.slice(0, found.index)}${again},${text.slice(found.index)}`);
};

const DAMAGES = [flipBit, setByte, cutEnd, cutMiddle, claimOther, claimOther, repeatField];

/** Damages a JSON text once, twice or three times. */
export function mutate(bytes: Buffer, random: PythonRandom): Buffer {
  let damaged = bytes;
  for (let left = 1 + random.below(3); left > 0 && damaged.length > 0; left -= 1) {
    damaged = (DAMAGES[random.below(DAMAGES.length)] ?? flipBit)(damaged, random);
  }
  return damaged;
}
