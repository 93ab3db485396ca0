import { readBlockList } from './block-list.ts';
import { readList } from './field-value.ts';
import { FIELDS } from './fields.ts';
import { readFlowList, writeFlowList } from './flow-list.ts';
import { type FrontMatter, type FrontMatterField, findField } from './front-matter.ts';
import { lineEnding } from './line-ending.ts';
import { type QuoteStyle, readScalar, writeScalar } from './scalar.ts';

/** A replacement of the characters from `start` to `end`. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** Applies edits that do not overlap; positions are those of the text before any of them. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  // The sort is stable: what is inserted at one place comes in the order of the list.
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The edit that gives a field a new text or null, in the quotes that it has; a missing field is added at the end. */
export function editField(frontMatter: FrontMatter, key: string, value: string | null): TextEdit {
  const field = findField(frontMatter, key);
  if (!field) return addField(frontMatter, key, writeFieldValue(key, value, 'plain'));
  const current = readScalar(field.rest, { keepHash: key === 'title' });
  const written = writeFieldValue(key, value, current.style);
  return replaceValue(frontMatter, field, current.length, written);
}

/** The edit that gives a list field these values: what stays keeps its quotes, spaces and place. */
export function editList(frontMatter: FrontMatter, key: string, values: readonly string[]): TextEdit[] {
  const field = findField(frontMatter, key);
  if (!field) return [addField(frontMatter, key, writeFlowList(values))];
  const before = readList(frontMatter, field);
  const added = values.filter((value) => !before.includes(value));
  if (field.continuation.length > 0) {
    return (
      editBlockList(frontMatter, field, values, added) ?? [
        replaceValue(frontMatter, field, readScalar(field.rest).length, writeFlowList(values)),
      ]
    );
  }
  const flow = readFlowList(field.rest);
  if (!flow) return [replaceValue(frontMatter, field, readScalar(field.rest).length, writeFlowList(values))];
  const kept = flow.items.filter((item) => values.includes(item.value));
  const texts = kept.map((item) => field.rest.slice(item.start, item.end));
  if (kept.length === flow.items.length) return [appendToFlow(field, flow.close, flow.items.at(-1)?.end, added)];
  const items = [...texts, ...added.map((value) => writeScalar(value, 'plain', { inList: true }))];
  return [replaceValue(frontMatter, field, flow.close + 1, `[${items.join(', ')}]`)];
}

function appendToFlow(field: FrontMatterField, close: number, last: number | undefined, added: string[]): TextEdit {
  const at = field.valueStart + (last ?? close);
  const texts = added.map((value) => writeScalar(value, 'plain', { inList: true })).join(', ');
  return { start: at, end: at, text: last === undefined || texts === '' ? texts : `, ${texts}` };
}

/** Line by line, where every line of the block is one `- value`; null for any other shape. */
function editBlockList(
  frontMatter: FrontMatter,
  field: FrontMatterField,
  values: readonly string[],
  added: readonly string[],
): TextEdit[] | null {
  const items = readBlockList(field);
  if (values.length === 0 || !items) return null;
  const edits: TextEdit[] = items
    .filter((item) => !values.includes(item.value))
    .map((item) => ({ start: item.line.start, end: item.line.next, text: '' }));
  const prefix = items[0]?.prefix ?? '  - ';
  const eol = lineEnding(frontMatter.text);
  const text = added.map((value) => `${prefix}${writeScalar(value)}${eol}`).join('');
  return [...edits, { start: field.end, end: field.end, text }];
}

function writeFieldValue(key: string, value: string | null, style: QuoteStyle): string {
  if (value === null) return 'null';
  // Times are written bare, as all real data has them, though a YAML 1.1 reader makes dates of them.
  const isTime = FIELDS.some((field) => field.key === key && field.type === 'time');
  return isTime && style === 'plain' ? value : writeScalar(value, style);
}

function replaceValue(frontMatter: FrontMatter, field: FrontMatterField, length: number, text: string): TextEdit {
  const separated = field.valueStart > 0 && frontMatter.text[field.valueStart - 1] === ':' ? ` ${text}` : text;
  if (field.continuation.length === 0) {
    // A bare comment behind an empty value must not become part of the new one.
    const space = length === 0 && field.rest !== '' ? ' ' : '';
    return { start: field.valueStart, end: field.valueStart + length, text: separated + space };
  }
  return { start: field.valueStart, end: field.end, text: separated + lineEnding(frontMatter.text) };
}

function addField(frontMatter: FrontMatter, key: string, text: string): TextEdit {
  const eol = lineEnding(frontMatter.text);
  return { start: frontMatter.closerStart, end: frontMatter.closerStart, text: `${key}: ${text}${eol}` };
}
