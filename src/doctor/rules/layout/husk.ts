import { exampleTree } from '../../example-tree.ts';
import { otherDirectories } from '../../other-directories.ts';
import type { Rule } from '../../rule.ts';

export const husk: Rule = {
  id: 'layout/husk',
  severity: 'hint',
  summary: 'a directory without any file is left where an item was',
  why: `When git switches to a branch in which an item is elsewhere, it takes the files away, but not a directory that has
another directory in it. Nothing is lost, and git does not see it; a program that goes by names alone sees an item.`,
  help: 'remove the empty directories',
  bad: exampleTree({ 'closed/20260601-090000-slow-search/artifacts': null }),
  good: exampleTree({ 'open/20260601-090000-slow-search/artifacts/profiles': null }),
  at: { path: 'closed/20260601-090000-slow-search' },
  checkTree: (tree) =>
    otherDirectories(tree)
      .filter((directory) => directory.empty)
      .map(({ path }) => ({ path, message: 'there is no file in this directory' })),
};
