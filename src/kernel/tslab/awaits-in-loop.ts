import type TypeScript from 'typescript';
import type { Compiler } from './beside-tslab.js';

/**
 * Whether a cell has a `for await` outside of functions. tslab knows that a cell must run as an asynchronous function by
 * its `await` expressions, and takes such a loop for none.
 */
export function awaitsInLoop(compiler: Compiler, source: string): boolean {
  if (!source.includes('await')) return false;
  const hasStatements = (node: TypeScript.Node) =>
    compiler.isStatement(node) ||
    compiler.isCaseBlock(node) ||
    compiler.isCaseOrDefaultClause(node) ||
    compiler.isCatchClause(node);
  const awaits = (node: TypeScript.Node): boolean => {
    if (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    if (compiler.isFunctionLike(node) || !hasStatements(node)) return false;
    return compiler.forEachChild(node, awaits) ?? false;
  };
  return compiler.createSourceFile('cell.ts', source, compiler.ScriptTarget.Latest).statements.some(awaits);
}
