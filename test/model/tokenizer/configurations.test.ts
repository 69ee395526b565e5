/** Tokenizers by everything that their folders say, against transformers' AutoTokenizer. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadTokenizer, type Tokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import { readReference } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

type Json = Readonly<Record<string, unknown>>;
type Ids = readonly number[];
type Named = readonly [text: string, id: number] | null;

/** What `configurations.py` wrote of one case. */
interface Case {
  readonly name: string;
  readonly base: string;
  readonly document: Json;
  readonly files: Readonly<Record<string, Json>>;
  readonly expected:
    | { readonly error: string }
    | {
        readonly size: number;
        readonly bos_token: Named;
        readonly eos_token: Named;
        readonly pad_token: Named;
        /** One list where special tokens change nothing. */
        readonly ids: readonly (Ids | { readonly plain: Ids; readonly special: Ids })[];
        /** With special tokens and without. */
        readonly decoded: readonly (readonly [string, string])[];
      };
}

const { texts, bases, cases } = readReference<{
  texts: readonly string[];
  bases: Readonly<Record<string, Json>>;
  cases: readonly Case[];
}>('tokenizers/configurations.json');

function load({ base, document, files }: Case): Tokenizer {
  const whole = bases[base] ?? {};
  const model = { ...(whole.model as Json), ...((document.model as Json | undefined) ?? {}) };
  return withTemporaryFolder((folder) => {
    for (const [name, content] of Object.entries({
      'tokenizer.json': { ...whole, ...document, model },
      ...files,
    })) {
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    return loadTokenizer(folder);
  });
}

const named = (token: Tokenizer['bos']): Named => (token === null ? null : [token.text, token.id]);

function bothOf(ids: Ids | { readonly plain: Ids; readonly special: Ids }): readonly [Ids, Ids] {
  return 'plain' in ids ? [ids.plain, ids.special] : [ids, ids];
}

for (const one of cases) {
  const { name, expected } = one;
  if ('error' in expected) continue;
  test(`loadTokenizer(folder) gives transformers' ids for ${name}`, () => {
    const tokenizer = load(one);
    assert.deepEqual(
      {
        size: tokenizer.vocabularySize,
        bos_token: named(tokenizer.bos),
        eos_token: named(tokenizer.eos),
        pad_token: named(tokenizer.pad),
      },
      {
        size: expected.size,
        bos_token: expected.bos_token,
        eos_token: expected.eos_token,
        pad_token: expected.pad_token,
      },
    );
    const { ids, decoded } = expected;
    for (const [index, text] of texts.entries()) {
      const [plain, special] = bothOf(ids[index] ?? []);
      assert.deepEqual(tokenizer.encode(text, { addSpecialTokens: false }), plain, JSON.stringify(text));
      assert.deepEqual(tokenizer.encode(text, { addSpecialTokens: true }), special, JSON.stringify(text));
      assert.deepEqual(
        [false, true].map((skipSpecialTokens) => tokenizer.decode(special, { skipSpecialTokens })),
        decoded[index],
        `${JSON.stringify(text)} decoded`,
      );
    }
  });
}
