import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/commands/registry.ts';
import { RULES } from '../../src/doctor/all-rules.ts';
import { parseConfig } from '../../src/doctor/parse-config.ts';
import { TicketsError } from '../../src/tickets/tickets-error.ts';
import { checkJsonOutput } from '../support/check-json-output.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const repository = new URL('../../', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(`schema/${name}`, repository), 'utf8'));

/** What a validator says of a value. */
function errorsOf(name: string, value: unknown): string[] {
  const ajv = new Ajv({ allErrors: true });
  const validate = ajv.compile(read(name));
  validate(value);
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

/** The front matter of an item, as a YAML reader has it. */
const frontMatterOf = (text: string): unknown => parse(text.split(/^---$/m)[1] ?? '');

test('the schemas are what the field table, the rules and the types say', { timeout: 600_000 }, () => {
  const check = spawnSync(process.execPath, ['scripts/schema.js', '--check'], { cwd: repository, encoding: 'utf8' });
  expect([check.status, check.stderr]).toEqual([0, '']);
});

describe('of what --json prints', () => {
  it.each(COMMANDS.map(({ name }) => name))('there is one for %s', (name) => {
    expect(existsSync(new URL(`schema/output/${name}.json`, repository))).toBe(true);
  });

  it('a consumer accepts a key that is added later, and nothing else that is new', () => {
    const list = { schemaVersion: 1, root: '/x', items: [], problems: [] };
    expect(errorsOf('output/list.json', list)).toEqual([]);
    expect(errorsOf('output/list.json', { ...list, later: 1 })).toEqual([]);
    expect(errorsOf('output/list.json', { ...list, schemaVersion: 2 })).not.toEqual([]);
    expect(errorsOf('output/list.json', { ...list, items: [{ id: 1 }] })).not.toEqual([]);
    const { problems: _problems, ...lacking } = list;
    expect(errorsOf('output/list.json', lacking)).toEqual([expect.stringContaining("'problems'")]);
  });

  it('every run of the tests is held against its schema, strictly', () => {
    const document = { schemaVersion: 1, root: '/x', items: [], problems: [] };
    const check = (value: object) => () => checkJsonOutput(['list', '--json'], JSON.stringify(value));
    expect(check(document)).not.toThrow();
    expect(check({ ...document, another: 1 })).toThrow(/additional properties/);
    expect(check({ ...document, root: 1 })).toThrow(/should be string/);
    expect(check({ ...document, schemaVersion: 2 })).toThrow();
    expect(check({ schemaVersion: 1, error: { code: 'nonsense', message: '', hint: null } })).toThrow(/error\.code/);
  });
});

describe('of front matter', () => {
  async function written(): Promise<Record<string, unknown>> {
    const { run, read: readFile } = temporaryProject();
    const { stdout } = await run(['new', 'Search: slow', '-m', 'x', '--label', 'a,b', '--kind', 'spike']);
    return frontMatterOf(readFile(`work-items/open/${stdout.trim()}/item.md`)) as Record<string, unknown>;
  }

  it('takes what the program writes, and keys that the format does not know', async () => {
    const fields = await written();
    expect(errorsOf('front-matter.json', fields)).toEqual([]);
    expect(errorsOf('front-matter.json', { ...fields, risk_flags: ['x'] })).toEqual([]);
  });

  it.each([
    ['id', 'search'],
    ['slug', 'Search Is Slow'],
    ['title', ['draft']],
    ['title', ' '],
    ['title', 'a\nb'],
    ['status', 'done'],
    ['kind', 'A Bug'],
    ['priority', 'high'],
    ['labels', 'a, b'],
    ['created_at', '2026-06-01'],
    ['created_at', '2026-13-01T09:00:00Z'],
    ['created_at', '2026-06-01T24:00:00Z'],
    ['updated_at', null],
    ['assignee', ['ann']],
    ['legacy_ticket', 7],
  ])('refuses a %s of %j', async (key, value) => {
    expect(errorsOf('front-matter.json', { ...(await written()), [key]: value })).not.toEqual([]);
  });

  it('misses a field', async () => {
    const { priority: _priority, ...fields } = await written();
    expect(errorsOf('front-matter.json', fields)).toEqual([expect.stringContaining("'priority'")]);
  });
});

describe('of tickets.yml', () => {
  const ids = RULES.map(({ id }) => id);
  const accepts = (text: string): boolean => {
    try {
      parseConfig(text, ids);
      return true;
    } catch (error) {
      if (!(error instanceof TicketsError)) throw error;
      return false;
    }
  };

  it.each([
    'doctor:\n',
    'doctor:\n  rules:\n',
    'doctor:\n  rules:\n    layout/husk: off\n    front-matter/invalid-yaml: error\n',
    'doctor:\n  ignore:\n    - rule: layout/husk\n      reason: known\n',
    'doctor:\n  ignore:\n    - { rule: layout/husk, item: x, path: a/b, fingerprint: abc, reason: known }\n',
    'doctor:\n  ignore: []\n',
    'doctor:\n  nonsense: 1\n',
    'nonsense:\n  rules: {}\n',
    'doctor:\n  rules:\n    layout/husks: off\n',
    'doctor:\n  rules:\n    layout/husk: fatal\n',
    'doctor:\n  rules:\n    log/event-dropped: off\n',
    'doctor:\n  ignore:\n    - rule: layout/husk\n',
    'doctor:\n  ignore:\n    - reason: known\n',
    'doctor:\n  ignore:\n    - { rule: nonsense, reason: known }\n',
    'doctor:\n  ignore:\n    - { rule: layout/husk, reason: " " }\n',
    'doctor:\n  ignore:\n    - { rule: layout/husk, reason: known, since: may }\n',
    'doctor:\n  ignore:\n    - { rule: layout/husk, path: 2026, reason: 12 }\n',
    'doctor:\n  ignore: all\n',
    'doctor: all\n',
  ])('says the same as doctor of %j', (text) => {
    expect(errorsOf('config.json', parse(text)).length === 0).toBe(accepts(text));
  });
});
