import { isPrintable } from './is-printable.ts';
import { trimBlanks } from './trim-blanks.ts';

/** How a value is written: bare, or in the quotes that it already had. */
export type QuoteStyle = 'plain' | 'single' | 'double';

export interface Scalar {
  /** The value as a person reads it. */
  value: string;
  style: QuoteStyle;
  /** How many characters of the text the value takes, its quotes included, comments and spaces not. */
  length: number;
  /** Whether a YAML reader takes the same text for the same string. */
  readonly yaml: boolean;
}

/**
 * Reads the one-line value that stands at the start of `text` (the rest of a `key: ` line).
 *
 * - In quotes, if the quote closes and nothing but a comment follows; otherwise the quote is a character.
 * - Else to the end of the line. ` #` starts a comment unless `keepHash`: the old script wrote titles raw,
 *   so `Fix #12` in a title is the title.
 */
export function readScalar(text: string, options: { keepHash?: boolean } = {}): Scalar {
  const quoted = readQuoted(text);
  if (quoted) return quoted;
  const comment = options.keepHash || !text.includes('#') ? -1 : text.search(/(^|[ \t])#/);
  return new PlainScalar(trimBlanks(comment < 0 ? text : text.slice(0, comment)));
}

class PlainScalar implements Scalar {
  readonly value: string;
  readonly style = 'plain';
  readonly length: number;

  constructor(value: string) {
    this.value = value;
    this.length = value.length;
  }

  /** Worked out when it is asked for, since that takes longer than all the rest and hardly anybody asks. */
  get yaml(): boolean {
    return isPlainSafe(this.value);
  }
}

/** The text of a value for a `key: value` line or, with `inList`, for a place in a `[a, b]` list. */
export function writeScalar(value: string, style: QuoteStyle = 'plain', options: { inList?: boolean } = {}): string {
  if (style === 'plain' && isPlainSafe(value) && !(options.inList && /[,[\]{}]/.test(value))) return value;
  // Readers that only strip the quotes see the same text as long as nothing needs an escape.
  const needsEscape = /["\\]/.test(value);
  if (style === 'single' || (style === 'plain' && needsEscape && !value.includes("'"))) {
    return `'${value.replaceAll("'", "''")}'`;
  }
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

const DOUBLE = /^"((?:[^"\\]|\\.)*)"(?=[ \t]*(?:[ \t]#.*)?$)/s;
const SINGLE = /^'((?:[^']|'')*)'(?=[ \t]*(?:[ \t]#.*)?$)/s;

function readQuoted(text: string): Scalar | null {
  const double = text.startsWith('"') ? DOUBLE.exec(text) : null;
  if (double) {
    const value = unescapeDouble(double[1] ?? '');
    return { value: value.text, style: 'double', length: double[0].length, yaml: value.yaml };
  }
  const single = text.startsWith("'") ? SINGLE.exec(text) : null;
  if (single) {
    return { value: (single[1] ?? '').replaceAll("''", "'"), style: 'single', length: single[0].length, yaml: true };
  }
  return null;
}

const ESCAPES: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Double-quoted escapes as YAML 1.2 has them (section 5.7). An unknown one stays as it stands. */
function unescapeDouble(inner: string): { text: string; yaml: boolean } {
  let yaml = true;
  const text = inner.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu,
    (whole, hex2?: string, hex4?: string, hex8?: string, letter?: string) => {
      const hex = hex2 ?? hex4 ?? hex8;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        if (code <= 0x10ffff) return String.fromCodePoint(code);
      } else if (letter !== undefined && Object.hasOwn(ESCAPES, letter)) {
        return ESCAPES[letter] ?? whole;
      }
      yaml = false;
      return whole;
    },
  );
  return { text, yaml };
}

/** What a YAML 1.1 or 1.2 reader would take for something other than a string. */
const TYPED =
  /^(?:null|~|=|<<|true|false|yes|no|on|off|y|n|[-+]?\.?inf|\.?nan|[-+]?[\d_.]+(?:e[-+]?\d+)?|[-+]?0x[\da-f_]+|[-+]?0o?[0-7_]+|[-+]?0b[01_]+|[-+]?[\d_]+(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?)$/i;

/** True when bare text reads as the same string everywhere. Stricter than YAML, so that a quote too many is the worst. */
function isPlainSafe(value: string): boolean {
  if (value === '' || value.trim() !== value || TYPED.test(value)) return false;
  // The characters that mean something at the start of a YAML value (indicators, section 5.3).
  if (/^[-?:,[\]{}#&*!|>'"%@`]/.test(value)) return false;
  return !/: |:$|:\t|[ \t]#/.test(value) && isPrintable(value);
}
