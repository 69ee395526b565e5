/** The one way out for what a command prints: whatever comes from data cannot steer the terminal that shows it. */
import { StringDecoder } from 'node:string_decoder';
import { escapeControls, escapeUnprintable } from './printable.js';

/** Where text goes: standard output, standard error, or what stands for them in a test. */
export type OutputStream = Pick<NodeJS.WriteStream, 'write'>;

type Write = NodeJS.WriteStream['write'];
type Written = (error?: Error | null) => void;

/** Goes back to the start of a terminal's line, and clears it. */
const REWRITE = '\r\u001b[2K';

/**
 * Lets nothing out of this process but clean text, whoever prints it: our commands, packages, Node's console, a worker's
 * or child's output that is passed on, and errors that nobody has caught. Control characters and marks that turn the
 * writing direction come out as `\u` escapes, so that JSON stays the JSON that it is; line feeds and tabs stay.
 * To be called once, by a program, before it prints.
 */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) guardStream(stream);
  process.on('uncaughtException', (error) => {
    console.error(error instanceof Error ? error.stack : String(error));
    process.exit(1);
  });
}

/** Lets a stream write clean text only. */
export function guardStream(stream: OutputStream & Partial<Pick<NodeJS.WriteStream, 'getColorDepth'>>): void {
  const asIs = stream.write.bind(stream);
  // A character may be cut in two by the chunks of a child.
  const decoder = new StringDecoder('utf8');
  const write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Written,
    written?: Written,
  ): boolean => {
    const text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    return asIs(escapeControls(text), typeof encoding === 'function' ? encoding : written);
  };
  stream.write = Object.assign(write, { asIs });
  // Colours are control characters; Node's console asks first.
  stream.getColorDepth = () => 1;
}

/** Writes a text as it is, though the stream is guarded: for a file or pipe whose reader wants the very characters. */
export function writeAsIs(stream: OutputStream, text: string): void {
  unguarded(stream)(text);
}

/** Puts a text in place of the line on which a terminal stands. What is not printable in it is escaped, line feeds too. */
export function rewriteLine(stream: OutputStream, text: string): void {
  unguarded(stream)(`${REWRITE}${escapeUnprintable(text)}`);
}

function unguarded(stream: OutputStream): Write {
  const { write } = stream;
  return 'asIs' in write ? (write.asIs as Write) : write.bind(stream);
}
