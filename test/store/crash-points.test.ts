import { describe, expect, it } from 'vitest';
import { crashPoints } from '../support/crash-points.ts';
import { FAULTS } from '../support/faults.ts';
import { LATER, MADE, OPERATIONS } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';

describe('every call of every operation fails once, and so does every call of the recovery', () => {
  for (const operation of OPERATIONS) {
    it.each(FAULTS)(`${operation.name}: %s`, async (kind) => {
      // In the second of the events before it, where times tell nothing, and later.
      for (const [now, inRecovery] of [
        [MADE, ['crash', 'half', 'EIO']],
        [LATER, ['crash']],
      ] as const) {
        const report = await crashPoints(program, operation, kind, now, inRecovery);
        expect(report.problems).toEqual([]);
        // An empty file takes no write.
        if (operation.name !== 'init') expect(report.injected).toBeGreaterThan(0);
      }
    });
  }
});
