/** Whether there may be a code fence in a text. */
export function mayHoldFence(text: string): boolean {
  return text.includes('```') || text.includes('~~~');
}
