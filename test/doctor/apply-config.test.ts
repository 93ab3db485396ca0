import { describe, expect, it } from 'vitest';
import { applyConfig } from '../../src/doctor/apply-config.ts';
import type { Ignore } from '../../src/doctor/doctor-config.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { finding } from '../support/check-result.ts';

const ITEM = '20260601-090000-slow-search';
const ignore = (changes: Partial<Ignore> = {}): Ignore => ({
  rule: 'closed/no-resolution',
  item: null,
  path: null,
  fingerprint: null,
  reason: 'known',
  line: 3,
  ...changes,
});
const checked = (changes: Partial<Finding> = {}) => ({
  finding: finding({ rule: 'closed/no-resolution', path: `work-items/closed/${ITEM}`, item: ITEM, ...changes }),
  fix: null,
});

describe('what a team decided', () => {
  it('gives a rule another severity, and leaves the others', () => {
    const { findings } = applyConfig([checked(), checked({ rule: 'thread/empty-body' })], {
      severities: new Map([['closed/no-resolution', 'hint']]),
      ignores: [],
    });
    expect(findings.map(({ finding: { rule, severity } }) => [rule, severity])).toEqual([
      ['closed/no-resolution', 'hint'],
      ['thread/empty-body', 'warning'],
    ]);
  });

  it('leaves out a rule that is off, and counts it as nothing', () => {
    const severities = new Map([['closed/no-resolution', 'off']] as const);
    expect(applyConfig([checked()], { severities, ignores: [] })).toEqual({ findings: [], ignored: 0, unused: [] });
  });

  it.each([
    ['the rule alone', {}],
    ['the item', { item: ITEM }],
    ['the path', { path: `work-items/closed/${ITEM}` }],
    ['a directory above it', { path: 'work-items/closed' }],
    ['the fingerprint', { fingerprint: '0123456789abcdef' }],
  ])('ignores by %s', (_what, changes) => {
    expect(applyConfig([checked()], { severities: new Map(), ignores: [ignore(changes)] })).toEqual({
      findings: [],
      ignored: 1,
      unused: [],
    });
  });

  it.each([
    ['another rule', { rule: 'thread/empty-body' }],
    ['another item', { item: 'x' }],
    ['a path that only begins alike', { path: 'work-items/clo' }],
    ['another fingerprint', { fingerprint: 'fedcba9876543210' }],
    ['one of two that does not fit', { item: ITEM, path: 'elsewhere' }],
  ])('does not ignore by %s, and says that the entry is unused', (_what, changes) => {
    const entry = ignore(changes);
    const { findings, ignored, unused } = applyConfig([checked()], { severities: new Map(), ignores: [entry] });
    expect([findings.length, ignored, unused]).toEqual([1, 0, [entry]]);
  });

  it('takes two entries that fit one finding for used, and counts it once', () => {
    const ignores = [ignore(), ignore({ item: ITEM })];
    expect(applyConfig([checked()], { severities: new Map(), ignores })).toEqual({
      findings: [],
      ignored: 1,
      unused: [],
    });
  });
});
