/** The templates that have a name, and checks of a user's own. */
import { isNearWord } from '../../base/near-word.js';
import { quoteText } from '../../base/printable.js';
import { FIELD_PLACE, FIELDS, type Template } from './template.js';

/** Name of a template. */
export type TemplateName = 'bactrian' | 'bactrian-seq2seq';

/**
 * The templates of the paper's models: BLOOM's and mGPT's, and mT5's.
 * Source: Li and others, "Bactrian-X", arXiv 2305.15011, whose files of templates the authors took over.
 */
export const TEMPLATES: Readonly<Record<TemplateName, Template>> = {
  bactrian: {
    kind: 'causal',
    withInput: '### Input:\n{instruction}\n\n{input}\n\n### Output:\n',
    withoutInput: '### Input:\n{instruction}\n\n### Output:\n',
  },
  'bactrian-seq2seq': {
    kind: 'seq2seq',
    withInput: '{instruction}\n{input}',
    withoutInput: '{instruction}',
  },
};

/** The template that is taken for a kind of model where none is named. */
export const DEFAULT_TEMPLATES: Readonly<Record<Template['kind'], TemplateName>> = {
  causal: 'bactrian',
  seq2seq: 'bactrian-seq2seq',
};

/**
 * A template by its name, or a user's own as it is.
 * @throws RangeError where no template has the name, or one's own has an unknown kind or field, lacks a field that it
 * must have, or names `{input}` where there is none.
 */
export function findTemplate(template: string | Template): Template {
  if (typeof template !== 'string') return checkTemplate(template);
  const names = Object.keys(TEMPLATES);
  const found = Object.entries(TEMPLATES).find(([name]) => name === template);
  if (found !== undefined) return found[1];
  throw new RangeError(
    `findTemplate: template must be ${names.join(', ')} or one's own, got ${quoteText(template)}`,
  );
}

function checkTemplate(template: Template): Template {
  const { kind, withInput, withoutInput } = template;
  if (kind !== 'causal' && kind !== 'seq2seq') {
    throw new RangeError(`findTemplate: kind must be causal or seq2seq, got ${quoteText(String(kind))}`);
  }
  checkFields('withInput', withInput, { needed: ['instruction', 'input'], known: FIELDS });
  const known = FIELDS.filter((field) => field !== 'input');
  checkFields('withoutInput', withoutInput, { needed: ['instruction'], known });
  return template;
}

interface FieldRule {
  readonly needed: readonly string[];
  readonly known: readonly string[];
}

function checkFields(name: string, text: string, { needed, known }: FieldRule): void {
  const fields = [...text.matchAll(FIELD_PLACE)].map(([, field = '']) => field);
  const missing = needed.find((field) => !fields.includes(field));
  if (missing !== undefined) {
    throw new RangeError(`findTemplate: ${name} must hold {${missing}}, got ${quoteText(text)}`);
  }
  const unknown = fields.find((field) => !known.includes(field));
  if (unknown === undefined) return;
  const near = known.find((field) => isNearWord(unknown, field));
  const hint = near === undefined ? '' : `; near: {${near}}`;
  const list = known.map((field) => `{${field}}`).join(', ');
  throw new RangeError(`findTemplate: fields of ${name} must be of ${list}, got {${unknown}}${hint}`);
}
