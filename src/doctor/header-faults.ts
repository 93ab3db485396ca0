import { parseEventHeader } from '../format/event-header.ts';
import type { ThreadEvent } from '../format/thread.ts';
import { headerText } from './event-place.ts';

/** The attributes that the format knows. */
const KNOWN = ['event', 'author', 'at', 'status', 'id', 'from', 'to', 'reason', 'field'];
const IN_A_VALUE = new RegExp(`\\s(?:${KNOWN.join('|')})\\s*[:=]`, 'i');

/** What commands write, and old scripts wrote: nothing to look for in there. */
const PLAIN = /^<!-- event: [\w-]+ author: [\w.@+-]+ at: [\dTZ:-]+(?: status: \w+)?(?: id: \w+)? -->$/;

export function isPlainHeader(event: ThreadEvent): boolean {
  return PLAIN.test(headerText(event));
}

/** What in an event's header cannot be read as it was surely meant; null for a header that can. */
export function headerFault(event: ThreadEvent): string | null {
  if (isPlainHeader(event)) return null;
  const text = headerText(event);
  const { kind, attributes } = event;
  if (kind === '') return 'it names no kind';
  if (!/^[\p{L}\p{N}_.-]+$/u.test(kind)) return `the kind reads as '${kind}'`;
  const keys = attributes.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) return `'${twice}' stands in it twice`;
  for (const { key, value } of attributes) {
    const known = KNOWN.find((name) => name === key.toLowerCase());
    if (known !== undefined && known !== key) return `'${key}' is written '${known}'`;
    if (value.includes('-->')) return `the text of '${key}' runs over the end of the comment`;
    if (value.includes('"') || IN_A_VALUE.test(` ${value}`)) {
      // A value in quotes may hold anything: only what stands there bare has run into something else.
      const start = text.indexOf(`${key}: `) + key.length + 2;
      const quoted = /^\s*"(?:[^"\\]|\\.)*"(?=\s+(?:[A-Za-z_][\w-]*:\s|-->))/s.test(text.slice(start));
      if (!quoted) return `'${key}' reads as '${value}'`;
    }
  }
  return null;
}

/** The header as it was meant, where that can be told: one that reads without a fault. */
export function meantHeader(header: string): string | null {
  const opened = header.trim().replace(/^<\s?!?\s?(?:-{1,3}|[–—])/u, '');
  const end = opened.search(/(?:-{1,3}|[–—])>/u);
  const inner = (end < 0 ? opened : opened.slice(0, end)).trim();
  // What is in quotes stays as it is.
  const text = inner
    .split(/("(?:[^"\\]|\\.)*")/s)
    .map((part, index) => (index % 2 === 1 ? part : spell(part)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  const meant = `<!-- ${text.startsWith('event: ') ? text : `event: ${text}`} -->`;
  const attributes = parseEventHeader(meant);
  const kind = attributes[0]?.value ?? '';
  const keys = attributes.map(({ key }) => key);
  const clear = /^[\p{L}\p{N}_.-]+$/u.test(kind) && new Set(keys).size === keys.length && !text.includes('-->');
  const quotes = attributes.some(({ value }) => value.includes('"'));
  return clear && !quotes && meant !== header ? meant : null;
}

function spell(text: string): string {
  return text
    .replace(/,(?=\s)/g, '')
    .replace(new RegExp(`(^|\\s)(${KNOWN.join('|')})\\s*[:=]\\s*`, 'gi'), (_, before: string, key: string) => {
      return `${before}${key.toLowerCase()}: `;
    });
}
