import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageVersion } from '../../src/base/package-version.js';
import { doctorText, examine } from '../../src/jupyter/doctor.js';

test('examine() names the versions that run', () => {
  const lines = new Map(examine().map((line) => [line.name, line]));
  assert.equal(lines.get('lingtune')?.text, packageVersion());
  assert.ok(lines.get('Node')?.text.startsWith(process.versions.node));
  assert.equal(lines.get('tslab')?.text, '1.0.22');
});

test('examine() says what is missing and how to get it', {
  skip: process.platform === 'darwin' && 'macOS also looks in /Applications',
}, () => {
  const path = process.env.PATH;
  process.env.PATH = '';
  try {
    assert.deepEqual(
      examine().find((line) => line.name === 'Chromium'),
      {
        name: 'Chromium',
        text: 'not found; only pictures need it (Debian: apt install chromium)',
        found: false,
      },
    );
  } finally {
    process.env.PATH = path;
  }
});

test('doctorText(findings) gives each finding one aligned line', () => {
  const findings = examine();
  const lines = doctorText(findings).split('\n');
  assert.equal(lines.length, findings.length);
  const column = (lines[0] ?? '').indexOf(packageVersion());
  for (const line of lines) assert.match(line.slice(0, column), /^[✓✗] .* {2}$/);
});
