import { distance } from 'fastest-levenshtein';
import { parseEventHeader } from '../format/event-header.ts';
import { eventId } from '../format/event-id.ts';
import { unquoteBody } from '../format/quote-body.ts';
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

/**
 * What in an event's header cannot be read as it was surely meant; null for a header that can. With the ids that the item
 * may have, an event's own id is known again where its name was lost.
 */
export function headerFault(event: ThreadEvent, itemIds: readonly string[] = []): string | null {
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
    if (key === 'id' && /[\s<>]/.test(value)) return `'id' reads as '${value}'`;
    if (value.includes('-->')) return `the text of '${key}' runs over the end of the comment`;
    if (value.includes('"') || IN_A_VALUE.test(` ${value}`)) {
      // A value in quotes may hold anything: only what stands there bare has run into something else.
      const start = text.indexOf(`${key}: `) + key.length + 2;
      const quoted = /^\s*"(?:[^"\\]|\\.)*"(?=\s+(?:[A-Za-z_][\w-]*:\s|-->))/s.test(text.slice(start));
      if (!quoted) return `'${key}' reads as '${value}'`;
    }
  }
  return misnamed(event) ?? lostId(event, itemIds);
}

/** An attribute of the format that is missing, and stands there under nearly its name. */
function misnamed({ attributes, author, at }: ThreadEvent): string | null {
  for (const { key, value } of attributes) {
    if (KNOWN.includes(key)) continue;
    if (author === null && key.length > 3 && distance(key.toLowerCase(), 'author') <= 2)
      return `'${key}' is written 'author'`;
    if (at === null && key.length <= 3 && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return `'${key}' is written 'at'`;
  }
  return null;
}

/** An id that fits the event, and stands under another name or behind another value. */
function lostId({ id, attributes, body }: ThreadEvent, itemIds: readonly string[]): string | null {
  const last = attributes.at(-1);
  if (id !== null || !last) return null;
  const [, rest = '', found] = /^(?:(.*?)(?: id)? )?([0-9a-f]{16})$/s.exec(last.value) ?? [];
  if (found === undefined) return null;
  const others = attributes.slice(0, -1);
  if (rest !== '') others.push({ key: last.key, value: rest });
  // Only the writer of ids quotes, and only events with an id are read so.
  const content = { attributes: others, body: unquoteBody(body) };
  if (!itemIds.some((itemId) => eventId(itemId, content) === found)) return null;
  return rest === '' ? `'${last.key}' is written 'id'` : `the event's id stands in '${last.key}'`;
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
