import { parseTimestamp } from '../format/timestamp.ts';

const UNITS: [unit: string, seconds: number][] = [
  ['y', 365 * 86_400],
  ['mo', 30 * 86_400],
  ['w', 7 * 86_400],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
];

/** How long ago a timestamp was, in its largest unit (`3d`); the text itself where it is no timestamp. */
export function age(timestamp: string, now: Date): string {
  const time = parseTimestamp(timestamp);
  if (time === null) return timestamp;
  const seconds = Math.floor((now.getTime() - time) / 1000);
  if (seconds < 0) return timestamp.slice(0, 10);
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ['s', 1];
  return `${Math.floor(seconds / size)}${unit}`;
}
