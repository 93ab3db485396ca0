import { describe, expect, it } from 'vitest';
import { powerLoss } from '../support/power-loss.ts';
import { LATER, MADE, OPERATIONS, type Operation } from '../support/store-operations.ts';
import * as program from '../support/store-program.ts';
import { treePowerLoss } from '../support/tree-change.ts';

describe('after a power cut at any call the next command finds the old state or the new one', () => {
  it.each(OPERATIONS.map((operation) => [operation.name, operation] as const))('%s', async (_name, operation) => {
    for (const now of [MADE, LATER]) {
      const report = await powerLoss(program, operation, now);
      expect(report.problems).toEqual([]);
      expect(report.disks).toBeGreaterThan(5);
    }
  });
});

it.each(['comment', 'edit title', 'claim', 'close'])('and so it is right behind a comment: %s', async (name) => {
  const [first, operation] = ['comment', name].map((each) => OPERATIONS.find((known) => known.name === each));
  const report = await powerLoss(program, operation as Operation, LATER, first);
  expect(report.problems).toEqual([]);
  expect(report.disks).toBeGreaterThan(10);
});

it('a tree that a merge decided on is old or new then, file by file; what was reported as done is there', async () => {
  const { disks, problems } = await treePowerLoss(program);
  expect(problems).toEqual([]);
  expect(disks).toBeGreaterThan(100);
});
