/** The seam to a running tslab kernel: sends whole MIME bundles, which its public interface cannot. */
import { createRequire } from 'node:module';
import { promptTslabSends } from './tslab-sends.js';

/** What a notebook shows for one value: its representations, by MIME type. */
export interface MimeBundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** How a bundle is sent. */
export interface SendOptions {
  /** Name under which what is shown can be updated (default: it cannot be). */
  readonly id?: string | undefined;
  /** Whether it takes the place of what was shown under that name (default: it is shown anew). */
  readonly isUpdate?: boolean | undefined;
}

/** Sends a bundle to the front end. */
export type SendBundle = (bundle: MimeBundle, options?: SendOptions) => void;

/** tslab's `display_data` writer; set while a cell runs. */
type TslabWriter = (content: MimeBundle & { transient: object }, update: boolean) => void;

/**
 * Finds the display of the tslab kernel that this process runs in.
 * A cell may load another copy of tslab; only the copy that the kernel itself started has a writer.
 * @returns `null` outside a kernel.
 */
export function findTslabDisplay(): SendBundle | null {
  const loaded = Object.values(createRequire(import.meta.url).cache);
  for (const module of loaded) {
    if (module === undefined || !/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(module.filename)) continue;
    const writer = (module.exports as { lastWriteDisplayData?: TslabWriter | null }).lastWriteDisplayData;
    if (typeof writer === 'function') {
      promptTslabSends();
      return ({ data, metadata }, { id, isUpdate = false } = {}) =>
        writer({ data, metadata, transient: id === undefined ? {} : { display_id: id } }, isUpdate);
    }
  }
  return null;
}
