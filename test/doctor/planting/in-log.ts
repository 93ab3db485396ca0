import type { Planted } from './damage.ts';
import { type Subject, withFile } from './subject.ts';

/** A damaged log, and what must be found in it. */
export function inLog(
  subject: Subject,
  text: string,
  { rules, severity, line }: Pick<Planted, 'rules' | 'severity'> & { line?: number },
): Planted {
  return {
    tree: withFile(subject, 'thread.md', text),
    rules,
    paths: [`${subject.path}/thread.md`],
    severity,
    ...(line !== undefined && { lines: [line, line] as const }),
  };
}

/** What is said of an event whose id does not fit, wherever it broke. */
export const BROKEN: readonly string[] = ['thread/id-mismatch', 'thread/torn-event', 'thread/glued-event'];
