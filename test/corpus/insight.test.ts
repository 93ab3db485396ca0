import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runTickets } from '../support/run-tickets.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const corpus = unpackCorpus('work-items-2026-06-06.tar.gz');
if (corpus === null) console.warn('skipped: the real data is not here');
afterAll(() => {
  if (corpus !== null) rmSync(corpus, { recursive: true });
});

it.skipIf(corpus === null)('the numbers in the README are those of the real data, with and without seals', async () => {
  const root = join(corpus ?? '', 'work-items');
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const shown = /```text\n\$ tickets insight\n(.*?)```/s.exec(readme)?.[1];
  const options = { cwd: root, env: { TICKETS_NOW: '2026-06-06T12:00:00Z' } };
  const insight = (...args: string[]) => runTickets(['insight', '--root', root, ...args], options);
  expect((await insight()).stdout).toBe(shown);
  const json = (await insight('--json')).stdout;
  await runTickets(['doctor', '--fix', '--root', root], options);
  expect((await insight('--json')).stdout).toBe(json);
  const one = JSON.parse((await insight('20260530-053259-multi-pod-parallel-status-probes', '--json')).stdout);
  expect(one).toMatchObject({ from: 'seal', digest: { outcome: 'approved', times: { close: 758 } } });
});
