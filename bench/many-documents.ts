/**
 * An evaluation of many documents with a scorer that needs no model, cached and written with all samples as `lingtune
 * evaluate --samples` does; prints by how much the process grew: from its start, with the code loaded and nothing read,
 * and from the first document that is handed on, when all are checked and the first piece is scored, both to the most
 * memory that it ever held (Linux: VmHWM), the check included.
 */
import { join } from 'node:path';
import { parseTasks } from '../src/benchmarks/parse-tasks.js';
import { ResultsWriter } from '../src/evaluation/harness/results-writer.js';
import { streamEvaluation } from '../src/evaluation/stream-evaluation.js';
import type { Scorer } from '../src/records/scorer.js';
import { statusBytes } from './status-bytes.js';

const [count = '100000', folder = '/tmp'] = process.argv.slice(2);

function* documents(): Generator<Record<string, unknown>, void, undefined> {
  for (let index = 0; index < Number(count); index++) {
    yield {
      premise: `${index}: and in the ninth year of the war the people of the valley went up into the hills to wait.`,
      hypothesis: `${index}: the people of the valley stayed at home.`,
      label: index % 3,
    };
  }
}

/** Scores by the tokens alone. */
const SCORER: Scorer = {
  kind: 'causal',
  identity: 'bench',
  maxLength: 512,
  tokenizer: {
    encode: (text) =>
      Array.from({ length: Math.ceil(text.length / 4) }, (_, place) => text.charCodeAt(4 * place)),
    bos: null,
    eos: { text: '</s>', id: 0 },
  },
  score: async (groups, { onScored }) => {
    for (const [index, { sequences }] of groups.entries()) {
      onScored(
        index,
        sequences.map(({ continuation: [first = 0] }) => ({
          logProbability: -(first % 97) - 0.5 - (index % 7) / 3,
          isGreedy: false,
        })),
      );
    }
  },
};

async function main(): Promise<void> {
  const before = statusBytes('VmRSS');
  let warm = 0;
  const writer = new ResultsWriter(folder, {
    model: {
      ...{ baseModel: 'bench', adapter: null, precision: 'float32', maxLength: 512, software: 'bench' },
      tokenizer: { bos: null, eos: null },
    },
    samples: true,
  });
  const result = await streamEvaluation(
    {
      scorer: SCORER,
      tasks: parseTasks('xnli_en'),
      documents: () => documents(),
      cache: join(folder, 'scores'),
    },
    (document, task) => {
      if (warm === 0) warm = statusBytes('VmRSS');
      writer.add(document, task);
    },
  );
  writer.finish(result);
  const most = statusBytes('VmHWM');
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(
    `${count} documents: grew by ${megabytes(most - before)} from the start, by ${megabytes(most - warm)} from the first piece on`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
