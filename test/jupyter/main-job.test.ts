import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runMainJob } from '../../src/jupyter/main-job.js';
import { exampleFigure, exampleTable } from '../kernel/example.js';
import { temporaryFolder } from '../temporary-folder.js';

const claim = {
  id: '1',
  section: 'A',
  claim: 'Bar b is higher.',
  paperSays: 'higher',
  weFind: '2 against 1',
  verdict: 'holds',
  why: 'As claimed: 2 against 1.',
} as const;

test('runMainJob(compute, options) writes the report and sums up what was recomputed', async (t) => {
  const output = join(temporaryFolder(t), 'new', 'folder');
  const lines: string[] = [];
  const table = { ...exampleTable, records: [{ agrees: true }, { agrees: false }, { agrees: null }] };
  const report = await runMainJob(() => ({ figures: [exampleFigure], tables: [table], claims: [claim] }), {
    output,
    print: (line) => lines.push(line),
  });
  assert.equal(report, join(output, 'report.html'));
  assert.match(readFileSync(report, 'utf8'), /Bar b is higher\./);
  assert.match(lines[0] ?? '', /^recomputed 1 figures, 1 tables and 1 claims \(\d+\.\d s\)$/);
  assert.deepEqual(lines.slice(1), [
    '',
    'One cell: 1 of 2 cells agree with the print',
    'Claims: 1 holds, 0 partly, 0 fails, 0 not checkable here',
    '',
    `report: ${report}`,
  ]);
});

test('runMainJob(compute, options) refuses a file in the place of its folder, before anything is computed', async (t) => {
  const output = join(temporaryFolder(t), 'file');
  writeFileSync(output, '');
  const compute = () => assert.fail('computed');
  await assert.rejects(runMainJob(compute, { output }), {
    message: `report: output must be a folder, got ${output}, where ${output} is a file`,
  });
});

test('runMainJob(compute, options) puts a study first', async (t) => {
  const output = temporaryFolder(t);
  const lines: string[] = [];
  const study = {
    title: 'The study',
    provenance: 'Made today.',
    findings: ['It works.'],
    tables: [{ ...exampleTable, title: 'Study table' }],
    figures: [],
  };
  const contents = { figures: [exampleFigure], tables: [exampleTable], claims: [claim] };
  const report = await runMainJob(() => contents, { output, study, print: (line) => lines.push(line) });
  const html = readFileSync(report, 'utf8');
  const places = [
    'href="#study"',
    '<h2>The study</h2>',
    '<li>It works.</li>',
    'Study table',
    'id="figure-',
  ].map((text) => html.indexOf(text));
  assert.ok(!places.includes(-1), `${places}`);
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
  assert.deepEqual(lines.slice(1, 4), ['', 'The study', '- It works.']);
});
