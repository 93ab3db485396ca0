import { readScalar, writeScalar } from './scalar.ts';
import { trimBlanks } from './trim-blanks.ts';

export interface FlowListItem {
  value: string;
  /** Offsets of the item in the text, its quotes included, the spaces around it not. */
  start: number;
  end: number;
}

export interface FlowList {
  items: FlowListItem[];
  /** Offset of the closing bracket. */
  close: number;
}

/** Reads a one-line list `[a, "b c"]` at the start of `text`; null for anything else, nested lists included. */
export function readFlowList(text: string): FlowList | null {
  if (!text.startsWith('[')) return null;
  const items: FlowListItem[] = [];
  let at = 1;
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (text[at] === ']') break;
    const item = readItem(text, at);
    if (!item) return null;
    if (item.end > item.start) items.push(item);
    at = item.end;
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (text[at] === ',') at += 1;
    else if (text[at] !== ']') return null;
  }
  return /^[ \t]*(?:[ \t]#.*)?$/s.test(text.slice(at + 1)) ? { items, close: at } : null;
}

export function writeFlowList(values: readonly string[]): string {
  return `[${values.map((value) => writeScalar(value, 'plain', { inList: true })).join(', ')}]`;
}

function readItem(text: string, start: number): FlowListItem | null {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const pattern = quote === '"' ? /"(?:[^"\\]|\\.)*"/sy : /'(?:[^']|'')*'/y;
    pattern.lastIndex = start;
    const raw = pattern.exec(text)?.[0];
    if (raw === undefined) return null;
    return { value: readScalar(raw).value, start, end: start + raw.length };
  }
  const plain = /[^,[\]{}]*/y;
  plain.lastIndex = start;
  const raw = trimBlanks(plain.exec(text)?.[0] ?? '');
  return raw.includes(' #') || raw.startsWith('#') ? null : { value: raw, start, end: start + raw.length };
}
