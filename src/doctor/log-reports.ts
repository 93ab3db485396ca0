import type { LogFault } from './log-fault.ts';
import type { Report } from './rule.ts';

/** The reports of one sort of fault, each with the place that it was found at. */
export function logReports(
  faults: readonly LogFault[],
  type: LogFault['type'],
  say: (fault: LogFault) => Pick<Report, 'message' | 'help'>,
): Report[] {
  return faults
    .filter((fault) => fault.type === type)
    .map((fault) => {
      const { path, line, column, endLine, endColumn, against } = fault;
      const { message, ...more } = say(fault);
      return {
        path,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
        ...(endLine !== undefined && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
        message: against === null ? message : `${message} (against ${against})`,
        ...more,
      };
    });
}

/** An event in a few words: `the comment by ann of 2026-06-01T10:00:00Z`. */
export function eventName({ event, found }: Pick<LogFault, 'event' | 'found'>): string {
  const { kind = '', author = null, at = null } = event ?? found ?? {};
  const by = author === null ? '' : ` by ${author}`;
  return `the ${kind || 'event'}${by}${at === null ? '' : ` of ${at}`}`;
}
