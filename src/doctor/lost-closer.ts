import { FIELDS } from '../format/fields.ts';
import type { FrontMatter } from '../format/front-matter.ts';

const KNOWN = new Set<string>(FIELDS.map(({ key }) => key));

/**
 * The offset where the closing line `---` must have been, of a front matter that runs into the text below it and ends at
 * a rule of that text; null for any other. It is so where all fields that the format knows stand above a blank line, and
 * below it something that is no field.
 */
export function lostCloser(frontMatter: FrontMatter): number | null {
  const { state, problems, fields, text, closerStart } = frontMatter;
  const strays = problems.filter(({ code }) => code === 'front-matter/not-a-field').map(({ line = 1 }) => line);
  const stray = strays.at(-1);
  if (state !== 'closed' || stray === undefined) return null;
  const known = fields.filter(({ key }) => KNOWN.has(key));
  const last = known.at(-1);
  // A line that is no field among the fields is just that.
  if (!last || known.length < KNOWN.size / 2 || strays.some((line) => line <= last.line)) return null;
  const blank = /\n(?=\r?\n)/.exec(text.slice(last.start, closerStart));
  if (!blank) return null;
  const at = last.start + blank.index + 1;
  const lineOfBlank = text.slice(0, at).split('\n').length;
  return lineOfBlank < stray ? at : null;
}
