/** Table 2: family, word order and script of the languages. */

import { agreement } from '../../charts/tables/table-accuracy.js';
import type { Language } from '../../languages/catalogue.js';
import type { Cell, Table } from '../../records/table.js';
import type { PrintedLanguage, Published } from '../../results/published.js';

/** What Table 2 says of a language. */
export type Table2Facts = {
  readonly name: string;
  readonly iso6393: string;
  readonly family: string;
  /** Dominant orders of subject, object and verb, for example `SVO/SOV`. */
  readonly wordOrder: string;
  readonly script: string;
};

/** One row of Table 2: what `lingtune table 2 --json` prints. */
export type LanguageRecord = Table2Facts & {
  readonly code: string;
  /** `null` for a language that the paper leaves out. */
  readonly printed: Table2Facts | null;
  readonly agrees: boolean | null;
  /** Language whose word order stands here if the column is shifted as `shiftedWordOrders` says. */
  readonly shiftedFrom: string;
  /** Whether the printed word order is that language's; `null` where none is printed. */
  readonly followsShift: boolean | null;
};

const FACTS = ['name', 'iso6393', 'family', 'wordOrder', 'script'] as const;

/**
 * Table 2 from URIEL's facts, in the order of the codes.
 * Spelling is compared without accents, spaces and capitals, so that `Latin (Quốc ngữ)` is `Latin (Quoc ngu)`.
 * Source: Table 2; it leaves out Telugu, which is in no row of Table 1 or 12.
 */
export function table2({ languages, printedLanguages }: Published): Table<LanguageRecord> {
  const sources = shiftedWordOrders(languages);
  const records = languages.map((language) => {
    const printed = printedLanguages.find((row) => row.code === language.code);
    return languageRecord(language, printed, sources.get(language.code) ?? language);
  });
  return {
    kind: 'table',
    id: '2',
    title: 'Table 2. Characteristics of the languages',
    ...words(records),
    columns: ['Code', 'Language', 'ISO 639-3', 'Family', 'Word order', 'Script'],
    rows: records.map(languageRow),
    groups: [],
    records,
  };
}

/**
 * Where the printed word orders come from: the column was sorted by ISO 639-1 code, but pasted beside the
 * languages sorted by English name. So the i-th language by name shows the word order of the i-th by code.
 * @returns code → the language whose word order is shown.
 * Source: our own finding; 50 of the 51 printed rows follow it.
 */
export function shiftedWordOrders(languages: readonly Language[]): Map<string, Language> {
  const byCode = languages.toSorted((a, b) => compareText(a.code, b.code));
  const byName = languages.toSorted((a, b) => compareText(a.name, b.name));
  return new Map(byName.map(({ code }, index) => [code, byCode[index] as Language]));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function languageRecord(
  language: Language,
  print: PrintedLanguage | undefined,
  source: Language,
): LanguageRecord {
  const { code, name, iso6393, family, script } = language;
  const facts = { name, iso6393, family, wordOrder: language.wordOrders.join('/'), script };
  const printed = print === undefined ? null : pickFacts(print);
  return {
    code,
    ...facts,
    printed,
    agrees: printed === null ? null : FACTS.every((fact) => sameSpelling(facts[fact], printed[fact])),
    shiftedFrom: source.code,
    followsShift: printed === null ? null : printed.wordOrder === source.wordOrders.join('/'),
  };
}

function pickFacts({ name, iso6393, family, wordOrder, script }: PrintedLanguage): Table2Facts {
  return { name, iso6393, family, wordOrder, script };
}

function sameSpelling(a: string, b: string): boolean {
  const fold = (text: string): string =>
    text
      .normalize('NFD')
      .replace(/[\p{Mark}\p{Modifier_Letter}\s]/gu, '')
      .toLowerCase();
  return fold(a) === fold(b);
}

function languageRow(record: LanguageRecord): Cell[] {
  const { printed } = record;
  return [
    { text: record.code, label: true },
    ...FACTS.map((fact) => ({
      text: record[fact],
      words: true,
      ...(printed === null || sameSpelling(record[fact], printed[fact]) ? {} : { printed: printed[fact] }),
    })),
  ];
}

function words(records: readonly LanguageRecord[]): Pick<Table, 'caption' | 'alt'> {
  const rows = records.filter(({ printed }) => printed !== null);
  const missing = records.filter(({ printed }) => printed === null).map(({ code }) => code);
  const differing = (fact: keyof Table2Facts): number =>
    rows.filter(({ printed, [fact]: ours }) => printed !== null && !sameSpelling(ours, printed[fact])).length;
  const exceptions = rows.filter(({ followsShift }) => followsShift === false).map(({ code }) => code);
  return {
    caption:
      `Word orders as URIEL has them. ${agreement(records)} printed rows agree` +
      `${missing.length === 0 ? '' : `; ${missing.join(', ')} is not printed`}. The printed word orders are those ` +
      'of the languages sorted by code, set beside the languages sorted by English name: ' +
      `${rows.length - exceptions.length} of ${rows.length} rows show exactly that` +
      `${exceptions.length === 0 ? '' : ` (not ${exceptions.join(', ')})`}.`,
    alt:
      `Of ${rows.length} printed rows, ${differing('wordOrder')} show a word order that is not the language's own, ` +
      `${differing('family')} another family and ${differing('script')} another script.`,
  };
}
