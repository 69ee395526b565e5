/** How clusters are told apart: by colour and symbol together, so that no two of 27 look the same. */

/** Fill of the chosen languages, as in the paper's Figure A.1. */
export const CHOSEN_COLOUR = '#B3261E';

/** Colour and Plotly symbol of a cluster's languages. */
export interface ClusterStyle {
  readonly colour: string;
  readonly symbol: string;
}

/** Paul Tol's light scheme, made for dark text on it. */
const COLOURS = [
  '#77AADD',
  '#EEDD88',
  '#44BB99',
  '#FFAABB',
  '#BBCC33',
  '#99DDFF',
  '#EE8866',
  '#DDDDDD',
  '#AAAA00',
] as const;

/** Wide enough to hold a code. */
const SYMBOLS = ['circle', 'square', 'hexagon2'] as const;

/** Style of the cluster with an index from 0: all colours with the first symbol, then with the next; over again after 27. */
export function clusterStyle(index: number): ClusterStyle {
  const colour = COLOURS[index % COLOURS.length] ?? COLOURS[0];
  const symbol = SYMBOLS[Math.floor(index / COLOURS.length) % SYMBOLS.length] ?? SYMBOLS[0];
  return { colour, symbol };
}
