import { resolve } from 'node:path';
import { decodeText } from '../format/decode-text.ts';
import { isSlug } from '../format/slug.ts';
import { parseStringMap } from '../format/string-map.ts';
import { readFile } from '../store/read-file.ts';
import { TicketsError } from '../tickets/tickets-error.ts';

/** A slug and its stamp must fit into a file name of 255 bytes. */
const LONGEST = 200;

/** Reads a slugs file: a YAML map from a source to its slug. Throws a TicketsError `invalid-value` that names the line. */
export function readSlugs(cwd: string, name: string): Map<string, { slug: string; line: number }> {
  const read = readFile(resolve(cwd, name));
  if (read.kind !== 'read') {
    const reason = read.kind === 'missing' ? 'there is no such file' : `it ${read.reason}`;
    throw new TicketsError('file-system', `cannot read ${name}: ${reason}`, 'nothing was written');
  }
  const { text, validUtf8 } = decodeText(read.bytes);
  if (!validUtf8) throw new TicketsError('invalid-value', `${name} is not valid UTF-8`, 'nothing was written');
  const map = parseStringMap(text);
  if ('problem' in map) {
    const hint = 'a line is `"tickets/x.md": slug` or `"text of a TODO line": slug`';
    throw new TicketsError('invalid-value', `${name}:${map.problem.line}: ${map.problem.message}`, hint);
  }
  const slugs = new Map<string, { slug: string; line: number }>();
  for (const { key, value, line } of map.entries) {
    if (!isSlug(value) || value.length > LONGEST) {
      const hint = `a slug is a-z, 0-9 and hyphens, at most ${LONGEST} characters`;
      throw new TicketsError('invalid-value', `${name}:${line}: '${value}' is no slug`, hint);
    }
    slugs.set(key.normalize('NFC'), { slug: value, line });
  }
  return slugs;
}
