import { packageVersion } from '../../base/package-version.js';
import { TSLAB_VERSION } from '../tslab/tslab-seam.js';
import { PROTOCOL_VERSION } from './message.js';

/** What the kernel says of itself: content of `kernel_info_reply`. */
export function kernelInfo(typescriptVersion: string): object {
  const version = packageVersion();
  return {
    status: 'ok',
    protocol_version: PROTOCOL_VERSION,
    implementation: 'lingtune',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: typescriptVersion,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      // By these words classic notebooks and JupyterLab find their TypeScript mode.
      codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
      pygments_lexer: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `TypeScript ${typescriptVersion} on Node ${process.versions.node} (lingtune ${version}, tslab ${TSLAB_VERSION})`,
    debugger: false,
    supported_features: [],
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Node', url: 'https://nodejs.org/docs/latest/api/' },
      { text: 'The paper', url: 'https://arxiv.org/abs/2410.07809' },
    ],
  };
}
