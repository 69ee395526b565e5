import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studyContents } from '../../../src/charts/study/study-contents.js';
import { studyPage, studySection } from '../../../src/charts/study/study-section.js';
import { readPublished } from '../../../src/results/published.js';
import { HOSTILE } from '../../paper/figure-checks.js';
import { STUDY } from './sample-study.js';

const FACTS = { provenance: HOSTILE, made: [{ run: HOSTILE }] };

test('studySection(contents) shows findings first, then the table, figures and how runs were made', () => {
  const contents = studyContents(STUDY, readPublished(), FACTS);
  const html = studySection(contents);
  const places = [
    ...contents.findings.map((sentence) => html.indexOf(`<li>${sentence}</li>`)),
    ...['Small tuned on each subset', 'Small: what tuning adds', 'Small beside', 'How each run was made'].map(
      (text) => html.indexOf(text),
    ),
  ];
  assert.ok(!places.includes(-1), `${places}`);
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
});

test('studySection(contents) escapes what comes from data', () => {
  const contents = studyContents(STUDY, readPublished(), FACTS);
  const html = studySection({ ...contents, title: HOSTILE, findings: [HOSTILE] });
  assert.ok(!html.includes('<img'));
  assert.equal(html.split('&lt;img src=x').length - 1, 4);
});

test('studyPage(contents, plotlySource) is a whole page', () => {
  const page = studyPage(studyContents(STUDY, readPublished(), FACTS), 'var Plotly;');
  assert.match(page, /^<!doctype html>[\s\S]*<title>The study with Small<\/title>[\s\S]*<\/html>\n$/);
});
