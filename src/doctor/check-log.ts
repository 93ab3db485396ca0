import { headerText } from './event-place.ts';
import type { LogFault } from './log-fault.ts';
import { type CheckedFinding, type Found, makeFindings } from './make-findings.ts';
import type { Rule } from './rule.ts';

/**
 * Puts the faults of logs into findings. tickets.yml has no say in it: the commit that is checked could bring its own.
 * `prefix`: the root, relative to the project.
 */
export function checkLog(rules: readonly Rule[], faults: readonly LogFault[], prefix: string): CheckedFinding[] {
  const found = rules.flatMap((rule) =>
    faults.flatMap((fault): Found[] => {
      const lineText = fault.found && fault.line !== undefined ? headerText(fault.found) : '';
      return (rule.checkLog?.([fault]) ?? []).map((report) => ({
        rule,
        report: { item: fault.item, ...report },
        lineText: fault.type === 'event-redacted' ? '' : lineText,
      }));
    }),
  );
  return makeFindings(found, prefix);
}
