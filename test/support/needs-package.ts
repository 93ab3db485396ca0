import { beforeEach } from 'vitest';
import { isOneFile } from './is-one-file.ts';

/** Skips all tests of a file where the program under test is a build in one file. */
export function needsPackage(lacking: string): void {
  const isMissing = isOneFile(lacking);
  beforeEach(({ skip }) => skip(isMissing, `a build in one file has no ${lacking}`));
}
