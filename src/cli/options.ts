/** What the options of several commands are read with. */
import { InvalidArgumentError } from 'commander';

/** Reads a whole number of an option. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

/** Reads language codes of an option, separated by commas. */
export function languageCodes(text: string): string[] {
  const codes = text.split(',').map((code) => code.trim());
  if (!codes.every((code) => /^[a-z]{2,3}$/.test(code))) {
    throw new InvalidArgumentError('Codes of two or three small letters are needed, for example af,bn,et.');
  }
  return codes;
}
