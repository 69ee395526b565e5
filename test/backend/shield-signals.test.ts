/** Signals that come while TensorFlow computes, in processes of their own: where they do harm, they end it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { isWhole } from '../../src/backend/build-mark.js';
import { shieldSignals } from '../../src/backend/shield-signals.js';
import { tensorflowBuild } from '../../src/backend/tensorflow-build.js';
import { NODES } from '../nodes.js';
import { temporaryFolder } from '../temporary-folder.js';

const native = tensorflowBuild('tensorflow');
const skip =
  ((native === null || !isWhole(native)) && 'TensorFlow is not set up (npm run setup)') ||
  (process.platform !== 'linux' && 'only on Linux a signal does harm');

/** Kinds that a listener can be set for; some were set before TensorFlow was loaded, some after. */
const [EARLY, LATE] = [
  ['SIGWINCH', 'SIGHUP', 'SIGPIPE', 'SIGUSR2', 'SIGTTIN'],
  ['SIGINT', 'SIGALRM', 'SIGPROF', 'SIGIO', 'SIGCONT', 'SIGTTOU'],
] as const;
const KINDS: readonly NodeJS.Signals[] = [...EARLY, ...LATE];

/** Without a shield some 200 end the process, seldom more than 800. */
const SIGNALS = 1600;

const IMPORTS = `
  const { startBackend } = await import(${JSON.stringify(import.meta.resolve('../../src/backend/start-backend.js'))});
  const tf = await import(${JSON.stringify(import.meta.resolve('@tensorflow/tfjs-core'))});`;

/** Multiplies until so many signals came, and says which came and whether all products were the same. */
const MULTIPLY = `${IMPORTS}
  const heard = {};
  let count = 0;
  const listen = (kind) => process.on(kind, () => { heard[kind] = true; count += 1; });
  ${JSON.stringify(EARLY)}.forEach(listen);
  await startBackend({ name: 'tensorflow', threads: 1 });
  ${JSON.stringify(LATE)}.forEach(listen);
  // Large enough for the kernels that keep a buffer on the heap, small enough for one among others there.
  const factors = [[256, 256, 256], [128, 512, 128], [128, 256, 128]].map(([rows, inner, columns]) => [
    tf.randomUniform([rows, inner], -1, 1, 'float32', 1),
    tf.randomUniform([inner, columns], -1, 1, 'float32', 2),
  ]);
  const products = () => factors.map(([a, b]) => tf.tidy(() => Buffer.from(tf.matMul(a, b).dataSync().buffer)));
  const expected = products();
  console.log('ready');
  let same = true;
  while (count < ${SIGNALS}) {
    same &&= products().every((product, index) => product.equals(expected[index]));
    await new Promise(setImmediate);
  }
  console.log(JSON.stringify({ same, heard: Object.keys(heard).sort() }));
  process.stdin.once('data', () => process.exit());`;

for (const { version, node, absent } of NODES) {
  test(`shieldSignals(build) lets ${SIGNALS} signals of ${KINDS.length} kinds come unharmed, on Node ${version}`, {
    skip: skip || absent,
  }, async (t) => {
    const program = spawn(node, ['--input-type=module', '-e', MULTIPLY]);
    t.after(() => program.kill('SIGKILL'));
    const ended = once(program, 'exit');
    let errors = '';
    program.stderr.on('data', (text: Buffer) => {
      errors += String(text);
    });
    await Promise.race([once(program.stdout, 'data'), ended]);
    let sent = 0;
    const sending = setInterval(() => {
      program.kill(KINDS[sent % KINDS.length]);
      sent += 1;
    }, 1);
    t.after(() => clearInterval(sending));
    const said = await Promise.race([once(program.stdout, 'data'), ended]);
    clearInterval(sending);
    program.stdin.on('error', () => undefined);
    program.stdin.end('end\n');
    assert.deepEqual(await ended, [0, null], errors);
    assert.deepEqual(JSON.parse(String(said[0])), { same: true, heard: [...KINDS].sort() });
  });
}

test('shieldSignals(build) blocks no signal in the processes that are started', { skip }, () => {
  const script = `${IMPORTS}
    import { spawnSync } from 'node:child_process';
    import { readFileSync } from 'node:fs';
    await startBackend({ name: 'tensorflow' });
    const blocked = (status) => BigInt('0x' + /^SigBlk:\\s*(\\w+)$/m.exec(status)[1]) !== 0n;
    const child = spawnSync('cat', ['/proc/self/status'], { encoding: 'utf8' }).stdout;
    console.log(JSON.stringify({ own: blocked(readFileSync('/proc/self/status', 'utf8')), child: blocked(child) }));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  assert.deepEqual(JSON.parse(stdout), { own: true, child: false });
});

test('shieldSignals(build) refuses a build that is not loaded, and lives on', { skip }, (t) => {
  assert.ok(native !== null);
  const folder = temporaryFolder(t);
  const message = `shieldSignals: TensorFlow must be the build in ${folder}, got another, loaded by another package before (\`lingtune setup\` gives that package the right one)`;
  assert.throws(() => shieldSignals({ ...native, folder }), { message });
  // The library itself, without TensorFlow beside it in this process.
  assert.throws(() => shieldSignals(native), { message: message.replace(folder, native.folder) });
});
