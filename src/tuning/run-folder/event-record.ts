/**
 * The records of TensorBoard's event files that curves need, written by hand: there is no kept package for them.
 * Source: `event.proto` and `summary.proto` of TensorBoard 2.21; `lib/io/record_writer.h` of TensorFlow.
 */
import { maskedCrc32c } from './crc32c.js';

/** Numbers of one step. */
export interface ScalarEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Integer of at least 0. */
  readonly step: number;
  /** Numbers by the names of their curves; stored as float32. */
  readonly values: Readonly<Record<string, number>>;
}

/** The version that the first record of a file states. */
const FILE_VERSION = 'brain.Event:2';

/** How protocol buffers mark what follows a field's number. */
const WIRE = { varint: 0, eightBytes: 1, sized: 2, fourBytes: 5 } as const;

/** Fields' numbers, and how their values are stored. */
const FIELDS = {
  event: {
    wallTime: key(1, 'eightBytes'),
    step: key(2, 'varint'),
    fileVersion: key(3, 'sized'),
    summary: key(5, 'sized'),
  },
  summary: { value: key(1, 'sized') },
  value: { tag: key(1, 'sized'), simpleValue: key(2, 'fourBytes') },
} as const;

/** The record that begins an event file. */
export function versionRecord(wallTime: number): Buffer {
  return frame(
    Buffer.concat([
      FIELDS.event.wallTime,
      double(wallTime),
      sized(FIELDS.event.fileVersion, Buffer.from(FILE_VERSION)),
    ]),
  );
}

/** The record of one step's numbers. */
export function scalarRecord({ wallTime, step, values }: ScalarEvent): Buffer {
  const summary = Object.entries(values).map(([tag, value]) =>
    sized(
      FIELDS.summary.value,
      Buffer.concat([sized(FIELDS.value.tag, Buffer.from(tag)), FIELDS.value.simpleValue, float(value)]),
    ),
  );
  return frame(
    Buffer.concat([
      ...[FIELDS.event.wallTime, double(wallTime)],
      ...[FIELDS.event.step, varint(step)],
      sized(FIELDS.event.summary, Buffer.concat(summary)),
    ]),
  );
}

/** Length, its checksum, data, its checksum; all little-endian. */
function frame(data: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, word(maskedCrc32c(length)), data, word(maskedCrc32c(data))]);
}

function key(field: number, wire: keyof typeof WIRE): Buffer {
  return varint(field * 8 + WIRE[wire]);
}

function sized(prefix: Buffer, data: Buffer): Buffer {
  return Buffer.concat([prefix, varint(data.length), data]);
}

/** Seven bits a byte, the lowest first; the top bit says that there are more. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
