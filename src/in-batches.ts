const BATCH = 64 * 1024;

/** Texts put together to ones that are worth a system call; bytes are. */
export function* inBatches(parts: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let batch = '';
  for (const part of parts) {
    if (typeof part === 'string' && part.length < BATCH) batch += part;
    else {
      if (batch !== '') yield batch;
      batch = '';
      yield part;
    }
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
