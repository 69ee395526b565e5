/** What a user needs to know about the installation: versions, what is found, what is missing. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { packageVersion } from '../base/package-version.js';
import { findChromium } from '../notebook/pictures/find-chromium.js';
import { findJupyter } from './find-jupyter.js';

/** One line of the check-up. */
export interface DoctorLine {
  readonly name: string;
  /** Version or path where found, else what is missing and how to get it. */
  readonly text: string;
  readonly found: boolean;
}

/** Python packages whose versions matter to notebooks. */
const PYTHON_PACKAGES = ['jupyterlab', 'nbclient', 'nbconvert', 'plotly'];

/** Looks at the installation; changes nothing. */
export function examine(): DoctorLine[] {
  const found = (name: string, text: string): DoctorLine => ({ name, text, found: true });
  const missing = (name: string, text: string): DoctorLine => ({ name, text, found: false });
  const jupyter = findJupyter();
  const chromium = findChromium();
  return [
    found('lingtune', packageVersion()),
    found('Node', `${process.versions.node} (${process.execPath})`),
    found('tslab', installedVersion('tslab')),
    found('plotly.js-dist', installedVersion('plotly.js-dist')),
    ...(jupyter === null
      ? [missing('Jupyter', 'not found; npm run setup installs it beside the package')]
      : [found('Jupyter', jupyter.prefix), ...pythonVersions(jupyter.python)]),
    chromium === null
      ? missing('Chromium', 'not found; only pictures need it (Debian: apt install chromium)')
      : found('Chromium', chromium),
  ];
}

/** Findings of the check-up as text, one line each. */
export function doctorText(lines: readonly DoctorLine[]): string {
  const width = Math.max(...lines.map((line) => line.name.length));
  return lines
    .map(({ name, text, found }) => `${found ? '✓' : '✗'} ${name.padEnd(width)}  ${text}`)
    .join('\n');
}

function installedVersion(name: string): string {
  return (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;
}

function pythonVersions(python: string): DoctorLine[] {
  const script =
    'import sys, json; from importlib.metadata import version; ' +
    'print(json.dumps(["Python " + sys.version.split()[0]] + [name + " " + version(name) for name in sys.argv[1:]]))';
  const { status, stdout } = spawnSync(python, ['-c', script, ...PYTHON_PACKAGES], { encoding: 'utf8' });
  if (status !== 0) {
    return [{ name: 'Python', text: `${python} lacks a package; npm run setup repairs it`, found: false }];
  }
  const names = JSON.parse(stdout) as string[];
  return names.map((line) => {
    const [name = '', version = ''] = line.split(' ');
    return { name, text: version, found: true };
  });
}
