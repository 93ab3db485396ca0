import type { CheckResult } from '../../src/api/check.ts';
import type { Finding } from '../../src/doctor/finding.ts';

export const ITEM_ID = '20260601-090000-slow-search';

/** A finding as doctor makes it, with what a test gives in place of its own. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'front-matter/invalid-yaml',
    severity: 'warning',
    path: `work-items/open/${ITEM_ID}/item.md`,
    line: 4,
    column: 8,
    endLine: 4,
    endColumn: 24,
    item: ITEM_ID,
    source: 'title: Search: too slow',
    message: 'the title is not valid YAML',
    help: 'put the value in quotes',
    docs: 'docs/rules/front-matter/invalid-yaml.md',
    fix: { safety: 'safe', description: 'quote the value' },
    fingerprint: '0123456789abcdef',
    ...changes,
  };
}

/** A finding about a whole directory. */
export function wholeFinding(changes: Partial<Finding> = {}): Finding {
  return finding({
    rule: 'layout/missing-thread',
    severity: 'error',
    path: `work-items/open/${ITEM_ID}`,
    line: null,
    column: null,
    endLine: null,
    endColumn: null,
    source: null,
    message: 'thread.md is missing',
    help: 'take it from git',
    fix: null,
    fingerprint: 'fedcba9876543210',
    ...changes,
  });
}

/** What a check says with these findings. */
export function checkResult(...findings: Finding[]): CheckResult {
  const countOf = (severity: Finding['severity']): number =>
    findings.filter((each) => each.severity === severity).length;
  return {
    root: '/project/work-items',
    findings,
    summary: {
      items: 2,
      errors: countOf('error'),
      warnings: countOf('warning'),
      hints: countOf('hint'),
      ignored: 0,
      known: 0,
      gone: null,
      unread: 0,
    },
  };
}

/** Everything that a format might trip over, in one text. */
export const HOSTILE =
  'a\x1b[31m\x9b2J\0\x07\r\nb\r\n::error::c\u202e\u2028\ud800 \ufffe<&>"\']]>%25,:=\ttab 日本語 🎉';

/** A finding that holds it wherever a text from the disk may be. */
export function hostileFinding(): Finding {
  return finding({
    path: `work-items/open/${HOSTILE}/item.md`,
    item: HOSTILE,
    source: HOSTILE,
    message: HOSTILE,
    help: HOSTILE,
    fix: null,
  });
}
