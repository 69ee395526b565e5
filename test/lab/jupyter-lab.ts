import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryFile } from '../repository.js';

/** A JupyterLab that runs for a test. */
export interface RunningLab {
  /** Address of a page of JupyterLab, with the token that lets one in. */
  url(page: string): string;
  /** Stops JupyterLab and its kernels. */
  stop(): Promise<void>;
}

/** Token of the test's server, which nobody else knows of. */
const TOKEN = 'only-for-this-test';

/** Longest start, in seconds. */
const LONGEST_START = 60;

/**
 * Starts JupyterLab as `npm run lab` does, without a browser, on a free port of this machine, and with
 * settings of its own.
 * @param folder folder that it shows.
 * @throws Error with what JupyterLab said where it does not answer in a minute.
 */
export async function startLab(folder: string): Promise<RunningLab> {
  const port = await freePort();
  const settings = mkdtempSync(join(tmpdir(), 'lingtune-lab-'));
  const lab = spawn(
    process.execPath,
    [
      repositoryFile('scripts/lab.mjs'),
      '--no-browser',
      `--ServerApp.port=${port}`,
      '--ServerApp.port_retries=0',
      `--ServerApp.root_dir=${folder}`,
      `--IdentityProvider.token=${TOKEN}`,
    ],
    {
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: settings,
        JUPYTER_RUNTIME_DIR: settings,
        JUPYTERLAB_SETTINGS_DIR: join(settings, 'settings'),
        JUPYTERLAB_WORKSPACES_DIR: join(settings, 'workspaces'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(lab, 'close');
  let said = '';
  for (const stream of [lab.stdout, lab.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const running: RunningLab = {
    url: (page) => `http://127.0.0.1:${port}/${page}?token=${TOKEN}`,
    async stop() {
      lab.kill('SIGTERM');
      await ended;
      rmSync(settings, { recursive: true, force: true });
    },
  };
  for (let attempt = 0; attempt < LONGEST_START * 5; attempt += 1) {
    if (lab.exitCode !== null) break;
    if (await answers(running.url('api/status'))) return running;
    await sleep(200);
  }
  await running.stop();
  throw new Error(`startLab: JupyterLab must answer within ${LONGEST_START} s, got: ${said.slice(-2000)}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error(`freePort: got ${address}`);
  return address.port;
}
