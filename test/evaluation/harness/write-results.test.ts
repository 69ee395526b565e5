import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { parseTasks } from '../../../src/benchmarks/parse-tasks.js';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import type { EvaluationResult } from '../../../src/evaluation/evaluation-result.js';
import {
  harnessResults,
  type ModelDescription,
  sanitizeModelName,
} from '../../../src/evaluation/harness/harness-results.js';
import { writeResults } from '../../../src/evaluation/harness/write-results.js';
import type { SequenceScore } from '../../../src/records/sequences.js';
import { importRuns } from '../../../src/results/import/import-runs.js';
import { assertClose } from '../../close.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { localDocuments } from '../benchmark-documents.js';
import { textScorer } from '../text-scorer.js';

type HarnessScore = readonly [logProbability: number, isGreedy: boolean];
type Metrics = Record<string, unknown> & { 'acc,none': number; 'acc_stderr,none': number };
interface HarnessResults extends Record<string, unknown> {
  readonly results: Record<string, Metrics>;
  readonly groups: Record<string, Metrics>;
  readonly configs: Record<string, Record<string, unknown>>;
}

const ALL = 'xnli,xcopa,xstorycloze,xwinograd,pawsx';
const FILES = 'evaluation/harness-output';
const MODEL: ModelDescription = {
  baseModel: 'reference/models/gpt2',
  adapter: 'reference/models/gpt2/adapter',
  precision: 'float32',
  maxLength: 256,
  tokenizer: { bos: { text: '<|endoftext|>', id: 0 }, eos: { text: '<|endoftext|>', id: 0 } },
  software: 'lingtune 0.1.0',
};

/** An evaluation whose scores are those that lm-evaluation-harness got, its own files' where they are more exact. */
function harnessEvaluation(names = ALL): Promise<EvaluationResult> {
  const prompts =
    readReference<Record<string, { requests: [string, string][] }[]>>('evaluation/prompts.json');
  const { gpt2 } =
    readReference<Record<'gpt2', { adapter: { scores: Record<string, HarnessScore[][]> } }>>(
      'evaluation/scores.json',
    );
  const byText = new Map<string, SequenceScore>();
  for (const [task, documents] of Object.entries(prompts)) {
    for (const [index, { requests }] of documents.entries()) {
      for (const [choice, request] of requests.entries()) {
        const [logProbability = NaN, isGreedy = false] = gpt2.adapter.scores[task]?.[index]?.[choice] ?? [];
        byText.set(request.join(''), { logProbability, isGreedy });
      }
    }
  }
  for (const sample of keptSamples().flatMap(({ lines }) => lines)) {
    for (const [choice, { arg_0, arg_1 }] of Object.values(sample.arguments).entries()) {
      const [logProbability, isGreedy] = sample.filtered_resps[choice] ?? [];
      byText.set(arg_0 + arg_1, { logProbability: Number(logProbability), isGreedy: isGreedy === 'True' });
    }
  }
  const scorer = textScorer((text) => byText.get(text) ?? { logProbability: NaN, isGreedy: false });
  return evaluate({ scorer, tasks: parseTasks(names), documents: localDocuments });
}

interface Sample {
  readonly arguments: Record<string, { arg_0: string; arg_1: string }>;
  readonly filtered_resps: [string, string][];
}

function keptSamples(): { task: string; lines: Sample[] }[] {
  return readdirSync(referenceFile(FILES))
    .filter((name) => name.startsWith('samples_'))
    .map((name) => ({
      task: name.slice('samples_'.length, -'.jsonl'.length),
      lines: readLines(referenceFile(`${FILES}/${name}`)),
    }));
}

function readLines(path: string): Sample[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample);
}

test('writeResults(result, folder) writes the samples that lm-evaluation-harness 0.4.13 writes', async (context) => {
  const { samples } = writeResults(await harnessEvaluation(), temporaryFolder(context), {
    model: MODEL,
    samples: true,
  });
  assert.equal(samples.length, 50);
  for (const { task, lines } of keptSamples()) {
    const path = samples.find((name) => name.includes(`/samples_${task}_`)) ?? '';
    assert.deepEqual(readLines(path), lines, task);
    assert.deepEqual(readLines(path).map(Object.keys), lines.map(Object.keys), task);
  }
});

test('writeResults(result, folder) writes the results that lm-evaluation-harness 0.4.13 writes', async (context) => {
  const { results } = writeResults(await harnessEvaluation(), temporaryFolder(context), { model: MODEL });
  const ours = JSON.parse(readFileSync(results, 'utf8')) as HarnessResults;
  const theirs = readReference<HarnessResults>(`${FILES}/results.json`);
  const equal = [
    'group_subtasks',
    'versions',
    'n-shot',
    'higher_is_better',
    'n-samples',
    'task_hashes',
    'model_name',
    'model_name_sanitized',
    'eot_token_id',
    'tokenizer_bos_token',
    'tokenizer_eos_token',
    'max_length',
    'chat_template',
    'system_instruction',
  ];
  for (const key of equal) assert.deepEqual(ours[key], theirs[key], key);
  for (const part of ['results', 'groups'] as const) {
    assert.deepEqual(Object.keys(ours[part]), Object.keys(theirs[part]));
    for (const [name, { 'acc,none': accuracy, 'acc_stderr,none': stderr, ...rest }] of Object.entries(
      theirs[part],
    )) {
      const { 'acc,none': ownAccuracy, 'acc_stderr,none': ownStderr, ...own } = ours[part][name] ?? {};
      assert.deepEqual(own, rest);
      // Sums in another order.
      assertClose([ownAccuracy ?? NaN, ownStderr ?? NaN], [accuracy, stderr], 1e-14, name);
    }
  }
  for (const [name, config] of Object.entries(theirs.configs)) {
    const own = ours.configs[name] ?? {};
    for (const key of [
      'task',
      'dataset_path',
      'dataset_name',
      'target_delimiter',
      'output_type',
      'num_fewshot',
      'repeats',
    ]) {
      assert.deepEqual(own[key], config[key], `${name} ${key}`);
    }
    const split = own.test_split ?? own.validation_split;
    assert.equal(split, config.test_split ?? config.validation_split, name);
  }
});

test('writeResults(result, folder) writes no key that lm-evaluation-harness does not know', async (context) => {
  const { results } = writeResults(await harnessEvaluation(), temporaryFolder(context), { model: MODEL });
  const known = Object.keys(readReference<HarnessResults>(`${FILES}/results.json`));
  const ours = Object.keys(JSON.parse(readFileSync(results, 'utf8')) as object);
  assert.deepEqual(
    ours.filter((key) => !known.includes(key)),
    [],
  );
  // Whose values only Python's tokenizers have.
  assert.deepEqual(
    known.filter((key) => !ours.includes(key)),
    ['tokenizer_pad_token'],
  );
});

test('writeResults(result, folder) is read by importRuns(paths)', async (context) => {
  const result = await harnessEvaluation();
  const { results } = writeResults(result, temporaryFolder(context), { model: MODEL });
  const { runs, problems } = importRuns([results]);
  assert.deepEqual(
    problems.filter((problem) => problem.severity !== 'note' && !/subset|model/.test(problem.message)),
    [],
  );
  const [run] = runs;
  assert.equal(run?.scores.length, 55);
  const score = run?.scores.find(({ task, language }) => task === 'xwinograd' && language === 'ja');
  const task = result.tasks.find(({ name }) => name === 'xwinograd_jp');
  assert.equal(score?.accuracy, task?.accuracy);
  assert.equal(score?.stderr, task?.stderr);
});

test('writeResults(result, folder) names folder and files as lm-evaluation-harness does', async (context) => {
  const folder = temporaryFolder(context);
  const result = { ...(await harnessEvaluation('xcopa_et')), date: new Date(2026, 0, 2, 3, 4, 5, 6) };
  const written = writeResults(result, folder, { model: { ...MODEL, adapter: null }, samples: true });
  const place = `${folder}/reference__models__gpt2`;
  assert.deepEqual(written, {
    results: `${place}/results_2026-01-02T03-04-05.006000.json`,
    samples: [`${place}/samples_xcopa_et_2026-01-02T03-04-05.006000.jsonl`],
  });
  assert.equal(readdirSync(dirname(written.results)).length, 2);
});

test('writeResults(result, folder) leaves groups out where only languages were asked for', async (context) => {
  const { results } = writeResults(await harnessEvaluation('xcopa_et'), temporaryFolder(context), {
    model: MODEL,
  });
  const content = JSON.parse(readFileSync(results, 'utf8')) as Record<string, unknown>;
  assert.equal('groups' in content, false);
  assert.deepEqual(content.group_subtasks, {});
});

const NAMES: [string, string][] = [
  ['bigscience/bloom-1b7', 'bigscience__bloom-1b7'],
  ['C:\\models\\a', 'C__models__a'],
  ['a<b>"c"|d?e*f[g]', 'a__b__c__d__e__f__g__'],
];

for (const [name, expected] of NAMES) {
  test(`sanitizeModelName(${JSON.stringify(name)}) is ${expected}`, () =>
    assert.equal(sanitizeModelName(name), expected));
}

/** A Python that has the real harness. */
const PYTHON = process.env.LINGTUNE_LM_EVAL_PYTHON ?? '';
const TABLE = `
import json, sys
from lm_eval.utils import get_latest_filename, get_results_filenames, make_table
path = get_latest_filename(get_results_filenames(sys.argv[1:]))
content = json.load(open(path))
print(make_table(content))
print(make_table(content, "groups"))
`;

test('harnessResults(result, model) names the split that was scored in place of the usual one', async () => {
  const { configs } = harnessResults(await harnessEvaluation('xcopa_tr'), { ...MODEL, split: 'train' }) as {
    configs: Record<string, Record<string, unknown>>;
  };
  assert.equal(configs.xcopa_tr?.validation_split, 'train');
  assert.equal(configs.xcopa_tr?.test_split, undefined);
});

test('writeResults(result, folder) is tabulated by lm-evaluation-harness itself', {
  skip: existsSync(PYTHON) ? false : 'LINGTUNE_LM_EVAL_PYTHON names no Python with lm-eval 0.4.13',
}, async (context) => {
  const written = writeResults(await harnessEvaluation('xwinograd'), temporaryFolder(context), {
    model: MODEL,
  });
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', TABLE, written.results], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /\| - xwinograd_jp *\| *1\|none *\| *0\|acc *\|↑ *\|0\.\d+\|± *\|0\.\d+\|/);
  assert.match(stdout, /Groups/);
});
