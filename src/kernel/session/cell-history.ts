/** Cells of this session as `history_request` asks for them. */

/** Session number, cell number, and the cell's text, with its output where that was asked for. */
type Entry = [session: number, line: number, input: string | [string, string | null]];

/** The only session that is known. */
const SESSION = 1;

/** The cells that ran so far, to be asked for by number or pattern. */
export interface CellHistory {
  add(line: number, source: string): void;
  /** @param wanted content of the request. */
  find(wanted: Readonly<Record<string, unknown>>): Entry[];
}

/** Makes an empty history. */
export function cellHistory(): CellHistory {
  const cells: { line: number; source: string }[] = [];
  const chosen = (wanted: Readonly<Record<string, unknown>>) => {
    const most = typeof wanted.n === 'number' ? wanted.n : cells.length;
    if (wanted.hist_access_type === 'range') {
      const { start, stop } = wanted as { start?: number; stop?: number | null };
      const to = stop ?? Infinity;
      return cells.filter(({ line }) => line >= (start ?? 0) && line < to);
    }
    if (wanted.hist_access_type !== 'search') return last(cells, most);
    const pattern = globPattern(String(wanted.pattern ?? '*'));
    const found = cells.filter(({ source }) => pattern.test(source));
    const isNew = (cell: { source: string }, index: number) =>
      found.findLastIndex(({ source }) => source === cell.source) === index;
    return last(wanted.unique === true ? found.filter(isNew) : found, most);
  };
  return {
    add: (line, source) => cells.push({ line, source }),
    find: (wanted) =>
      chosen(wanted).map(({ line, source }) => [
        SESSION,
        line,
        wanted.output === true ? [source, null] : source,
      ]),
  };
}

function last<T>(values: readonly T[], count: number): T[] {
  return count <= 0 ? [] : values.slice(-count);
}

/** `*` stands for anything, `?` for one character. */
function globPattern(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's');
}
