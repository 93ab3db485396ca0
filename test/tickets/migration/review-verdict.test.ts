import { describe, expect, test } from 'vitest';
import { readVerdict, reviewVerdict } from '../../../src/tickets/migration/review-verdict.ts';

const ticket = (status: string): string => `# Search\n\nSlow.\n\n## Review\n\n${status}\n- 日付: 2026-05-01\n`;
const verdict = (ticketText: string, review: string): string | null => reviewVerdict(ticketText, review).verdict;

describe('a phrase', () => {
  test.each([
    ['Approve', 'approve'],
    ['approved', 'approve'],
    ['**Approve** — all is there', 'approve'],
    ['Approve with follow-up', 'approve'],
    ['Approve with follow-ups（Round 2）', 'approve'],
    ['Approve (Round 2)', 'approve'],
    ['Approve. Well done', 'approve'],
    ['承認', 'approve'],
    ['承認（完了可）', 'approve'],
    ['**Approve (マージ可)** — all is there', 'approve'],
    ['accept。', 'approve'],
    ['Accepted', 'approve'],
    ['**無条件で受け入れ可**。', 'approve'],
    ['Request changes', 'request_changes'],
    ['request_changes', 'request_changes'],
    ['Changes requested: two things', 'request_changes'],
    ['要修正', 'request_changes'],
    ['Request changes → done', null],
    ['Approve pending the tests', null],
    ['Approve if the tests pass', null],
    ['Approve, once the index is there', null],
    ['Approve (conditional)', null],
    ['Approve (完了可ではない)', null],
    ['Acceptable, mostly', null],
    ['修正を条件に受け入れ可', null],
    ['受け入れ可否は未定', null],
    ['Not approved', null],
    ['Approver: ann', null],
    ['承認できない', null],
    ['LGTM?', null],
    ['done', null],
    ['', null],
  ])('%s', (phrase, expected) => {
    expect(readVerdict(phrase)).toBe(expected);
  });
});

describe('the verdict', () => {
  test.each([
    ['- 状態: Approve with follow-up'],
    ['- Status: approved'],
    ['Status: Approve'],
    ['- **Status**: Approve'],
    ['- 状態： Approve'],
  ])('is in the ticket: %s', (line) => {
    expect(reviewVerdict(ticket(line), '# Review\n')).toMatchObject({ verdict: 'approve', from: 'ticket' });
  });

  test('is that of the last round', () => {
    expect(verdict(ticket('- 状態: Request changes\n- 状態: Approve (Round 2)'), '')).toBe('approve');
  });

  test('is not what the ticket says of itself, or shows as a sample', () => {
    expect(verdict('# A\n\nStatus: in progress\n', 'Nothing.\n')).toBeNull();
    expect(verdict('# A\n\nStatus: in progress\n', '## Verdict\n\nApprove.\n')).toBe('approve');
    expect(verdict('# A\n\n## Review\n\n```\n- Status: Approve\n```\n', 'Nothing.\n')).toBeNull();
  });

  test.each([
    ['# Review\n\n## 判断\n\n**Request changes** — see above.\n'],
    ['# Review\n\n### Conclusion\n\n- Request changes\n'],
    ['# Review\n\nVerdict: request changes\n'],
    ['# Review\n\nRequest changes.\n'],
    ['# Review\n\n## 判断\n\nApprove\n\n## Round 2\n\n### 判断\n\nRequest changes\n'],
    ['# Review\n\n## 判断\n\nApprove\n\n## Round 2 (again)\n\n### Round 2 判断\n\n**Request changes** — no.\n'],
    ['# Review\n\n## Verdict\n\nApprove\n\n## Re-review\n\nVerdict: request changes\n'],
    ['# Review\n\nVerdict: approve\n\nVerdict: request changes\n'],
    ['# Review\n\n## 最終判断\n\nRequest changes\n'],
  ])('is the conclusion of the review: %j', (review) => {
    expect(reviewVerdict('# A\n', review)).toMatchObject({ verdict: 'request_changes', from: 'review' });
  });

  test.each([
    ['nothing is said', '# A\n', '# Review\n\nWell.\n', 'neither'],
    [
      'the words are others',
      ticket('- 状態: Request changes → done'),
      '## 判断\n\nApprove\n',
      'Request changes → done',
    ],
    ['the two differ', ticket('- 状態: Approve'), '## 判断\n\nRequest changes\n', 'and the review'],
    ['the conclusion is none', '# A\n', '## 結論\n\n条件付き承認\n', '条件付き'],
    ['the last round has none', '# A\n', '## 判断\n\nApprove\n\n## Round 2\n\nNot looked at.\n', 'neither'],
    ['each is about a remark', '# A\n', '### 1\n\n判断: as it is.\n\n### 2\n\n判断: 要修正\n', 'neither'],
  ])('is left out where %s', (_name, ticketText, review, reason) => {
    expect(reviewVerdict(ticketText, review)).toEqual({ verdict: null, reason: expect.stringContaining(reason) });
  });
});
