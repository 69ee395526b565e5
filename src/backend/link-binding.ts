/** Lets the npm package itself find the build, for those who load it directly, as danfojs-node does. */
import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bindingFolder, type TensorflowBuild } from './tensorflow-build.js';

/** Where the package looks for its binding on a Node with Node-API 8 or newer. */
const PLACE = join('lib', 'napi-v8');

/** Whether the package in this folder finds the build, or has a binding of its own that we leave alone. */
export function isLinked(build: TensorflowBuild, packageFolder: string): boolean {
  const place = join(packageFolder, PLACE);
  const entry = lstatSync(place, { throwIfNoEntry: false });
  if (entry === undefined) return false;
  return !entry.isSymbolicLink() || readlinkSync(place) === bindingFolder(build);
}

/**
 * Links the build into the npm package in one step, unless that is done.
 * @param packageFolder folder of the installed npm package.
 * @throws Error of the file system where the package's folder cannot be written.
 */
export function linkBinding(build: TensorflowBuild, packageFolder: string): void {
  if (isLinked(build, packageFolder)) return;
  const place = join(packageFolder, PLACE);
  const temporary = `${place}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  mkdirSync(join(packageFolder, 'lib'), { recursive: true });
  try {
    symlinkSync(bindingFolder(build), temporary, 'dir');
    renameSync(temporary, place);
  } finally {
    rmSync(temporary, { force: true });
  }
}
