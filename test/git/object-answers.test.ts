import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ObjectAnswers } from '../../src/git/object-answers.ts';

const id = fc.stringMatching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const object = fc.record({ id, bytes: fc.uint8Array({ maxLength: 300 }) });
const answer = fc.oneof({ weight: 4, arbitrary: object }, fc.constant(null));

/** As git writes them (git-cat-file(1)). */
function written(answers: readonly ({ id: string; bytes: Uint8Array } | null)[]): Buffer {
  return Buffer.concat(
    answers.flatMap((each) =>
      each
        ? [Buffer.from(`${each.id} blob ${each.bytes.length}\n`), each.bytes, Buffer.from('\n')]
        : [Buffer.from('x missing\n')],
    ),
  );
}

describe('the answers of git cat-file', () => {
  it('are the same wherever the parts are cut', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 12 }), fc.array(fc.nat({ max: 400 })), (expected, lengths) => {
        const bytes = written(expected);
        const answers = new ObjectAnswers();
        const found: unknown[] = [];
        let at = 0;
        for (const length of [...lengths, bytes.length]) {
          answers.add(bytes.subarray(at, at + length));
          at = Math.min(at + length, bytes.length);
          for (let next = answers.next('x'); next !== undefined; next = answers.next('x')) {
            found.push(next && { id: next.id, bytes: new Uint8Array(next.bytes) });
          }
          if (at < bytes.length) expect(answers.wanted).toBeGreaterThan(answers.length);
        }
        expect(found).toEqual(expected);
        expect(answers.length).toBe(0);
      }),
    );
  });

  it('that are none are refused', () => {
    const answers = new ObjectAnswers();
    answers.add(Buffer.from('what is this\n'));
    expect(() => answers.next('HEAD')).toThrow('git cat-file says of HEAD: what is this');
  });
});
