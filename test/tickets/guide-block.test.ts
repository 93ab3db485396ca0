import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guideBlockState, withGuideBlock } from '../../src/tickets/guide-block.ts';

const BLOCK = /<!-- tickets guide: begin [\s\S]*?<!-- tickets guide: end -->/g;

const text = fc
  .array(fc.constantFrom('# Agents', 'Use tabs.', '', '```', '<!-- a comment -->', '日本語'), { maxLength: 6 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((eol) => lines.join(eol)))
  .chain((joined) => fc.constantFrom('', '\n').map((end) => joined + end));

it('put in leaves every byte before it, and is up to date then', () => {
  fc.assert(
    fc.property(text, (before) => {
      const after = withGuideBlock(before, '1.2.3');
      expect(after.startsWith(before)).toBe(true);
      expect(after.match(BLOCK)).toHaveLength(1);
      expect(guideBlockState(before, '1.2.3')).toBe('missing');
      expect(guideBlockState(after, '1.2.3')).toBe('up-to-date');
      expect(withGuideBlock(after, '1.2.3')).toBe(after);
    }),
  );
});

it('another version takes its place, whatever stands around it', () => {
  fc.assert(
    fc.property(text, text, (before, behind) => {
      const old = withGuideBlock(before, '1.0.0') + behind;
      // Of a fence that is opened in front and closed behind the block, the block is an example.
      fc.pre(!/```/.test(before) || !/```/.test(behind));
      expect(guideBlockState(old, '2.0.0')).toBe('outdated');
      const now = withGuideBlock(old, '2.0.0');
      expect(now).toBe(old.replace('begin 1.0.0', 'begin 2.0.0'));
    }),
  );
});

it('keeps the line endings of the file', () => {
  expect(withGuideBlock('# Agents\r\n', '1.0.0').match(/(?<!\r)\n/g)).toBe(null);
  expect(withGuideBlock('# Agents\n', '1.0.0')).not.toContain('\r');
});

it('is a paragraph of its own', () => {
  expect(withGuideBlock('', '1.0.0')).toMatch(/^<!-- tickets/);
  expect(withGuideBlock('text', '1.0.0')).toMatch(/^text\n\n<!-- tickets/);
  expect(withGuideBlock('text\n', '1.0.0')).toMatch(/^text\n\n<!-- tickets/);
});

it('what somebody changed in it is put right', () => {
  const text = withGuideBlock('# Agents\n', '1.0.0');
  const changed = text.replace('Read `tickets guide`', 'Never mind `tickets guide`');
  expect(guideBlockState(changed, '1.0.0')).toBe('outdated');
  expect(withGuideBlock(changed, '1.0.0')).toBe(text);
});

it('is found behind a byte order mark, and with spaces behind its marks', () => {
  const text = withGuideBlock('', '1.0.0');
  expect(guideBlockState(`\ufeff${text}`, '1.0.0')).toBe('up-to-date');
  expect(withGuideBlock(`\ufeff${withGuideBlock('', '0.0.1')}`, '1.0.0')).toBe(`\ufeff${text}`);
  expect(withGuideBlock(text.replace(/-->\n/g, '-->  \n'), '1.0.0').trimEnd()).toBe(text.trimEnd());
});

it('of two, as a merge leaves them, one stays', () => {
  const [block = ''] = withGuideBlock('', '1.0.0').match(BLOCK) ?? [];
  expect(withGuideBlock(`a\n${block}\nb\n${block}\nc\n`, '1.0.0')).toBe(`a\n${block}\nb\n\nc\n`);
});

it('in a code block is an example', () => {
  const example = '```\n<!-- tickets guide: begin 0.0.1 -->\n<!-- tickets guide: end -->\n```\n';
  expect(guideBlockState(example, '1.0.0')).toBe('missing');
  expect(withGuideBlock(example, '1.0.0').startsWith(example)).toBe(true);
});

it.each([
  ['a\n<!-- tickets guide: begin 1.0.0 -->\nb\n', 'line 2: the block of tickets guide begins, and does not end'],
  ['<!-- tickets guide: end -->\n', 'line 1: the block of tickets guide ends, and does not begin'],
])('a lone mark is refused: %j', (text, message) => {
  expect(() => withGuideBlock(text, '1.0.0')).toThrow(message);
});
