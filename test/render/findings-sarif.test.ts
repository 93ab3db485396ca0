import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/doctor/all-rules.ts';
import { sarifFindings } from '../../src/render/findings/sarif.ts';
import { VERSION } from '../../src/version.ts';
import { checkResult, finding, HOSTILE, hostileFinding, wholeFinding } from '../support/check-result.ts';
import { dangerousCharacters } from '../support/dangerous-characters.ts';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
// The schema is written in draft 04, which calls a schema's name `id`.
const ajv = new Ajv({ schemaId: 'id', allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(require('../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

/** The log, after the schema has nothing against it. */
function validLog(...findings: Parameters<typeof checkResult>) {
  const log = JSON.parse(sarifFindings(checkResult(...findings)));
  validate(log);
  expect(validate.errors).toBeNull();
  return log;
}

describe('findings as SARIF', () => {
  it('are valid by the schema of 2.1.0, and so is an empty log', () => {
    expect(validLog(finding(), wholeFinding(), hostileFinding()).version).toBe('2.1.0');
    expect(validLog().runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  it('would not pass with another shape', () => {
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  it('are valid for every rule', () => {
    const all = RULES.map((rule) => finding({ rule: rule.id, severity: rule.severity }));
    const { rules } = validLog(...all).runs[0].tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('name the program, the rule and the place', () => {
    const [run] = validLog(finding(), wholeFinding()).runs;
    expect(run.tool.driver).toMatchObject({
      name: 'tickets',
      version: VERSION,
      rules: [
        {
          id: 'front-matter/invalid-yaml',
          shortDescription: { text: 'a value is not valid YAML' },
          fullDescription: { text: expect.stringContaining('In quotes every reader sees the same value.') },
          help: { text: 'put the value in quotes', markdown: expect.stringContaining('put the value in quotes') },
          defaultConfiguration: { level: 'warning' },
        },
        { id: 'layout/missing-thread' },
      ],
    });
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(Object.keys(run.originalUriBaseIds)).toEqual(['%SRCROOT%']);
    expect(run.results[0]).toEqual({
      ruleId: 'front-matter/invalid-yaml',
      ruleIndex: 0,
      level: 'warning',
      message: { text: 'the title is not valid YAML' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: {
              uri: 'work-items/open/20260601-090000-slow-search/item.md',
              uriBaseId: '%SRCROOT%',
            },
            region: { startLine: 4, startColumn: 8, endLine: 4, endColumn: 24 },
          },
        },
      ],
      partialFingerprints: { 'tickets/v1': '0123456789abcdef' },
    });
    expect(run.results[1].locations[0].physicalLocation.region).toBeUndefined();
  });

  it('take their level from the finding, which a configuration may have changed', () => {
    const [run] = validLog(finding({ severity: 'hint' })).runs;
    expect(run.results[0].level).toBe('note');
    expect(run.tool.driver.rules[0].defaultConfiguration.level).toBe('warning');
  });

  it('describe a rule that has no file by what its finding says', () => {
    const [run] = validLog(finding({ rule: 'config/unknown', help: 'look' })).runs;
    expect(run.tool.driver.rules).toEqual([
      { id: 'config/unknown', shortDescription: { text: 'config/unknown' }, help: { text: 'look' } },
    ]);
  });

  it('encode paths', () => {
    const [run] = validLog(finding({ path: 'a b/c:d%/é#?.md' })).runs;
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/c%3Ad%25/%C3%A9%23%3F.md');
  });

  it('keep hostile text as data, and write none of it raw', () => {
    expect(validLog(hostileFinding()).runs[0].results[0].message.text).toBe(HOSTILE);
    expect(dangerousCharacters(sarifFindings(checkResult(hostileFinding())).replaceAll('\n', ''))).toEqual([]);
  });
});
