/** What cells of the package show under plain tslab, without our kernel. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startKernelClient } from '../../../src/jupyter/kernel-client.js';
import { repositoryFile } from '../../repository.js';

/** Far more than the 512 messages after which tslab alone loses some. */
const MANY = 2000;

const IMPORT = `import { paperFigure, progressBar, readPublished, recordsTable, show } from 'lingtune';
const table = (n: number) => recordsTable([{ n }], { title: 'T' });`;

test('plain tslab shows figures, tables and progress, and loses nothing of two thousand tables in one go', {
  // A lost message is waited for.
  timeout: 600_000,
}, async (t) => {
  const tslab = repositoryFile('node_modules/tslab/bin/tslab');
  const kernel = await startKernelClient({
    argv: [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'],
    folder: repositoryFile('notebooks'),
  });
  t.after(() => kernel.close());
  const shown = async (code: string) => {
    const { reply, outputs } = await kernel.execute(code);
    assert.equal(reply.status, 'ok', JSON.stringify(outputs).slice(0, 2000));
    return outputs.map(({ content }) => (content.data ?? {}) as Readonly<Record<string, unknown>>);
  };
  assert.deepEqual(await shown(IMPORT), []);
  const [figure = {}] = await shown("await show(paperFigure(readPublished(), '1'));");
  assert.deepEqual(Object.keys(figure), ['application/vnd.plotly.v1+json', 'text/plain']);
  const bar = await shown(
    "const bar = progressBar();\nbar.report({ label: 'walk', done: 1, total: 2, unit: 'steps' });\nbar.end();",
  );
  assert.match(String(bar.at(-1)?.['text/plain']), /^walk: 1 of 2 steps/);
  const tables = await shown(`for (let n = 1; n <= ${MANY}; n++) await show(table(n));`);
  assert.equal(tables.length, MANY);
  for (const [index, data] of tables.entries()) {
    assert.match(String(data['text/plain']), new RegExp(`\\b${index + 1}$`));
  }
  assert.equal((await shown('await show(table(0));')).length, 1);
});
