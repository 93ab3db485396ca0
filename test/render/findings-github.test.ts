import { describe, expect, it } from 'vitest';
import { githubFindings } from '../../src/render/findings/github.ts';
import { checkResult, finding, hostileFinding, wholeFinding } from '../support/check-result.ts';
import { dangerousCharacters } from '../support/dangerous-characters.ts';

const PLACE = 'file=work-items/open/20260601-090000-slow-search/item.md';

describe('findings as workflow commands of GitHub', () => {
  it('are one a line, at their place', () => {
    expect(githubFindings(checkResult(finding(), wholeFinding()))).toBe(
      `::warning ${PLACE},line=4,col=8,endLine=4,endColumn=24,title=front-matter/invalid-yaml::the title is not valid YAML%0Aput the value in quotes
::error file=work-items/open/20260601-090000-slow-search,title=layout/missing-thread::thread.md is missing%0Atake it from git
`,
    );
  });

  it('are notices where they are hints, and nothing where there are none', () => {
    expect(githubFindings(checkResult(finding({ severity: 'hint' })))).toMatch(/^::notice file=/);
    expect(githubFindings(checkResult())).toBe('');
  });

  it('over several lines have no columns, which GitHub refuses there', () => {
    expect(githubFindings(checkResult(finding({ endLine: 6 })))).toContain(`${PLACE},line=4,endLine=6,title=`);
  });

  it('escape what the command is written with', () => {
    const text = githubFindings(checkResult(finding({ path: 'a,b:c%d\ne', message: '100%: a, b\nc', help: 'd' })));
    expect(text).toContain('file=a%2Cb%3Ac%25d%0Ae,line=4');
    expect(text).toContain('::100%25: a, b%0Ac%0Ad\n');
  });

  it('stay one command with hostile text', () => {
    const text = githubFindings(checkResult(hostileFinding()));
    expect(text.match(/\n/g)).toHaveLength(1);
    // Its own ends of a command: at the start, and between properties and message.
    expect(text.slice(0, text.indexOf('::', 2))).not.toContain('::error');
    expect(dangerousCharacters(text.trimEnd())).toEqual([]);
  });
});
