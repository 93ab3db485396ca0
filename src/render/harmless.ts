import { WrittenList } from './written-list.ts';

/**
 * What a terminal would act on, or a reader could not see: control characters, the C1 range (some terminals
 * take U+009B for an escape), bidi overrides and isolates, line separators that are no newline, BOMs.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this file is for
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** The sequences that the theme prints: bold, dim, and the colours in use, on and off. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what chalk prints
const THEME_COLOR = /(\x1b\[(?:1|2|22|31|32|33|36|39)m)/;
/** Nothing to look for: nearly all that is printed. */
export const PRINTABLE = /^[ -~]*$/;
const C1 = /[\x80-\x9f]/g;

/**
 * A text that can be printed: line breaks (CRLF too) and tabs stay, everything else that is dangerous is shown as
 * `\u{9b}`.
 */
export function harmlessText(text: string): string {
  if (PRINTABLE.test(text)) return text;
  return escapeControls(text.replaceAll('\r\n', '\n')).replace(C1, showCode);
}

/** The same on one line, and without tabs. */
export function harmlessLine(text: string): string {
  if (PRINTABLE.test(text)) return text;
  return harmlessText(text).replace(/[\n\t]/g, showCode);
}

/**
 * One cell of tab-separated values. C1 characters stay as they are, since real titles hold them and a program
 * that reads the table must see the title as written.
 */
export function harmlessCell(text: string): string {
  if (PRINTABLE.test(text)) return text;
  return escapeControls(text).replace(/[\n\t]/g, showCode);
}

/**
 * What is about to be printed, with nothing in it that a terminal acts on but the theme's own colours: the last gate,
 * for whatever a renderer forgot. C1 characters pass only where they are data: in a table for programs.
 */
export function harmlessOutput(text: string, keepC1: boolean): string {
  return text
    .split(THEME_COLOR)
    .map((part, index) => (index % 2 === 1 ? part : keepC1 ? escapeControls(part) : harmlessText(part)))
    .join('');
}

/** A copy of a value in which every string is harmless: what renderers are given, so that none can forget. */
export function harmless<T>(value: T): T {
  if (typeof value === 'string') return harmlessText(value) as T;
  if (Array.isArray(value)) return value.map((item) => harmless(item)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, item]) => [harmlessText(key), harmless(item)]);
  return Object.fromEntries(entries) as T;
}

/** JSON on which no terminal acts either: the same data, with the dangerous characters as `\u` escapes. */
export function harmlessJson(value: unknown): string {
  return harmlessJsonText(JSON.stringify(value, null, 2));
}

/** How many entries of a list are in a piece. */
const PIECE = 500;

/** The same text of an object in pieces, since it may hold a long list: as one text that takes twice the list's memory. */
export function* harmlessJsonParts(value: object): Generator<string | Uint8Array> {
  let separator = '{';
  for (const [key, item] of Object.entries(value)) {
    // One level down, where the item stands in the whole; nothing where JSON leaves it out.
    if (item instanceof WrittenList) {
      yield `${separator}\n  ${JSON.stringify(key)}: `;
      separator = ',';
      yield* item.parts();
      continue;
    }
    const isLong = Array.isArray(item) && item.length > PIECE;
    const text = isLong ? '' : JSON.stringify({ '': item }, null, 2);
    if (text === '{}') continue;
    yield harmlessJsonText(`${separator}\n  ${JSON.stringify(key)}: `);
    separator = ',';
    if (isLong) yield* listParts(item);
    else yield harmlessJsonText(text.slice('{\n  "": '.length, -'\n}'.length));
  }
  yield separator === '{' ? '{}' : '\n}';
}

function* listParts(list: readonly unknown[]): Generator<string> {
  for (let at = 0; at < list.length; at += PIECE) {
    const text = JSON.stringify({ '': list.slice(at, at + PIECE) }, null, 2);
    yield `${at === 0 ? '[' : ','}\n    ${harmlessJsonText(text.slice('{\n  "": [\n    '.length, -'\n  ]\n}'.length))}`;
  }
  yield '\n  ]';
}

/** The same of JSON that is written already. */
export function harmlessJsonText(text: string): string {
  const unicodeEscape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text
    .replace(/[\x7f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, unicodeEscape)
    .replace(C1, unicodeEscape);
}

function escapeControls(text: string): string {
  return text.replace(CONTROLS, showCode);
}

function showCode(char: string): string {
  const short: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\x1b': '\\e' };
  return short[char] ?? `\\u{${char.charCodeAt(0).toString(16)}}`;
}
