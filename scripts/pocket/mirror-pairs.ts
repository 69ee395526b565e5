/** What is paired. */
export interface PairedItem {
  /** Differs from item to item. */
  readonly id: string;
  /** The answer that is right for this item, and wrong for the one that it is paired with. */
  readonly answer: string;
}

/** How items are paired. */
export interface MirrorOptions<Item> {
  /** Whether neither item's answer would be right for the other one too. */
  readonly mayPair: (left: Item, right: Item) => boolean;
  /** How often every item is paired at most, with others each time (default 1). */
  readonly rounds?: number;
}

/** Answers may differ in length by this share of the longer one. */
const LENGTH_SHARE = 0.2;

/**
 * Pairs items whose answers are about equally long. Each pair gives two documents with the same two answers, so that
 * every answer is as often wrong as right: neither its length nor its words alone tell which one it is.
 * @param items in the order in which they look for a partner, who is the one nearest in length.
 */
export function mirrorPairs<Item extends PairedItem>(
  items: readonly Item[],
  { mayPair, rounds = 1 }: MirrorOptions<Item>,
): [Item, Item][] {
  const pairs: [Item, Item][] = [];
  const met = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const free = new Set(items);
    for (const item of items) {
      if (!free.delete(item)) continue;
      const partner = nearest(
        item,
        free,
        (other) => !met.has(`${item.id} ${other.id}`) && mayPair(item, other),
      );
      if (partner === undefined) continue;
      free.delete(partner);
      met.add(`${item.id} ${partner.id}`).add(`${partner.id} ${item.id}`);
      pairs.push([item, partner]);
    }
  }
  return pairs;
}

function nearest<Item extends PairedItem>(
  item: Item,
  others: Iterable<Item>,
  mayPair: (other: Item) => boolean,
): Item | undefined {
  const own = bytes(item);
  let best: Item | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const difference = Math.abs(own - bytes(other));
    if (difference > LENGTH_SHARE * Math.max(own, bytes(other)) || difference >= least) continue;
    if (!mayPair(other)) continue;
    best = other;
    least = difference;
  }
  return best;
}

/** Length in UTF-8, which is what a byte-level tokenizer sees. */
function bytes({ answer }: PairedItem): number {
  return Buffer.byteLength(answer);
}
