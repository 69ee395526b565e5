/** Notebook files (nbformat 4), as far as we read them. */
import { z } from 'zod';
import { readJsonFile } from '../base/files/read-json-file.js';

/** One output of a code cell. */
export type NotebookOutput =
  | { readonly output_type: 'stream'; readonly name: string; readonly text: string }
  | { readonly output_type: 'error'; readonly ename: string; readonly evalue: string }
  | {
      readonly output_type: 'display_data' | 'execute_result';
      /** Representations by MIME type: text for text and pictures (PNG in base 64), plain JSON for JSON types. */
      readonly data: Readonly<Record<string, unknown>>;
    };

/** One cell; only code cells have outputs. */
export interface NotebookCell {
  readonly id: string | null;
  readonly cell_type: 'code' | 'markdown' | 'raw';
  readonly source: string;
  /** Words for programs: `nbval-ignore-output` says that the outputs hang on the machine. */
  readonly tags: readonly string[];
  readonly outputs: readonly NotebookOutput[];
}

/** A notebook file's content. */
export interface Notebook {
  /** Name of the kernel it is written for, or `null` where it names none. */
  readonly kernel: string | null;
  readonly cells: readonly NotebookCell[];
}

/** Jupyter stores text as a string or as its lines. */
const text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]);

const isLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === 'string');

const data = z
  .record(z.string(), z.unknown())
  .transform((bundle) =>
    Object.fromEntries(
      Object.entries(bundle).map(([mime, value]) => [
        mime,
        isLines(value) && !mime.endsWith('json') ? value.join('') : value,
      ]),
    ),
  );

const output = z.discriminatedUnion('output_type', [
  z.object({ output_type: z.literal('stream'), name: z.string(), text }),
  z.object({ output_type: z.literal('error'), ename: z.string(), evalue: z.string() }),
  z.object({ output_type: z.enum(['display_data', 'execute_result']), data }),
]);

const notebook = z.object({
  nbformat: z.literal(4),
  metadata: z.object({ kernelspec: z.object({ name: z.string() }).optional() }),
  cells: z.array(
    z
      .object({
        id: z.string().nullable().default(null),
        cell_type: z.enum(['code', 'markdown', 'raw']),
        metadata: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
        source: text,
        outputs: z.array(output).default([]),
      })
      .transform(({ metadata, ...cell }) => ({ ...cell, tags: metadata.tags })),
  ),
});

/** Most bytes of a notebook: V8 holds no longer text. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * Reads a notebook file.
 * @throws Error with the path where the file cannot be read, or is not a notebook of nbformat 4.
 */
export function readNotebook(path: string): Notebook {
  const content = readJsonFile(path, { maxBytes: MOST_BYTES });
  try {
    const { metadata, cells } = notebook.parse(content);
    return { kernel: metadata.kernelspec?.name ?? null, cells };
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`readNotebook: ${path} must be a notebook of nbformat 4: ${reason.split('\n')[0]}`, {
      cause,
    });
  }
}
