import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/doctor/rules/index.ts';

const folder = new URL('../../src/doctor/rules/', import.meta.url);

describe('the rules of doctor', () => {
  it('are all in the index, each in a file of its name', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path !== 'index.ts')
      .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, ''));
    expect(files.length).toBeGreaterThan(20);
    expect(RULES.map((rule) => rule.id).sort()).toEqual(files.sort());
  });
});
