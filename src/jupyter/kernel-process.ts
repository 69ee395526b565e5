/** A kernel's process, with the connection file by which it can be reached. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.js';
import { kernelSpec } from './kernel-spec.js';

/** How a kernel is started. */
export interface KernelProcessOptions {
  /** Program and arguments, `{connection_file}` among them (default: our kernel). */
  readonly argv?: readonly string[];
  /** Folder in which cells run (default: the current one). */
  readonly folder?: string;
  /** Variables beside those of this process (default: none). */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A kernel that was started, and may still be on its way. */
export interface KernelProcess {
  readonly pid: number;
  /** Signs the messages. */
  readonly key: string;
  /** Addresses of its sockets. */
  readonly addresses: Readonly<Record<'shell' | 'control' | 'iopub', string>>;
  /** Never resolves. @throws Error with what the kernel said, where it ends. */
  readonly ended: Promise<never>;
  /** Ends it, and forgets the connection file. */
  close(): Promise<void>;
}

/** Starts a kernel on ports of its own, on this machine alone. */
export async function startKernelProcess({
  argv = kernelSpec().argv,
  folder = process.cwd(),
  variables = {},
}: KernelProcessOptions): Promise<KernelProcess> {
  const connectionFolder = mkdtempSync(join(tmpdir(), 'lingtune-kernel-'));
  const [shell_port, iopub_port, control_port, stdin_port, hb_port] = await freePorts(5);
  const key = randomUUID();
  const ports = { shell_port, iopub_port, control_port, stdin_port, hb_port };
  const file = join(connectionFolder, 'connection.json');
  writeFileSync(file, JSON.stringify({ transport: 'tcp', ip: '127.0.0.1', key, ...ports }), {
    mode: 0o600,
  });
  const [program = '', ...args] = argv.map((word) => word.replace('{connection_file}', file));
  const kernel = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  kernel.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000);
  });
  const ended = once(kernel, 'close').then((): never => {
    throw new Error(`startKernelClient: the kernel must run, got its end: ${said.trim()}`);
  });
  ended.catch(() => {});
  const address = (port: number | undefined) => `tcp://127.0.0.1:${port}`;
  return {
    pid: kernel.pid ?? -1,
    key,
    addresses: { shell: address(shell_port), control: address(control_port), iopub: address(iopub_port) },
    ended,
    async close() {
      const end = once(kernel, 'close');
      if (kernel.exitCode === null && kernel.signalCode === null) {
        kernel.kill('SIGKILL');
        await end;
      }
      rmSync(connectionFolder, { recursive: true, force: true });
    },
  };
}
