/** Events that programs write beside a person's, and the close itself: they answer nobody. */
const NO_ANSWER = new Set(['state_changed', 'item_edit', 'create', 'migration', 'redaction', 'close', 'reopen']);

/** Whether an event after a review that requested changes is an answer to it. */
export function isAnswer(kind: string): boolean {
  return !NO_ANSWER.has(kind);
}
