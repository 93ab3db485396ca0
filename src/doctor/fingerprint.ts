import { sha256Start } from '../format/sha256.ts';

/**
 * What stays the same when lines are added above a finding: its rule, item or path, message and the text of its line,
 * with a number for the second, third, … of the same.
 */
export function fingerprint(parts: readonly string[], ordinal: number): string {
  return sha256Start(JSON.stringify([...parts, ordinal]));
}
