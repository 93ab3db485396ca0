import { FIELDS } from '../format/fields.ts';
import { readFlowList } from '../format/flow-list.ts';
import type { FrontMatter, FrontMatterField } from '../format/front-matter.ts';
import { readScalar } from '../format/scalar.ts';
import type { CheckedFile } from '../tickets/tree.ts';
import type { FixSafety } from './finding.ts';
import { editFile, type Fix } from './fix.ts';
import { readSourceAsOthersDo } from './yaml-view.ts';

/**
 * The repair that puts a plain one-line value in quotes, and changes nothing else; undefined where that would not give
 * YAML readers the value that people see.
 *
 * As safe as is asked for, if a reader that only strips the quotes sees the same too; else unsafe.
 */
export function quoteValue(
  file: CheckedFile,
  frontMatter: FrontMatter,
  field: FrontMatterField,
  safety: FixSafety,
): Fix | undefined {
  if (!file.validUtf8 || frontMatter.state !== 'closed' || field.continuation.length > 0) return undefined;
  const { value, style, length } = readScalar(field.rest, { keepHash: field.key === 'title' });
  if (style !== 'plain' || value === '') return undefined;
  const quoted = inQuotes(value);
  if (!readsAs(quoted.text, value)) return undefined;
  // Of a key that the format does not know, the text itself is the value, quotes included.
  const isKnown = FIELDS.some(({ key }) => key === field.key);
  return {
    safety: quoted.escaped || !isKnown ? 'unsafe' : safety,
    description: 'quote the value',
    repairs: [editFile(file, [{ start: field.valueStart, end: field.valueStart + length, text: quoted.text }])],
  };
}

/** The same for a list on one line: quotes around those of its values that YAML readers refuse. */
export function quoteListItems(
  file: CheckedFile,
  frontMatter: FrontMatter,
  field: FrontMatterField,
  safety: FixSafety,
): Fix | undefined {
  const list = field.continuation.length > 0 ? null : readFlowList(field.rest);
  if (!list || !file.validUtf8 || frontMatter.state !== 'closed') return undefined;
  let escaped = false;
  const edits = list.items.flatMap((item) => {
    const raw = field.rest.slice(item.start, item.end);
    const view = readSourceAsOthersDo(`key: [${raw}]`);
    if (view.problem === null) return [];
    const quoted = inQuotes(item.value);
    escaped ||= quoted.escaped;
    if (!readsAs(quoted.text, item.value)) return [];
    return [{ start: field.valueStart + item.start, end: field.valueStart + item.end, text: quoted.text }];
  });
  if (edits.length === 0) return undefined;
  return { safety: escaped ? 'unsafe' : safety, description: 'quote the value', repairs: [editFile(file, edits)] };
}

/** In the quotes that need no escapes, if there are such: a reader that only strips them sees the same text. */
function inQuotes(value: string): { text: string; escaped: boolean } {
  if (!/["\\]/.test(value)) return { text: `"${value}"`, escaped: false };
  if (!value.includes("'")) return { text: `'${value}'`, escaped: false };
  return { text: `"${value.replace(/["\\]/g, '\\$&')}"`, escaped: true };
}

function readsAs(quoted: string, value: string): boolean {
  // Printable ASCII without a quote or a backslash is itself in quotes.
  if (/^[ !#-&(-[\]-~]*$/.test(value)) return true;
  if (readScalar(quoted).value !== value) return false;
  // What prints, on one line and without escapes, is the same to every YAML reader.
  if (!/[\p{C}\p{Z}\\]/u.test(value.replaceAll(' ', ''))) return true;
  return readSourceAsOthersDo(`key: ${quoted}`).value === value;
}
