import type { Fix } from './fix.ts';
import type { Report, Rule } from './rule.ts';

/** A report with all its keys, in one order: V8 keeps a form of its own for each order, and more than that for a copy. */
export function keptReport(
  item: string,
  path: string,
  message: string,
  fix: Fix | undefined,
  rest: Partial<Report>,
): Report {
  const { line, column, endLine, endColumn, help } = rest;
  return { item, path, line, column, endLine, endColumn, message, help, fix };
}

/**
 * Makes the reports of a rule share what is the same in one and the next: of a large tree, 100,000 are kept. `own` makes a
 * message that keeps no other text alive.
 */
export function reportSharer(own: (message: string) => string = (message) => message) {
  const messages = new Map<Rule, string>();
  const fixes = new Map<Rule, Fix>();
  return {
    message: (rule: Rule, message: string): string => {
      const last = messages.get(rule);
      if (last === message) return last;
      const made = own(message);
      messages.set(rule, made);
      return made;
    },
    /** The fix without its repairs, which may be as large as the files. */
    fix: (rule: Rule, { safety, description }: NonNullable<Report['fix']>): Fix => {
      const last = fixes.get(rule);
      if (last?.safety === safety && last.description === description) return last;
      const made: Fix = { safety, description, repairs: [] };
      fixes.set(rule, made);
      return made;
    },
  };
}
