/**
 * Starts JupyterLab in notebooks/ on this machine only; further arguments go to JupyterLab. Ctrl-C ends it.
 * Extension catalogue and news are off: they would ask other hosts.
 */
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJupyter } from '../dist/src/jupyter/find-jupyter.js';

const environment = findJupyter();
if (environment === null) {
  console.error('lab: JupyterLab with our kernel is missing; run: npm run setup');
  process.exit(1);
}

const place = (path) => fileURLToPath(new URL(path, import.meta.url));
const runsAsRoot = process.getuid?.() === 0;
const args = [
  '-m',
  'jupyterlab',
  '--ServerApp.ip=127.0.0.1',
  '--ServerApp.answer_yes=True',
  '--LabApp.extension_manager=readonly',
  '--LabApp.news_url=None',
  '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate',
  ...(runsAsRoot ? ['--allow-root'] : []),
  ...process.argv.slice(2),
];
// Settings of the page beside the reader's own: jupyter/labconfig/default_setting_overrides.json.
const settings = [place('jupyter'), process.env.JUPYTER_CONFIG_PATH].filter(Boolean).join(delimiter);
const lab = spawn(environment.python, args, {
  cwd: place('../notebooks'),
  env: { ...process.env, JUPYTER_CONFIG_PATH: settings },
  stdio: 'inherit',
});

// A terminal's Ctrl-C reaches JupyterLab too: wait until it has stopped its kernels.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => lab.kill('SIGTERM'));
lab.on('error', (error) => {
  console.error(`lab: ${error.message}`);
  process.exitCode = 1;
});
lab.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
