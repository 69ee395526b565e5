import type { SequenceScore } from '../../records/sequences.js';

/** Bytes of a key. */
const KEY = 32;
/** Keys that there is room for at first; a power of two, so that the slots' number is one. */
const ROOM = 1024;

/**
 * Scores by key, outside the heap of JavaScript and in few bytes: as records of a map they would take several times as
 * much, and garbage is collected the later the more the heap holds.
 *
 * The table has at least two slots a key; a key is in the first free slot from where its first bytes point to. Keys are
 * hashes, whose bytes are spread evenly.
 */
export class PackedScores {
  private count = 0;
  private keys: Buffer = Buffer.alloc(KEY * ROOM);
  /** Where each key's numbers begin. */
  private offsets: Float64Array = new Float64Array(ROOM);
  /** Number of the key from 1, or 0 where there is none. */
  private slots: Uint32Array = new Uint32Array(2 * ROOM);
  /** For each key the number of its scores, then a log-probability and 0 or 1 for each. */
  private numbers: Float64Array = new Float64Array(4 * ROOM);
  private length = 0;

  /** @param key 32 bytes, as everywhere here. */
  has(key: Buffer): boolean {
    return this.slots[this.slotOf(key)] !== 0;
  }

  get(key: Buffer): readonly SequenceScore[] | undefined {
    const number = this.slots[this.slotOf(key)] ?? 0;
    if (number === 0) return undefined;
    const offset = this.offsets[number - 1] ?? 0;
    return Array.from({ length: this.numbers[offset] ?? 0 }, (_, index) => ({
      logProbability: this.numbers[offset + 1 + 2 * index] ?? Number.NaN,
      isGreedy: this.numbers[offset + 2 + 2 * index] === 1,
    }));
  }

  /** Takes a key's scores; the latest count. @throws RangeError where the key has not 32 bytes. */
  set(key: Buffer, scores: readonly SequenceScore[]): void {
    if (key.length !== KEY)
      throw new RangeError(`PackedScores: a key must have ${KEY} bytes, got ${key.length}`);
    const number = (this.slots[this.slotOf(key)] ?? 0) || this.add(key);
    this.offsets[number - 1] = this.length;
    const added = [
      scores.length,
      ...scores.flatMap(({ logProbability, isGreedy }) => [logProbability, Number(isGreedy)]),
    ];
    if (this.length + added.length > this.numbers.length) {
      const room = Math.max(2 * this.numbers.length, this.length + added.length);
      this.numbers = enlarged(this.numbers, room);
    }
    this.numbers.set(added, this.length);
    this.length += added.length;
  }

  /** Gives a new key its number. */
  private add(key: Buffer): number {
    if (this.count === this.offsets.length) this.enlarge();
    key.copy(this.keys, KEY * this.count);
    this.count += 1;
    this.slots[this.slotOf(key)] = this.count;
    return this.count;
  }

  private enlarge(): void {
    const room = 2 * this.offsets.length;
    const keys = Buffer.alloc(KEY * room);
    this.keys.copy(keys);
    this.keys = keys;
    this.offsets = enlarged(this.offsets, room);
    this.slots = new Uint32Array(2 * room);
    for (let index = 0; index < this.count; index += 1) {
      this.slots[this.slotOf(keys.subarray(KEY * index, KEY * (index + 1)))] = index + 1;
    }
  }

  /** The slot that a key is in or would be. */
  private slotOf(key: Buffer): number {
    const last = this.slots.length - 1;
    let slot = key.readUInt32LE() & last;
    for (;;) {
      const number = this.slots[slot] ?? 0;
      if (number === 0 || this.keys.compare(key, 0, KEY, KEY * (number - 1), KEY * number) === 0) return slot;
      slot = (slot + 1) & last;
    }
  }
}

function enlarged(numbers: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(numbers);
  return larger;
}
