/** What a table is: cells to show, the words that go with them, and the same facts as plain records. */

/** How a value compares with a reference (in the paper RND): the paper's coloured bands. */
export interface Band {
  /** Upper bound of the p-value. */
  readonly level: 0.05 | 0.1 | 0.15;
  /** Over or under the reference. */
  readonly direction: 'up' | 'down';
  /** Two-sided p-value of the paired t-test. */
  readonly p: number;
}

/** One cell. Everything but `text` is optional. */
export interface Cell {
  readonly text: string;
  /** Half width of an interval around the value, shown smaller after the text. */
  readonly margin?: string;
  /** Best of its column within the group of rows: shown bold. */
  readonly best?: boolean;
  readonly band?: Band;
  /** What the paper prints, where that differs from the cell. */
  readonly printed?: string;
  /** The header of its row rather than a value. */
  readonly label?: boolean;
  /** Words rather than a number: set flush left. */
  readonly words?: boolean;
}

/** Rows that belong together under a heading of their own. */
export interface RowGroup {
  readonly label: string;
  /** Index of its first row; it ends where the next group begins. */
  readonly start: number;
}

/** One table of the paper, or of our own, with records of a known form. Plain JSON throughout. */
export interface Table<Row extends TableRecord = TableRecord> {
  readonly kind: 'table';
  /** Number in the paper, for example `3`, or a name of our own. */
  readonly id: string;
  readonly title: string;
  /** What the table holds, how to read its marks, and how far it agrees with the print. */
  readonly caption: string;
  /** The main finding in one or two sentences, for readers who cannot see the table. */
  readonly alt: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** In the order of their rows; empty for a table in one piece. */
  readonly groups: readonly RowGroup[];
  /** What the cells' margins are (default: the half width of the 95 % interval over runs). */
  readonly margins?: string;
  /** The same facts as tidy records: what `lingtune table N --json` prints. */
  readonly records: readonly Row[];
}

/** One tidy fact of a table. */
export interface TableRecord {
  readonly [field: string]: string | number | boolean | null | readonly string[] | TableRecord;
}
