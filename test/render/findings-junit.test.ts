import { describe, expect, it } from 'vitest';
import { junitFindings } from '../../src/render/findings/junit.ts';
import { checkResult, finding, hostileFinding, wholeFinding } from '../support/check-result.ts';
import { xmlProblem } from '../support/check-xml.ts';
import { dangerousCharacters } from '../support/dangerous-characters.ts';

describe('findings as JUnit XML', () => {
  it('are a suite for an item, a case for a rule, and a failure for what fails the run', () => {
    const xml = junitFindings(checkResult(wholeFinding(), finding(), finding({ line: 9, column: null })));
    expect(xmlProblem(xml)).toBeNull();
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tickets doctor" tests="2" failures="1" errors="0">
  <testsuite name="20260601-090000-slow-search" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="layout/missing-thread" classname="20260601-090000-slow-search" file="work-items/open/20260601-090000-slow-search">
      <failure type="error" message="thread.md is missing">work-items/open/20260601-090000-slow-search: error: thread.md is missing
  take it from git</failure>
    </testcase>
    <testcase name="front-matter/invalid-yaml" classname="20260601-090000-slow-search" file="work-items/open/20260601-090000-slow-search/item.md">
      <system-out>work-items/open/20260601-090000-slow-search/item.md:4:8: warning: the title is not valid YAML
  put the value in quotes
work-items/open/20260601-090000-slow-search/item.md:9: warning: the title is not valid YAML
  put the value in quotes</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it.each([
    ['error', 1],
    ['warning', 2],
    ['hint', 3],
  ] as const)('with failOn %s fail %i of three', (failOn, failures) => {
    const result = checkResult(wholeFinding(), finding(), finding({ rule: 'text/crlf', severity: 'hint' }));
    expect(junitFindings(result, failOn)).toContain(`tests="3" failures="${failures}"`);
  });

  it('have a case that passes where there are none', () => {
    const xml = junitFindings(checkResult());
    expect(xmlProblem(xml)).toBeNull();
    expect(xml).toContain('tests="1" failures="0"');
    expect(xml).toContain('name="2 items checked"');
  });

  it('are well-formed with hostile text', () => {
    for (const failOn of ['error', 'hint'] as const) {
      const xml = junitFindings(checkResult(hostileFinding(), wholeFinding({ item: null })), failOn);
      expect(xmlProblem(xml)).toBeNull();
      expect(dangerousCharacters(xml)).toEqual([]);
    }
  });

  it.each([
    ['<a>', 'never closed: a'],
    ['<a></b>', 'b closed out of turn'],
    ['<a b="<"/>', 'no markup'],
    ['<a>&</a>', 'no markup'],
    ['<a>\x1b</a>', 'a character that XML 1.0 forbids'],
    ['<a/><a/>', '2 roots'],
  ])('and the check of that sees what is not: %j', (xml, problem) => {
    expect(xmlProblem(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)).toContain(problem);
  });
});
