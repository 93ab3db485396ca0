import { describe, expect, it } from 'vitest';
import { gitlabFindings } from '../../src/render/findings/gitlab.ts';
import { checkResult, finding, HOSTILE, hostileFinding, wholeFinding } from '../support/check-result.ts';
import { dangerousCharacters } from '../support/dangerous-characters.ts';

const parse = (...findings: Parameters<typeof checkResult>) => JSON.parse(gitlabFindings(checkResult(...findings)));

describe('findings as a Code Quality report of GitLab', () => {
  it('have a place, also where it is a whole directory', () => {
    expect(parse(finding(), wholeFinding(), finding({ severity: 'hint' }))).toEqual([
      {
        description: 'the title is not valid YAML',
        check_name: 'front-matter/invalid-yaml',
        fingerprint: '0123456789abcdef',
        severity: 'minor',
        location: { path: 'work-items/open/20260601-090000-slow-search/item.md', lines: { begin: 4, end: 4 } },
      },
      {
        description: 'thread.md is missing',
        check_name: 'layout/missing-thread',
        fingerprint: 'fedcba9876543210',
        severity: 'major',
        location: { path: 'work-items/open/20260601-090000-slow-search', lines: { begin: 1 } },
      },
      expect.objectContaining({ severity: 'info' }),
    ]);
  });

  it('are an empty array where there are none', () => {
    expect(gitlabFindings(checkResult())).toBe('[]\n');
  });

  it('keep hostile text as data, and write none of it raw', () => {
    expect(parse(hostileFinding())[0].description).toBe(HOSTILE);
    expect(dangerousCharacters(gitlabFindings(checkResult(hostileFinding())).replaceAll('\n', ''))).toEqual([]);
  });
});
