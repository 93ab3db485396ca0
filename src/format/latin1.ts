type Slice = (this: Uint8Array, start?: number, end?: number) => string;

/** What `toString('latin1')` ends in: of a thousand bytes, all that it does before takes as long again. */
const { latin1Slice } = Buffer.prototype as { latin1Slice?: Slice };

/** The text of bytes, one character for each. */
export const latin1: (bytes: Uint8Array, start?: number, end?: number) => string =
  latin1Slice === undefined
    ? ({ buffer, byteOffset, byteLength }, start, end) =>
        Buffer.from(buffer, byteOffset, byteLength).toString('latin1', start, end)
    : (bytes, start = 0, end = bytes.length) => latin1Slice.call(bytes, start, Math.min(end, bytes.length));
