import { createTwoFilesPatch } from 'diff';
import type { FixResult } from '../api/fix.ts';

/** What repairs change, as a unified diff. `prefix`: the root, relative to the project, for `git apply` there. */
export function diffText({ files }: FixResult, prefix: string): string {
  const nameOf = (path: string): string => [prefix, path].filter((part) => part !== '').join('/');
  return files
    .map(({ path, before, after }) =>
      createTwoFilesPatch(
        before === null ? '/dev/null' : `a/${nameOf(path)}`,
        `b/${nameOf(path)}`,
        before ?? '',
        after,
        undefined,
        undefined,
        {
          context: 2,
        },
      ).replace(/^=+\n/, ''),
    )
    .join('');
}
