/**
 * Finds the location in a cell's TypeScript that a location in its JavaScript comes from. tslab compiles in two passes and
 * keeps no source map, but what it writes is the cell's own words, without types and with additions: so the longest
 * common sequence of words tells which is which.
 */
import type TypeScript from 'typescript';
import type { Compiler } from '../tslab/beside-tslab.js';

/** A word of a program: a name, a literal, a sign. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Most pairs of words that are compared: a cell of some 5,000 words. */
const MOST_PAIRS = 25_000_000;

/** Words after one that the compiler added among which the cell's own is looked for. */
const REACH = 8;

/** Finds the offset in the TypeScript of one in the JavaScript, `null` where no word near it is the cell's own. */
export type OriginalOffset = (offset: number) => number | null;

/** Compares a cell with what it was compiled to. */
export function originalOffsets(compiler: Compiler, typescript: string, javascript: string): OriginalOffset {
  const from = tokens(compiler, typescript);
  const to = tokens(compiler, javascript);
  if (from.length * to.length > MOST_PAIRS) return () => null;
  const origin = align(from, to);
  return (offset) => {
    const at = to.findIndex(({ end }) => end > offset);
    if (at === -1) return null;
    const after = origin.slice(at, at + REACH).find((index) => index !== null);
    const before = origin.slice(0, at).findLast((index) => index !== null);
    const index = after ?? before ?? -1;
    const name = from[index - 1];
    // A call of an import stands at its bracket: `(0, package_1.f)(x)`. The reader looks for its name.
    const isCall = from[index]?.text === '(' && name !== undefined && /^[\w$]+$/.test(name.text);
    return (isCall ? name : from[index])?.start ?? null;
  };
}

/** Words in order, without types and comments. */
function tokens(compiler: Compiler, text: string): Token[] {
  const file = compiler.createSourceFile('cell.ts', text, compiler.ScriptTarget.Latest, true);
  const found: Token[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (compiler.isTypeNode(node) && !compiler.isExpressionWithTypeArguments(node)) return;
    if (compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node)) return;
    const children = node.getChildren(file).filter((child) => !compiler.isJSDoc(child));
    for (const child of children) visit(child);
    const start = node.getStart(file);
    if (children.length === 0 && node.end > start) {
      found.push({ text: text.slice(start, node.end).replace(/^["']|["']$/g, '"'), start, end: node.end });
    }
  };
  visit(file);
  return found;
}

/** For each word of `to`, the index of the word of `from` that it is, or `null`: a longest common sequence. */
function align(from: readonly Token[], to: readonly Token[]): (number | null)[] {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        from[i]?.text === to[j]?.text
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const origin: (number | null)[] = to.map(() => null);
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    if (from[i]?.text === to[j]?.text && length(i, j) === length(i + 1, j + 1) + 1) {
      origin[j] = i;
      i += 1;
      j += 1;
    } else if (length(i, j + 1) >= length(i + 1, j)) j += 1;
    else i += 1;
  }
  return origin;
}
