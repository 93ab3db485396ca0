import { createTwoFilesPatch } from 'diff';
import type { FixResult } from '../api/fix.ts';

/** What repairs change, as a unified diff. */
export function diffText({ files }: FixResult): string {
  return files
    .map(({ path, before, after }) =>
      createTwoFilesPatch(
        before === null ? '/dev/null' : `a/${path}`,
        `b/${path}`,
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
