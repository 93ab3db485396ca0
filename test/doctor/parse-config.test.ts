import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/doctor/parse-config.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { thrownBy } from '../support/thrown-by.ts';

const RULES = ['closed/no-resolution', 'thread/empty-body'];
const parse = (text: string) => parseConfig(text, RULES, 'work-items/tickets.yml');

describe('tickets.yml', () => {
  it.each(['', '# nothing\n', 'doctor:\n', 'doctor: {}\n', 'doctor:\n  rules:\n  ignore:\n'])(
    'may say nothing: %j',
    (text) => {
      const { severities, ignores } = parse(text);
      expect([...severities]).toEqual([]);
      expect(ignores).toEqual([]);
    },
  );

  it('sets severities', () => {
    const { severities } = parse('doctor:\n  rules:\n    closed/no-resolution: off\n    thread/empty-body: "error"\n');
    expect([...severities]).toEqual([
      ['closed/no-resolution', 'off'],
      ['thread/empty-body', 'error'],
    ]);
  });

  it('ignores with a reason, and knows the lines', () => {
    const { ignores } = parse(`doctor:
  ignore:
    - rule: closed/no-resolution
      path: work-items/closed/
      reason: lost
    - {rule: thread/empty-body, item: 20260601-090000-a, fingerprint: 0123456789012345, reason: 2026}
`);
    expect(ignores).toEqual([
      {
        rule: 'closed/no-resolution',
        item: null,
        path: 'work-items/closed',
        fingerprint: null,
        reason: 'lost',
        line: 3,
      },
      {
        rule: 'thread/empty-body',
        item: '20260601-090000-a',
        path: null,
        fingerprint: '0123456789012345',
        reason: '2026',
        line: 6,
      },
    ]);
  });

  it.each([
    ['doctor: [', /^work-items\/tickets\.yml:\d: not valid YAML: /],
    ['- a\n', /:1: the file is no map/],
    ['docter:\n', /:1: unknown key 'docter'/],
    ['doctor:\n  rule:\n', /:2: unknown key 'rule'/],
    ['doctor:\n  rules: [a]\n', /:2: rules is no map/],
    ['doctor:\n  rules:\n    closed/no-resolution: warn\n', /:3: closed\/no-resolution cannot be 'warn'/],
    ['doctor:\n  rules:\n    closed/no-resolution: false\n', /:3: closed\/no-resolution cannot be 'false'/],
    ['doctor:\n  rules:\n    closed/no-resolution:\n', /:3: closed\/no-resolution has no text/],
    ['doctor:\n  rules:\n    closed/no-resolutoin: off\n', /:3: there is no rule 'closed\/no-resolutoin'/],
    ['doctor:\n  rules:\n    closed/no-resolution: off\n    closed/no-resolution: error\n', /:4: not valid YAML/],
    ['doctor:\n  ignore: closed\n', /:2: ignore is no list/],
    ['doctor:\n  ignore:\n    - reason: x\n', /:3: an entry of ignore names no rule/],
    ['doctor:\n  ignore:\n    - rule: closed/no-resolution\n', /:3: ignoring closed\/no-resolution needs a reason/],
    ['doctor:\n  ignore:\n    - rule: closed/no-resolution\n      reason: " "\n', /:4: reason has no text/],
    ['doctor:\n  ignore:\n    - rule: nope\n      reason: x\n', /:3: there is no rule 'nope'/],
    ['doctor:\n  ignore:\n    - rule: thread/empty-body\n      itme: x\n      reason: x\n', /:4: unknown key 'itme'/],
    ['doctor: &a\n  rules: *a\n', /:\d: it has a tag or an anchor/],
    [`doctor: ${'['.repeat(500)}`, /:1: it is nested too deeply/],
    [`# ${'x'.repeat(300_000)}`, /:1: it is larger than 256 KiB/],
  ])('is refused with the line: %j', (text, message) => {
    const error = thrownBy(() => parse(text));
    expect(error).toBeInstanceOf(TicketsError);
    expect(error).toMatchObject({
      code: 'config',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\S/),
    });
  });

  it('names the rule that was meant', () => {
    const error = thrownBy(() => parse('doctor:\n  rules:\n    empty-body: off\n'));
    expect(error).toMatchObject({ hint: "did you mean 'thread/empty-body'?" });
  });

  it('is read or refused, whatever it holds', () => {
    const words = [
      'doctor',
      'rules',
      'ignore',
      'rule',
      'reason',
      ...RULES,
      'off',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      '&a',
      '*a',
      '"',
    ];
    const texts = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 30 });
    fc.assert(
      fc.property(texts, (parts) => {
        try {
          parse(parts.join(''));
        } catch (error) {
          if (!(error instanceof TicketsError && error.code === 'config')) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});
