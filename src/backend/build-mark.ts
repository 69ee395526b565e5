/** The mark that says a build is whole: written last, and wrong as soon as a file of the build changes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { bindingPath, type TensorflowBuild } from './tensorflow-build.js';

const MARK = 'complete.txt';

/** Marks the files that are in a build's folder now as all that it needs. */
export function markBuild(build: TensorflowBuild): void {
  writeFileAtomic(join(build.folder, MARK), fileList(build.folder));
}

/**
 * Whether a build is whole: every file is there with the size and the time that the mark tells, and none besides.
 * Contents are not read: 850 MB would take seconds at every start.
 */
export function isWhole(build: TensorflowBuild): boolean {
  try {
    const mark = readFileSync(join(build.folder, MARK), 'utf8');
    return statSync(bindingPath(build)).isFile() && mark === fileList(build.folder);
  } catch {
    return false; // Whatever cannot be read is not whole; the set-up makes it again and tells what fails then.
  }
}

/** One line for every file under a folder but the mark: path, bytes, time of the last change. */
function fileList(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path !== MARK)
    .sort()
    .map((path) => ({ path, entry: statSync(join(folder, path)) }))
    .filter(({ entry }) => entry.isFile())
    .map(({ path, entry }) => `${path} ${entry.size} ${entry.mtimeMs}\n`)
    .join('');
}
