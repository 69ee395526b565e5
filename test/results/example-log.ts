/** Text of logs as the harness writes them, small enough to change by hand in a test. */

const HEADER = '|Tasks|Version|Filter|n-shot|Metric|Value|   |Stderr|';
const RULE = '|-----|-------|------|-----:|------|----:|---|-----:|';

/** The harness's line of arguments. */
export function argumentsLine(args: string, limit = 'None'): string {
  return `hf (${args}), gen_kwargs: (None), limit: ${limit}, num_fewshot: None, batch_size: 4`;
}

/** One row of a table. */
export function row(name: string, value: string, stderr = '0.0100', version = '1'): string {
  return `|${name}|${version}|none|0|acc|${value}|±  |${stderr}|`;
}

/** A table of tasks or groups, with the empty line that ends it. */
export function table(kind: 'Tasks' | 'Groups', rows: readonly string[]): string {
  return [HEADER.replace('Tasks', kind), RULE, ...rows, ''].join('\n');
}

/** Rows of a complete XWinograd, the smallest benchmark; each value is unlike the others. */
export const XWINOGRAD_ROWS: readonly string[] = [
  row('xwinograd', '0.7000', '0.0500', 'N/A'),
  row(' - xwinograd_en', '0.8000'),
  row(' - xwinograd_fr', '0.7100'),
  row(' - xwinograd_jp', '0.6900'),
  row(' - xwinograd_pt', '0.6800'),
  row(' - xwinograd_ru', '0.6700'),
  row(' - xwinograd_zh', '0.6600'),
];

/** What the harness prints at the end of a complete run on XWinograd. */
export function section(args = 'pretrained=bigscience/bloom-3b', limit = 'None'): string {
  const groups = table('Groups', XWINOGRAD_ROWS.slice(0, 1));
  return `${argumentsLine(args, limit)}\n${table('Tasks', XWINOGRAD_ROWS)}\n${groups}\n`;
}
