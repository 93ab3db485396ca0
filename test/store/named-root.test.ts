import { describe, expect, it } from 'vitest';
import { namedRoot } from '../../src/store/locate-root.ts';
import { temporaryProject } from '../support/temporary-project.ts';

describe('the root that somebody names', () => {
  it('need not exist', () => {
    const { path } = temporaryProject({ init: false });
    expect(namedRoot({ cwd: path, env: {}, root: 'items' })).toEqual({ path: `${path}/items`, source: '--root' });
    expect(namedRoot({ cwd: path, env: { TICKETS_ROOT: 'items' } })).toMatchObject({ source: 'TICKETS_ROOT' });
    expect(namedRoot({ cwd: path, env: {} })).toBeUndefined();
  });

  it('must be a path at which one can be', () => {
    expect(() => namedRoot({ cwd: '/', env: {}, root: 'z'.repeat(300) })).toThrow('the path is too long');
  });
});
