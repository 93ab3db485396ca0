import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { findingsText } from '../../src/render/findings-text.ts';
import { PLAIN_THEME } from '../../src/render/theme.ts';
import { checkResult, finding, hostileFinding, ITEM_ID, wholeFinding } from '../support/check-result.ts';
import { dangerousCharacters } from '../support/dangerous-characters.ts';

const VIEW = { theme: PLAIN_THEME, width: 80, isTerminal: false, now: new Date(0) };
const textOf = (...findings: Parameters<typeof checkResult>): string => findingsText(checkResult(...findings), VIEW);
/** The line of the file as it is shown, and the marker below. */
const excerptOf = (...findings: Parameters<typeof checkResult>): string[] =>
  textOf(...findings)
    .split('\n')
    .filter((line) => line.startsWith('    | '))
    .map((line) => line.slice(6));

describe('findings as text', () => {
  it('are one line for a clean tree', () => {
    expect(textOf()).toBe('doctor: ok\n');
  });

  it('stand under their item and file, with the line and what a fix would do', () => {
    const unsafe = finding({
      path: `work-items/open/${ITEM_ID}/thread.md`,
      rule: 'thread/missing-time',
      severity: 'hint',
      column: null,
      fix: { safety: 'unsafe', description: 'take the time of the next event' },
    });
    const other = wholeFinding({ path: 'work-items/stray.md', item: null });
    expect(textOf(finding(), unsafe, other)).toBe(`work-items/open/${ITEM_ID}/item.md
  4:8 warning the title is not valid YAML (front-matter/invalid-yaml)
    | title: Search: too slow
    |        ^^^^^^^^^^^^^^^^
    fix: quote the value (--fix)
work-items/open/${ITEM_ID}/thread.md
  4 hint the title is not valid YAML (thread/missing-time)
    | title: Search: too slow
    fix: take the time of the next event (--unsafe-fixes)

work-items/stray.md
  error thread.md is missing (layout/missing-thread)
    help: take it from git

doctor: 1 error, 1 warning, 1 hint in 2 items
doctor: 1 fixable with --fix, 1 more with --unsafe-fixes
`);
  });

  it('are ok with warnings, unless the run fails by them', () => {
    const result = checkResult(finding({ fix: { safety: 'unsafe', description: 'x' } }));
    expect(findingsText(result, VIEW)).toMatch(/^doctor: ok\ndoctor: 1 warning in 2 items\n/m);
    expect(findingsText(result, VIEW)).toMatch(/\ndoctor: 1 fixable with --unsafe-fixes\n$/);
    expect(findingsText(result, VIEW, false)).not.toContain('doctor: ok');
  });
});

describe('the line of a finding', () => {
  it('is marked by what its characters take on screen', () => {
    const [line = '', marker = ''] = excerptOf(finding({ source: '標題🎉: 遅い検索 x', column: 7, endColumn: 11 }));
    expect(line).toBe('標題🎉: 遅い検索 x');
    expect(marker).toBe(`${' '.repeat(stringWidth('標題🎉: '))}${'^'.repeat(8)}`);
  });

  it('has no marker that would mark all of it, and one character at least', () => {
    expect(excerptOf(finding({ source: '  all of it  ', column: 3, endColumn: 12 }))).toEqual(['all of it']);
    expect(excerptOf(finding({ source: '  all of it  ', column: null }))).toEqual(['all of it']);
    expect(excerptOf(finding({ source: 'abc', column: 4, endColumn: 4 }))).toEqual(['abc', '   ^']);
    expect(excerptOf(finding({ source: 'abc', column: 2, endLine: 9, endColumn: 1 }))).toEqual(['abc', ' ^^']);
  });

  it.each([
    ['at its start', 1, 5],
    ['in its middle', 901, 905],
    ['at its end', 1797, 1801],
    ['from its middle to its end', 901, 1801],
    ['beyond its end', 5000, 5001],
  ])('is cut around a place %s', (_name, column, endColumn) => {
    const source = 'word漢字🎉 '.repeat(180);
    const [line = '', marker = ''] = excerptOf(finding({ source, column, endColumn }));
    expect(stringWidth(line)).toBeLessThanOrEqual(80 - 6);
    expect(line).toContain('…');
    expect(stringWidth(marker)).toBeLessThanOrEqual(80 - 6);
    expect(marker).toContain('^');
  });

  it('is left out where there is none to show', () => {
    expect(excerptOf(finding({ source: null }))).toEqual([]);
    expect(excerptOf(finding({ source: '   ' }))).toEqual([]);
  });

  it('shows dangerous characters, and the marker stands where it should', () => {
    expect(excerptOf(finding({ source: '\x1b[1m\ta\u202eb', column: 7, endColumn: 8 }))).toEqual([
      '\\e[1m\\ta\\u{202e}b',
      '        ^^^^^^^^',
    ]);
  });

  it('and everything else is harmless with hostile text', () => {
    const text = textOf(hostileFinding(), hostileFinding());
    expect(dangerousCharacters(text)).toEqual([]);
    expect(text).not.toMatch(/^::/m);
  });
});
