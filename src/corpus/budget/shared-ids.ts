/** Ids of the pairs that all languages of a corpus have. */
import { quoteText } from '../../base/printable.js';

/** Which ids the languages share. */
export interface SharedIds {
  /** Ids that every language has, sorted as Python sorts texts: by their characters' code points. */
  readonly ids: readonly string[];
  /** Pairs of each language, in the order of the languages. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Finds the ids that all languages have, with the ids of one language in memory at a time.
 * @param languages at least one.
 * @param readIds the ids of a language in the order of its file.
 * @throws Error where an id comes twice in a language; what `readIds` throws.
 */
export async function sharedIds(
  languages: readonly string[],
  readIds: (language: string) => AsyncIterable<string>,
): Promise<SharedIds> {
  const counts = new Map<string, number>();
  let shared: ReadonlySet<string> | null = null;
  for (const language of languages) {
    const ids = await distinctIds(language, readIds(language));
    counts.set(language, ids.size);
    shared = shared === null ? ids : intersection(shared, ids);
  }
  return { ids: sortByCodePoints([...(shared ?? [])]), counts };
}

async function distinctIds(language: string, ids: AsyncIterable<string>): Promise<ReadonlySet<string>> {
  const distinct = new Set<string>();
  for await (const id of ids) {
    if (distinct.has(id)) {
      throw new Error(`sharedIds: ids of the pairs of ${language} must differ, got ${quoteText(id)} twice`);
    }
    distinct.add(id);
  }
  return distinct;
}

function intersection(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  const common = [...left].filter((id) => right.has(id));
  // Where nothing is lost the old set serves on, so that no copy is held.
  return common.length === left.size ? left : new Set(common);
}

/** Bytes of UTF-8 lie in the order of code points; JavaScript's own order is that of UTF-16. */
function sortByCodePoints(texts: readonly string[]): string[] {
  return texts
    .map((text) => Buffer.from(text))
    .sort(Buffer.compare)
    .map((bytes) => bytes.toString());
}
