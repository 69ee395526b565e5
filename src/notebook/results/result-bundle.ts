/** Values as Jupyter shows them: by their own method where they have one, else by what they are. */

import { wellFormed } from '../../base/well-formed.js';
import type { Figure } from '../../records/figure.js';
import type { Table } from '../../records/table.js';
import { type MimeBundle, textBundle } from '../cell-outlet.js';
import { frameBundle, isFrame } from './data-frame.js';
import { recordTable } from './record-table.js';
import { isTensor, tensorText } from './tensor-text.js';
import { valueText } from './value-text.js';

/** Name of the method by which a value says how it is shown, as Deno's kernel has it. */
export const JUPYTER_DISPLAY: symbol = Symbol.for('Jupyter.display');

/** How a bundle is made. */
export interface ResultOptions {
  /** Whether figures carry no still picture, whatever `LINGTUNE_STATIC` asks for (default: no). */
  readonly withoutPicture?: boolean;
}

/**
 * Bundle of a value's representations. A value's method under `Symbol.for('Jupyter.display')` gives it, by MIME type;
 * figures, tables, selections, runs, data frames and tensors are known; `{ data, metadata }` is a bundle already;
 * anything else is text.
 * @throws what the value's own method throws; TypeError where its bundle is no JSON.
 */
export async function resultOf(value: unknown, options: ResultOptions = {}): Promise<MimeBundle> {
  return checked(
    (await ownBundle(value)) ?? (await knownBundle(value, options)) ?? textBundle(valueText(value)),
  );
}

/** Bundle of any value, hostile ones too: what cannot be shown becomes words that say so. */
export async function resultBundle(value: unknown): Promise<MimeBundle> {
  try {
    return await resultOf(value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it throws';
    return textBundle(`${valueText(value)}\n[its own display failed: ${reason}]`);
  }
}

/** What the value's own method gives. */
async function ownBundle(value: unknown): Promise<MimeBundle | null> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return null;
  const method = (value as Record<symbol, unknown>)[JUPYTER_DISPLAY];
  if (typeof method !== 'function') return null;
  const given: unknown = await method.call(value);
  if (isBundle(given)) return given;
  if (isMimeMap(given)) return { data: given, metadata: {} };
  throw new TypeError(`its Jupyter.display must give an object by MIME type, got ${typeof given}`);
}

async function knownBundle(
  value: unknown,
  { withoutPicture = false }: ResultOptions,
): Promise<MimeBundle | null> {
  if (typeof value !== 'object' || value === null) return null;
  if (isBundle(value)) return value;
  if (isTensor(value)) return textBundle(tensorText(value));
  if (isFrame(value)) return frameBundle(value);
  const drawn = isDrawn(value) ? value : recordTable(value);
  if (drawn === null) return null;
  // Only who draws waits for what drawing needs.
  const { mimeBundle, requestedPicture } = await import('../mime-bundle.js');
  return mimeBundle(drawn, { picture: withoutPicture ? null : requestedPicture() });
}

function isDrawn(value: object): value is Figure | Table {
  const { kind, alt } = value as { kind?: unknown; alt?: unknown };
  return (kind === 'figure' || kind === 'table') && typeof alt === 'string';
}

/** An object whose every key is a MIME type. */
function isMimeMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+;=-]+$/.test(key));
}

function isBundle(value: unknown): value is MimeBundle {
  if (typeof value !== 'object' || value === null) return false;
  const { data, metadata } = value as Partial<MimeBundle>;
  return isMimeMap(data) && typeof metadata === 'object' && metadata !== null;
}

/** The bundle as JSON will have it: bytes in base 64, no broken characters. @throws TypeError where it is circular. */
function checked({ data, metadata }: MimeBundle): MimeBundle {
  const entries = Object.entries(data).map(([mime, value]): [string, unknown] => {
    if (value instanceof Uint8Array) return [mime, Buffer.from(value).toString('base64')];
    if (typeof value === 'string') return [mime, wellFormed(value)];
    JSON.stringify(value);
    return [mime, value];
  });
  JSON.stringify(metadata);
  return { data: Object.fromEntries(entries), metadata };
}
