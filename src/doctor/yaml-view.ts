import { readFlowList } from '../format/flow-list.ts';
import { type FrontMatter, type FrontMatterField, parseFrontMatter } from '../format/front-matter.ts';
import { isPrintable } from '../format/is-printable.ts';
import { readScalar } from '../format/scalar.ts';
import { readAsOthersDo } from '../format/yaml-problem.ts';

/** What is wrong with a field for a YAML reader; null where nothing is. */
export function yamlProblem(frontMatter: FrontMatter, field: FrontMatterField): string | null {
  const sight = atFirstSight(frontMatter, field);
  if (sight !== 'unsure') return sight === 'nested' ? NESTED : null;
  // Without a space behind it, the key is none to YAML: front-matter/no-space-after-key says so.
  if (!hasSpace(frontMatter, field)) return null;
  switch (certainty(frontMatter, field)) {
    case 'valid':
      return null;
    case 'nested':
      return NESTED;
    case 'unprintable':
      return 'it holds a control character';
    case 'unsure':
      return readFieldAsOthersDo(frontMatter, field).problem;
  }
}

const NESTED = 'without quotes, a value cannot hold a colon and a space';

/**
 * What a YAML reader makes of a field, where it is plain to see: printable ASCII on one line that begins with a letter or
 * digit, or a list of such words. `valid`: a text, a number, a list. `nested`: a colon and a space make a map of it.
 */
export function atFirstSight(
  frontMatter: FrontMatter,
  { rest, valueStart, continuation }: FrontMatterField,
): 'valid' | 'nested' | 'unsure' {
  if (continuation.length > 0 || frontMatter.text[valueStart - 1] !== ' ') return 'unsure';
  // Letters before anything but a comment; digits before what is in numbers and times; words in brackets.
  if (/^[A-Za-z][ -"$-~]*$/.test(rest)) return /: |: *$/.test(rest) ? 'nested' : 'valid';
  return /^\d(?:[\w.+/-]|:(?!$))*$|^\[(?:\w[\w.+/-]*(?:, \w[\w.+/-]*)*)?\]$/.test(rest) ? 'valid' : 'unsure';
}

/** A field's value as programs with a YAML library see it, or why they see none. Takes 0.3 ms: for the few unsure ones. */
export function readFieldAsOthersDo(
  frontMatter: FrontMatter,
  field: FrontMatterField,
): { value: unknown; problem: string | null } {
  return readSourceAsOthersDo(frontMatter.text.slice(field.start, field.end));
}

export function readSourceAsOthersDo(source: string): { value: unknown; problem: string | null } {
  const view = readAsOthersDo(parseFrontMatter(`---\n${source.replace(/\r?\n$/, '')}\n---\n`));
  if ('problem' in view) return { value: undefined, problem: lowerFirst(view.problem.message) };
  return { value: Object.values(view.data)[0], problem: null };
}

/** Whether a field is written as YAML has it: with space between the colon and the value. */
export function hasSpace(frontMatter: FrontMatter, field: FrontMatterField): boolean {
  return field.rest === '' || frontMatter.text[field.valueStart - 1] !== ':';
}

/** What can be said without a YAML library, which takes 30 ms to load and much longer than this for every value. */
function certainty(frontMatter: FrontMatter, field: FrontMatterField): 'valid' | 'nested' | 'unprintable' | 'unsure' {
  const { rest, continuation } = field;
  if (holdsControls(rest)) return 'unprintable';
  if (continuation.length > 0) {
    const simple =
      rest.trim() === '' && continuation.every((line) => isListLine(line.text, continuation[0]?.text ?? ''));
    return simple ? 'valid' : 'unsure';
  }
  if (!isPrintable(rest) || frontMatter.text[field.valueStart - 1] === '\t') return 'unsure';
  if (rest.startsWith('[')) {
    const items = readFlowList(rest)?.items;
    // Our own reader passes over a comma too many.
    if (/[[,]\s*,/.test(rest)) return 'unsure';
    return items?.every((item) => isPlainWord(rest.slice(item.start, item.end))) ? 'valid' : 'unsure';
  }
  const { value, style, yaml } = readScalar(rest);
  if (yaml || value === '' || isPlainWord(value)) return 'valid';
  // Indicators: what they begin is no plain value, or one only as the case may be (YAML 1.2, section 7.3.3).
  if (style !== 'plain' || /^[-?:,[\]{}#&*!|>'"%@`]/.test(value)) return 'unsure';
  return /:(?:[ \t]|$)/.test(value) ? 'nested' : 'valid';
}

function isListLine(text: string, first: string): boolean {
  const indent = /^ *- /.exec(first)?.[0];
  if (indent === undefined || !text.startsWith(indent)) return false;
  const item = text.slice(indent.length);
  return isPrintable(item) && (readScalar(item).yaml || isPlainWord(item));
}

/** Words, numbers, times, null: valid everywhere, whatever type a reader makes of them. */
function isPlainWord(text: string): boolean {
  return /^(?:~|[\p{L}\p{N}_][\p{L}\p{N}_.:+/ -]*)$/u.test(text) && !/:(?: |$)/.test(text);
}

/**
 * Control characters that no YAML text may hold (YAML 1.2, section 5.1). Not all libraries refuse them, but those that
 * keep to the letter do. NUL is damage of another sort, whoever reads it.
 */
function holdsControls(text: string): boolean {
  return /\p{Cc}/u.test(text) && [...text].some((char) => /\p{Cc}/u.test(char) && !'\0\t\n\r\u0085'.includes(char));
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
