const DAY = 24 * 60 * 60 * 1000;

/** When an item that was approved and is still open was most likely forgotten: milliseconds after the approval. */
export const FORGOTTEN_AFTER = 14 * DAY;
