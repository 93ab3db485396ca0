import type { Tree } from '../tickets/tree.ts';
import type { Finding, Severity } from './finding.ts';

/** What a rule says of one place; the rest of the finding is the rule's own. */
export type Report = Omit<Finding, 'rule' | 'severity'>;

/** One check: one file in rules/, named after its id. Pure: the tree is a value. */
export interface Rule {
  id: string;
  severity: Severity;
  check: (tree: Tree) => Report[];
}
