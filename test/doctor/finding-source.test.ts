import { describe, expect, it } from 'vitest';
import { check } from '../../src/api/check.ts';
import { openWorkspace } from '../../src/api/workspace.ts';
import { RULES } from '../../src/doctor/all-rules.ts';
import { EXAMPLE_ID, type ExampleTree, exampleItem } from '../../src/doctor/example-tree.ts';
import { temporaryProject } from '../support/temporary-project.ts';
import { writeExample } from '../support/write-example.ts';

/** Rule and line of what doctor finds in a tree. */
function sourcesOf(tree: ExampleTree) {
  const { path, root } = temporaryProject();
  writeExample(root, tree);
  const workspace = openWorkspace({ cwd: path, env: {}, root, now: () => new Date('2026-06-02T09:00:00Z') });
  return check(workspace).findings.map(({ rule, source }) => [rule, source]);
}

describe('the line that a finding carries', () => {
  it('is that of the file, without its line ending', () => {
    const text = 'title: Search: too slow';
    const lines = exampleItem((item) => item.replace('title: Search is slow', text).replaceAll('\n', '\r\n'));
    expect(sourcesOf(lines)).toContainEqual(['front-matter/invalid-yaml', text]);
  });

  it('is left out where it holds a secret, whichever rule reports it', () => {
    const bad = RULES.find(({ id }) => id === 'text/secret')?.bad ?? {};
    const path = `open/${EXAMPLE_ID}/item.md`;
    const token = /API_TOKEN=(\S+)/.exec(String(bad[path]))?.[1];
    const both = exampleItem((item) => item.replace('title: Search is slow', `title: Search: ${token}`));
    expect(sourcesOf(both)).toEqual([
      ['front-matter/invalid-yaml', null],
      ['text/secret', null],
    ]);
  });

  it('is left out where it is longer than anyone reads', () => {
    const long = exampleItem((item) => item.replace('title: Search is slow', `title: Search: ${'x'.repeat(2000)}`));
    expect(sourcesOf(long)).toContainEqual(['front-matter/invalid-yaml', null]);
  });
});
