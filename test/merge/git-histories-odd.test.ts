import { expect, it } from 'vitest';
import { runGitHistories } from '../support/git-histories.ts';

// The other half of the 200 is in a file of its own, so that the two run side by side.
it('100 histories through git merge, its drivers and resolve (odd seeds): nothing lost, nothing changed in silence', async () => {
  const seeds = Array.from({ length: 100 }, (_, index) => 2 * index + 1);
  const { merges, conflicts } = await runGitHistories(seeds);
  expect(merges).toBeGreaterThan(200);
  expect(conflicts).toBeGreaterThan(5);
}, 600_000);
