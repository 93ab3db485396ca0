import { describe, expect, it } from 'vitest';
import { applyTree } from '../../src/store/apply-tree.ts';
import { gitMode } from '../../src/store/git-mode.ts';
import { FAULTS } from '../support/faults.ts';
import * as program from '../support/store-program.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { thrownBy } from '../support/thrown-by.ts';
import { treeCrashPoints } from '../support/tree-change.ts';

describe('a tree that is brought to what a merge decided', () => {
  it.each(FAULTS)(
    'is old or new, file by file, whatever call fails, and the same command does the rest: %s',
    async (kind) => {
      const { injected, problems } = await treeCrashPoints(program, kind);
      expect(problems).toEqual([]);
      expect(injected).toBeGreaterThan(3);
    },
  );

  it('keeps modes, but that a program may be run by whoever may read it, and nothing else by anybody', () => {
    const { root, write } = temporaryProject();
    const path = 'open/20260601-090000-item/artifacts/run';
    const set = (executable: boolean): string | undefined => {
      applyTree(root, [{ type: 'write', path, bytes: Buffer.from('x'), executable }]);
      return gitMode(`${root}/${path}`)?.mode;
    };
    expect([set(true), set(false), set(true), set(true)]).toEqual(['100755', '100644', '100755', '100755']);
    write('work-items/open/20260601-090000-item/item.md', '');
    applyTree(root, [{ type: 'remove', path }]);
    expect(gitMode(`${root}/${path}`)).toBeNull();
  });

  it.each([
    { type: 'remove', path: '../outside' } as const,
    { type: 'move', from: '../outside', path: 'open/x/y' } as const,
    { type: 'write', path: 'open/../../x', bytes: Buffer.alloc(0), executable: false } as const,
  ])('never leaves the root: $type', (step) => {
    const { root } = temporaryProject();
    expect(thrownBy(() => applyTree(root, [step]))).toMatchObject({ code: 'invalid-value' });
  });
});
