/** The three states of an item, in the order in which lists show them. Each is a directory of that name. */
export const STATUSES = ['open', 'pending', 'closed'] as const;

export type Status = (typeof STATUSES)[number];

export function isStatus(value: unknown): value is Status {
  return (STATUSES as readonly unknown[]).includes(value);
}
