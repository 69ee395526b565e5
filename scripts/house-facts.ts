/**
 * Prints what the house of `src/` measures: files and their lengths, circles of imports, names at the front door, and
 * how many files a command opens, loaded lazily or not.
 *
 *     npm run build && node dist/scripts/house-facts.js [FOLDER]
 *
 * FOLDER (default: this checkout) may be another one's, to compare with.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { importCircles, importClosure, type SourceFile } from '../test/import-rules.js';
import { repositoryFile } from '../test/repository.js';
import { runScript } from './run-script.js';

/** Files with fewer lines are steps of something, or an idea that fits a card. */
const FEW_LINES = 25;

/** Where a command begins; the older house had its files beside `src/`. */
const COMMANDS = ['tune', 'evaluate', 'select'];

runScript(import.meta.url, async ([folder = repositoryFile('.')]) => {
  const files = sourcesOf(join(folder, 'src'));
  const lengths = files.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
  console.log(
    `files: ${files.length}, of at most ${FEW_LINES} lines: ${lengths.filter((length) => length <= FEW_LINES).length}`,
  );
  console.log(
    `lines of a file: median ${lengths[Math.floor(lengths.length / 2)]}, longest ${lengths.at(-1)}`,
  );
  console.log(`circles of imports: ${importCircles(files).length}`);
  const index = files.find(({ path }) => path === 'index.ts')?.text ?? '';
  const names = [...index.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, isType, list = '']) =>
    list
      .split(',')
      .map((name) => ({ name: name.trim(), isType: isType !== undefined || /^\s*type /.test(name) })),
  );
  const exported = names.filter(({ name }) => name !== '');
  console.log(
    `names at the front door: ${exported.filter(({ isType }) => !isType).length}, and ${exported.filter(({ isType }) => isType).length} types`,
  );
  for (const command of COMMANDS) {
    const start = [`cli/${command}.ts`, `cli-${command}.ts`].find((path) =>
      existsSync(join(folder, 'src', path)),
    );
    if (start !== undefined) console.log(`files that ${command} opens: ${importClosure(files, start).size}`);
  }
});

function sourcesOf(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(folder, path), 'utf8') }));
}
