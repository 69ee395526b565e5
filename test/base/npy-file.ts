/** .npy files as NumPy writes them, for tests. */

/** A .npy file of format 1.0 with a header and the bytes of its values. */
export function npyFile(header: string, values: Uint8Array): Uint8Array {
  const head = Buffer.from(`${header}\n`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(head.length);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, head, values]);
}

/** A .npy file of numbers of single precision. */
export function npyNumbers(values: readonly number[], shape: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  return npyFile(npyHeader('<f4', shape), bytes);
}

/** A .npy list of texts, each padded to the longest with zeros, four bytes a character. */
export function npyTexts(texts: readonly string[]): Uint8Array {
  const width = Math.max(...texts.map((text) => [...text].length));
  const points = texts.flatMap((text) => {
    const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return [...codes, ...new Array<number>(width - codes.length).fill(0)];
  });
  return npyFile(npyHeader(`<U${width}`, [texts.length]), new Uint8Array(Uint32Array.from(points).buffer));
}

/** The header's text, as NumPy orders and spaces it. */
export function npyHeader(kind: string, shape: readonly number[], order = 'False'): string {
  return `{'descr': '${kind}', 'fortran_order': ${order}, 'shape': (${shape.map((size) => `${size},`).join(' ')}), }`;
}
