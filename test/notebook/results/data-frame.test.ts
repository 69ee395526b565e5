import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FrameLike, frameBundle, isFrame } from '../../../src/notebook/results/data-frame.js';

/** A frame as danfo.js has it, of one name and one number a row. */
function frame(rows: readonly (readonly [string, number])[]): FrameLike {
  return {
    shape: [rows.length, 2],
    columns: ['language', 'accuracy'],
    index: rows.map((_, row) => row),
    values: rows,
    dtypes: ['string', 'float32'],
    $isSeries: false,
  };
}

test('isFrame(value) knows frames and series by their parts', () => {
  assert.equal(isFrame(frame([])), true);
  assert.equal(isFrame({ ...frame([]), dtypes: null }), false);
  assert.equal(isFrame([1, 2]), false);
});

test('frameBundle(frame) is a table whose text is escaped, numbers to the right', () => {
  const { data } = frameBundle(
    frame([
      ['<script>', 0.123456789],
      ['de', 2],
    ]),
  );
  assert.equal(
    data['text/html'],
    '<table>\n<thead><tr><th></th><th>language</th><th style="text-align: right">accuracy</th></tr></thead>\n<tbody>\n' +
      '<tr><th>0</th><td>&lt;script&gt;</td><td style="text-align: right">0.123457</td></tr>\n' +
      '<tr><th>1</th><td>de</td><td style="text-align: right">2</td></tr>\n' +
      '</tbody>\n</table>\n<p>2 rows × 2 columns</p>',
  );
  assert.equal(
    data['text/plain'],
    '   language  accuracy\n0  <script>  0.123457\n1  de               2\n2 rows × 2 columns',
  );
});

test('frameBundle(frame) shows the first and the last ten rows of a long frame', () => {
  const rows = Array.from({ length: 1000 }, (_, row): [string, number] => [`l${row}`, row]);
  const lines = String(frameBundle(frame(rows)).data['text/plain']).split('\n');
  assert.equal(lines.length, 23);
  assert.match(lines[10] ?? '', /^9 +l9 +9$/);
  assert.match(lines[11] ?? '', /^… +… +…$/);
  assert.match(lines[12] ?? '', /^990 +l990 +990$/);
  assert.equal(lines[22], '1,000 rows × 2 columns');
});

test('frameBundle(series) is a table of one column', () => {
  const series: FrameLike = {
    shape: [2],
    columns: ['n'],
    index: ['a', 'b'],
    values: [3, 14],
    dtypes: ['int32'],
    $isSeries: true,
  } as unknown as FrameLike;
  assert.equal(frameBundle(series).data['text/plain'], '    n\na   3\nb  14\n2 values');
});
