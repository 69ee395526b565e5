/** How many people use a language, from Unicode CLDR's table of territories (npm `cldr-core`). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

/** Where CLDR counts a language under another code than ours. */
const CLDR_CODES = new Map([['tl', 'fil']]);

/** CLDR's shares of a population have two digits; more than three of the sum would say more than is known. */
const DIGITS = 3;

const Territories = z.object({
  supplemental: z.object({
    territoryInfo: z.record(
      z.string(),
      z.object({
        _population: z.coerce.number(),
        languagePopulation: z
          .record(z.string(), z.object({ _populationPercent: z.coerce.number() }))
          .default({}),
      }),
    ),
  }),
});

/**
 * People who use languages, as a first or a further one, summed over all territories and scripts.
 * @param codes ISO 639-1.
 * @returns a number of people for each code, to three digits.
 * @throws RangeError where CLDR lists no speakers of a language.
 */
export function cldrSpeakers(codes: readonly string[]): Map<string, number> {
  const path = createRequire(import.meta.url).resolve('cldr-core/supplemental/territoryInfo.json');
  const { supplemental } = Territories.parse(JSON.parse(readFileSync(path, 'utf8')));
  const people = new Map<string, number>();
  for (const { _population, languagePopulation } of Object.values(supplemental.territoryInfo)) {
    for (const [language, { _populationPercent }] of Object.entries(languagePopulation)) {
      // `az_Cyrl` is Azerbaijani in Cyrillic letters.
      const code = language.split('_')[0] ?? language;
      people.set(code, (people.get(code) ?? 0) + (_population * _populationPercent) / 100);
    }
  }
  return new Map(codes.map((code) => [code, rounded(code, people.get(CLDR_CODES.get(code) ?? code))]));
}

function rounded(code: string, people: number | undefined): number {
  if (people === undefined) throw new RangeError(`cldrSpeakers: CLDR must list the language, got ${code}`);
  return Number(people.toPrecision(DIGITS));
}
