/** SentencePiece's normalisation of characters, as `tokenizer.json` carries it: a trie of what becomes what. */

/** Normalises a text. */
export type NormalizeText = (text: string) => string;

/** Clusters of characters with this many bytes or more are taken apart, as the Rust tokenizers do. */
const CLUSTER_BYTES = 6;
/** Single characters whose outcome is remembered; no text has more than there are code points. */
const ASCII_TEXT = /^[\x20-\x7e]*$/;
/**
 * What a cluster of several characters holds beside its first: marks, joiners, skin tones, returns before line
 * feeds, the vowels of Thai and Lao that join from the right, and signs that join what follows.
 */
const CLUSTER_PART = /[\r\p{M}\p{Cf}\p{Grapheme_Extend}\p{Emoji_Modifier}\u0e33\u0eb3\u0d4e]/u;

/**
 * The normaliser of a precompiled character map.
 * @param base64 length of the trie in bytes (32 bits), the trie's units (32 bits each), and the replacements, each
 * ended by a zero.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where the map is cut.
 * Source: `Precompiled` of the Rust tokenizers (spm_precompiled), its habit included that a cluster of characters is
 * replaced as a whole by what its first known prefix becomes; the trie is that of Darts-clone.
 */
export function precompiledCharsmap(base64: string, place: string): NormalizeText {
  const bytes = Buffer.from(base64, 'base64');
  const trieBytes = bytes.length < 4 ? 0 : bytes.readUInt32LE();
  if (trieBytes === 0 || trieBytes % 4 !== 0 || 4 + trieBytes > bytes.length) {
    throw new Error(`${place}: precompiled_charsmap must hold its trie, got ${bytes.length} bytes`);
  }
  const trie = Uint32Array.from({ length: trieBytes / 4 }, (_, index) => bytes.readUInt32LE(4 + 4 * index));
  const replacements = bytes.subarray(4 + trieBytes);
  const remembered = new Map<string, string>();
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

  const replaceOne = (character: string): string => {
    const known = remembered.get(character);
    if (known !== undefined) return known;
    const found = findReplacement(trie, replacements, Buffer.from(character)) ?? character;
    remembered.set(character, found);
    return found;
  };
  const replaceCluster = (cluster: string): string => {
    if (cluster.length === 1) return replaceOne(cluster);
    const encoded = Buffer.from(cluster);
    const whole = encoded.length < CLUSTER_BYTES ? findReplacement(trie, replacements, encoded) : null;
    return whole ?? Array.from(cluster, replaceOne).join('');
  };
  const isAsciiKept = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index)).every(
    (character) => replaceOne(character) === character,
  );

  return (text) => {
    if (isAsciiKept && ASCII_TEXT.test(text)) return text;
    if (!CLUSTER_PART.test(text)) return Array.from(text, replaceOne).join('');
    return Array.from(segmenter.segment(text), ({ segment }) => replaceCluster(segment)).join('');
  };
}

/** What the shortest known beginning of some bytes becomes, or `null` where none is known. */
function findReplacement(trie: Uint32Array, replacements: Buffer, key: Uint8Array): string | null {
  let at = offsetOf(trie[0] ?? 0);
  for (const byte of key) {
    at ^= byte;
    const unit = trie[at];
    if (byte === 0 || unit === undefined || labelOf(unit) !== byte) return null;
    at ^= offsetOf(unit);
    if (hasLeaf(unit)) {
      const start = (trie[at] ?? 0) & 0x7fffffff;
      const end = replacements.indexOf(0, start);
      return replacements.toString('utf8', start, end === -1 ? replacements.length : end);
    }
  }
  return null;
}

/** A unit's byte; units that are values have the highest bit set and equal no byte. */
function labelOf(unit: number): number {
  return (unit & 0x800000ff) >>> 0;
}

function hasLeaf(unit: number): boolean {
  return ((unit >>> 8) & 1) === 1;
}

/** Distance to a unit's children; a bit says that it is counted in blocks of 256. */
function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
