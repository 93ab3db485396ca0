import { describe, expect, it } from 'vitest';
import { parseBaseline, serializeBaseline } from '../../src/doctor/baseline.ts';
import { finding, hostileFinding, wholeFinding } from '../support/check-result.ts';
import { thrownBy } from '../support/thrown-by.ts';

describe('a baseline', () => {
  it.each([
    [[]],
    [[finding()]],
    [[finding(), wholeFinding(), { ...hostileFinding(), fingerprint: '00000000000000aa' }]],
  ])('holds the fingerprints that were written: %#', (findings) => {
    const text = serializeBaseline(findings);
    expect([...parseBaseline(text, 'b.json')]).toEqual(findings.map(({ fingerprint }) => fingerprint));
    expect(text.split('\n').filter((line) => line.includes('"fingerprint"'))).toHaveLength(findings.length);
  });

  it.each([
    ['', 'it is no JSON'],
    ['null', 'it is no baseline'],
    ['[]', 'it is no baseline'],
    ['{"schemaVersion":1}', 'it is no baseline'],
    ['{"schemaVersion":2,"findings":[]}', 'it has another version'],
    ['{"findings":[]}', 'it has another version'],
    ['{"schemaVersion":1,"findings":[{"rule":"x"}]}', 'one of its findings has no fingerprint'],
    ['{"schemaVersion":1,"findings":[{"fingerprint":"short"}]}', 'one of its findings has no fingerprint'],
    ['{"schemaVersion":1,"findings":[null]}', 'one of its findings has no fingerprint'],
  ])('is refused when it is none: %j', (text, message) => {
    expect(thrownBy(() => parseBaseline(text, 'b.json'))).toMatchObject({
      code: 'config',
      message: `b.json: ${message}`,
    });
  });
});
