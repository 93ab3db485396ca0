import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, quickLook } from '../../src/format/folded-text.ts';

const look = (needle: string, text: string, caseSensitive: boolean): boolean =>
  quickLook(foldText(needle, caseSensitive), caseSensitive)(Buffer.from(text).toString('latin1'));

describe('a quick look at bytes', () => {
  const letters = [
    'a',
    'k',
    'K',
    'i',
    'I',
    's',
    '.',
    '*',
    '\\',
    ';',
    '`',
    ' ',
    '\n',
    '-',
    'é',
    'e\u0301',
    'e',
    '\u0301',
  ];
  const odd = [
    '\u212a',
    '\u037e',
    '\u1fef',
    'İ',
    'ı',
    'ſ',
    'ß',
    'ẞ',
    'ﬁ',
    'ガ',
    'カ\u3099',
    '\u212b',
    'å',
    'Å',
    '\u0307',
    '🦊',
    '\0',
  ];
  const unit = fc.constantFrom(...letters, ...odd);

  it('misses no text that holds what is searched for', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 3 }).filter((text) => text !== ''),
        fc.string({ unit, maxLength: 30 }),
        fc.boolean(),
        (needle, text, caseSensitive) => {
          if (!foldText(text, caseSensitive).includes(foldText(needle, caseSensitive))) return;
          held += 1;
          expect(look(needle, text, caseSensitive)).toBe(true);
        },
      ),
      { numRuns: 20_000 },
    );
    expect(held).toBeGreaterThan(1000);
  });

  it('knows every character that becomes an ASCII one', () => {
    for (let code = 0x80; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCodePoint(code);
      for (const caseSensitive of [false, true]) {
        for (const ascii of foldText(char, caseSensitive).replace(/[^\0-\x7f]/g, '')) {
          if (!look(ascii, char, caseSensitive)) throw new Error(`U+${code.toString(16)} is missed for '${ascii}'`);
        }
      }
    }
  });

  it('passes over what does not hold it', () => {
    expect(look('needle', 'hay, and more hay', false)).toBe(false);
    expect(look('Needle', 'a needle', true)).toBe(false);
    expect(look('a.c', 'abc', false)).toBe(false);
    expect(look('é', 'only ASCII', false)).toBe(false);
    expect(look('kilo', 'Größe', false)).toBe(false);
  });
});
