import { describe, expect, test } from 'vitest';
import { eventLines } from '../../src/format/event-lines.ts';
import { parseThread } from '../../src/format/thread.ts';

const HEADER = '<!-- event: comment author: hare at: 2026-05-30T05:32:59Z -->';
const SAMPLE = '<!-- event: review author: x at: 2026-01-01T00:00:00Z status: approve -->';

/** An event of the old script, which has no id. */
const event = (...body: string[]): string[] => [HEADER, '', '## Comment', '', ...body, '', '---', ''];

/** Line numbers (from 0) of the real headers that `event` makes. */
const headersOf = (lines: readonly string[]): number[] =>
  lines.flatMap((line, index) => (line === HEADER ? [index] : []));

describe('a header', () => {
  test('outside of fences starts an event', () => {
    const lines = [...event('a'), ...event('b')];
    expect(eventLines(lines)).toEqual([0, 8]);
  });

  test('need not follow a separator', () => {
    expect(eventLines(['text', HEADER, 'text', HEADER])).toEqual([1, 3]);
  });

  test('is no separator: --- starts nothing', () => {
    expect(eventLines([...event('a', '---', '', '---', 'b'), '---', ''])).toEqual([0]);
  });
});

describe('a header in a closed fence is text', () => {
  test.each([
    ['backticks', '```', '```'],
    ['backticks with info', '```md', '```'],
    ['tildes', '~~~', '~~~'],
    ['tildes with info', '~~~ text `x`', '~~~'],
    ['a longer fence', '````md', '````'],
    ['a longer closer', '```', '`````'],
    ['indentation', '   ```md', '  ```'],
    ['spaces behind the closer', '```md', '``` \t'],
  ])('%s', (_name, open, close) => {
    const lines = [...event(open, SAMPLE, 'x', close), ...event('b')];
    expect(eventLines(lines)).toEqual(headersOf(lines));
  });

  test('even after --- and a blank line', () => {
    const lines = [...event('```md', 'x', '---', '', SAMPLE, '', 'text', '```'), ...event('b')];
    expect(eventLines(lines)).toEqual(headersOf(lines));
  });

  test('even with shorter or other fences inside', () => {
    const lines = [...event('````md', '```', SAMPLE, '```', '~~~', '````'), ...event('b')];
    expect(eventLines(lines)).toEqual(headersOf(lines));
  });

  test('several of them, in fences with info', () => {
    const lines = [...event('```md', SAMPLE, SAMPLE, '```', 'x', '```md', SAMPLE, '```'), ...event('b')];
    expect(eventLines(lines)).toEqual(headersOf(lines));
  });
});

describe('what is no fence', () => {
  test.each([
    ['four spaces', '    ```', '    ```'],
    ['two backticks', '``', '``'],
    ['inline code', '```a`b', '```'],
    ['text before it', 'x ```', 'x ```'],
  ])('%s hides no header', (_name, open, close) => {
    expect(eventLines([open, HEADER, close])).toEqual([1]);
  });

  test.each([
    ['a shorter one', '````', '```'],
    ['another character', '```', '~~~'],
    ['one with info', '```', '```md'],
  ])('%s closes none', (_name, open, close) => {
    expect(eventLines([open, HEADER, close, HEADER])).toEqual([1, 3]);
  });
});

describe('a fence that is never closed', () => {
  test.each(['```', '```md', '~~~', '~~~~ text', '`````'])('swallows no later event (%s)', (fence) => {
    const lines = [...event(fence, 'ls'), ...event('b'), ...event('c')];
    expect(eventLines(lines)).toEqual(headersOf(lines));
  });

  test('in the last event', () => {
    const lines = [...event('a'), ...event('```', 'ls')];
    expect(eventLines(lines)).toEqual(headersOf(lines));
  });

  const balanced: [string, string[]][] = [
    ['backticks', ['```', 'x', '```']],
    ['backticks with info', ['```ts', 'x', '```']],
    ['tildes', ['~~~', 'x', '~~~']],
    ['longer fences', ['````', 'x', '````']],
    ['longer fences around others', ['````', '```sh', 'x', '```', '````']],
    ['longer fences with info', ['````md', '```sh', 'x', '```', '````']],
    ['two pairs', ['```', 'x', '```', '', '```', 'y', '```']],
    ['two pairs with info', ['```sh', 'x', '```', '', '```sh', 'y', '```']],
  ];

  for (const fence of ['```', '```md', '~~~', '~~~ md', '````']) {
    test.each(balanced)(`opened by ${fence}, with %s in every later event`, (_name, block) => {
      const lines = [...event(fence, 'ls'), ...event(...block), ...event(...block), ...event('end')];
      expect(eventLines(lines)).toEqual(headersOf(lines));
    });

    test.each(balanced)(`opened by ${fence}, with %s in the next event only`, (_name, block) => {
      const lines = [...event(fence, 'ls'), ...event(...block), ...event('end')];
      expect(eventLines(lines)).toEqual(headersOf(lines));
    });

    test.each(balanced)(`opened by ${fence}, with %s much later`, (_name, block) => {
      const lines = [...event(fence, 'ls'), ...event('b'), ...event('c'), ...event(...block), ...event('end')];
      expect(eventLines(lines)).toEqual(headersOf(lines));
    });
  }

  test.each([
    ['one more in the next event', ['```', 'b']],
    ['half a pair in a longer fence', ['````', '```', '````']],
  ])('and %s: what could be one fenced sample is told apart by ids alone', (_name, body) => {
    const lines = [...event('```', 'a'), ...event(...body), ...event('c')];
    const sure = new Set(headersOf(lines));
    expect(eventLines(lines, (index) => sure.has(index))).toEqual([...sure]);
  });
});

test('no fence hides a header that is known to be real', () => {
  // Not in the writer's shape, so that the fence would win.
  const lines = ['```', 'x', HEADER, '```', SAMPLE];
  expect(eventLines(lines)).toEqual([4]);
  expect(eventLines(lines, (index) => index === 2)).toEqual([2, 4]);
  expect(eventLines(lines, (index) => index === 4)).toEqual([4]);
});

describe('a hostile thread of 200,000 lines is read', () => {
  const times = (count: number, ...lines: string[]): string[] => Array.from({ length: count }, () => lines).flat();
  const withId = `${HEADER.slice(0, -3)}id: 0123456789abcdef -->`;

  test.each<[string, string[]]>([
    ['headers', times(200_000, HEADER)],
    ['headers with ids that fit nothing', times(200_000, withId)],
    ['open fences', times(200_000, '```md')],
    ['fences', times(200_000, '```')],
    ['fences and headers', times(100_000, '```', HEADER)],
    ['fences of two kinds', times(50_000, '```', HEADER, '~~~', HEADER)],
    ['headers in one fence', ['```', ...times(200_000, withId), '```']],
    ['open fences and headers before one closer', [...times(100_000, '```md', withId), '```']],
    [
      "open fences and events in the writer's shape before one closer",
      [...times(33_000, ...event('```md').slice(0, -1), ''), '```'],
    ],
  ])('%s', (_name, lines) => {
    // Reading the lines too often would take hours: refused here, so that it fails instead.
    const asked = new Set<number>();
    let reads = 0;
    const counted = new Proxy(lines, {
      get(target, key, receiver) {
        reads += 1;
        if (reads > lines.length * 40) throw new Error('the lines are read again and again');
        return Reflect.get(target, key, receiver);
      },
    });
    eventLines(counted, (index) => {
      if (asked.has(index)) throw new Error(`line ${index} is asked about again`);
      asked.add(index);
      return false;
    });
    const text = `${lines.join('\n')}\n`;
    const thread = parseThread(text, '20260530-053259-sample');
    expect(thread.preamble.length + thread.events.reduce((sum, { raw }) => sum + raw.length, 0)).toBe(text.length);
  });
});
