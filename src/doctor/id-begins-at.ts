/** Whether an item's id begins with a moment, given as item.md has it. */
export function idBeginsAt(id: string, createdAt: string): boolean {
  return id.startsWith(`${stampOf(createdAt)}-`);
}

/** A time as ids have it: `20260601-090000`. */
export function stampOf(time: string): string {
  return time.replace(/[-:Z]/g, '').replace('T', '-');
}
