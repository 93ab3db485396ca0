import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseItemFile } from '../../src/format/item-file.ts';
import { readAsOthersDo } from '../../src/format/yaml-problem.ts';
import { runTickets } from '../support/run-tickets.ts';
import { strictSchema } from '../support/strict-schema.ts';
import { unpackCorpus } from '../support/unpack-corpus.ts';

const ARCHIVES = ['migrated-2026-05-27.tar.gz', 'work-items-2026-06-06.tar.gz'];

describe.each(ARCHIVES)('the schemas hold for %s', (archive) => {
  const directory = unpackCorpus(archive);
  if (directory === null) {
    console.warn(`SKIPPED: the real data is not at hand (${archive}); nothing is proved about it here`);
  }
  afterAll(() => {
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
  });
  const paths = directory === null ? [] : readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const root = join(directory ?? '', paths.find((path) => path.endsWith('work-items')) ?? 'work-items');

  it.skipIf(directory === null)('every front matter that YAML readers can read', () => {
    const { validate, describe: errors } = strictSchema('front-matter.json');
    let valid = 0;
    for (const path of paths.filter((name) => name.endsWith('/item.md'))) {
      const view = readAsOthersDo(parseItemFile(readFileSync(join(directory ?? '', path), 'utf8')).frontMatter);
      if ('problem' in view) continue;
      valid += 1;
      expect([path, validate(view.data) ? '' : errors()]).toEqual([path, '']);
    }
    expect(valid).toBeGreaterThan(5);
  });

  // runTickets holds what is printed against the schema of the command.
  it
    .skipIf(directory === null)
    .each([['list', '--status', 'all'], ['log'], ['search', 'a'], ['doctor'], ['doctor', '--diff'], ['export']])(
    'what %s %s prints',
    async (...args) => {
      const given = args.filter((arg) => arg !== undefined);
      const { stdout } = await runTickets([...given, '--root', root, '--json'], { cwd: directory ?? '' });
      expect(stdout).toMatch(/^\{\n {2}"schemaVersion": 1,\n/);
    },
  );

  it.skipIf(directory === null)('what show prints of forty items', async () => {
    const { stdout } = await runTickets(['list', '--status', 'all', '--root', root, '--json'], { cwd: root });
    for (const { id } of JSON.parse(stdout).items.slice(0, 40)) {
      expect((await runTickets(['show', id, '--root', root, '--json'], { cwd: root })).exitCode).toBe(0);
    }
  });
});
