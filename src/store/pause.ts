const cell = new Int32Array(new SharedArrayBuffer(4));

/** Waits; nothing else in this program runs meanwhile. */
export function pause(milliseconds: number): void {
  Atomics.wait(cell, 0, 0, milliseconds);
}
