import { EXAMPLE_ID, exampleTree } from '../../example-tree.ts';
import { isListed } from '../../is-listed.ts';
import type { Rule } from '../../rule.ts';

export const missingArtifacts: Rule = {
  id: 'layout/missing-artifacts',
  severity: 'error',
  summary: 'an item has no artifacts directory',
  why: `Every item has a directory artifacts/ for files that belong to it, with a .gitkeep while it is empty, since git keeps
no empty directory. Nothing is lost without it, but other programs count on it, and the old script's doctor failed here too.`,
  help: 'make artifacts/ with a file .gitkeep in it',
  fix: { safety: 'safe', description: 'make artifacts/.gitkeep' },
  bad: exampleTree({ [`open/${EXAMPLE_ID}/artifacts/.gitkeep`]: undefined }),
  good: exampleTree(),
  at: { path: `open/${EXAMPLE_ID}` },
  checkItem: (item) => {
    if (!isListed(item) || item.entries.some((entry) => entry.path === 'artifacts')) return [];
    return [
      {
        path: item.path,
        message: 'the directory artifacts/ is missing',
        fix: {
          safety: 'safe',
          description: 'make artifacts/.gitkeep',
          repairs: [{ type: 'make-file', path: `${item.path}/artifacts/.gitkeep`, text: '' }],
        },
      },
    ];
  },
};
