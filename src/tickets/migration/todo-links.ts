import { posix } from 'node:path';

/** A link in a line of TODO.md. */
export interface TodoLink {
  /** The file it leads to, relative to the project, less its `#…`; null for anything but a file of the project. */
  path: string | null;
  /** Where its text starts and ends in the line. */
  start: number;
  end: number;
}

/** `](target)`, `](<target>)`, each with or without a title behind it; the third form has spaces in the name. */
const INLINE =
  /\[[^[\]]*\]\([ \t]*(?:<([^<>]*)>|((?:[^\s()\\<]|\\.|\([^\s()]*\))+)|([^()<>"]*\.md))(?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\)/g;
/** `[text][name]`, with its target in a line of its own. */
const REFERENCE = /\[[^[\]]*\]\[([^[\]]+)\]/g;
const DEFINITION = /^ {0,3}\[([^[\]]+)\]:[ \t]*<?([^\s<>]+)>?/;
const AUTOLINK = /<([^\s<>:]+\.md)>/g;
/** A bare path behind the arrow that the lists had, or one that is the whole text. */
const ARROW = /(?:→|->)[ \t]*([^\s[\]()<>`]+\.md)(?=\s|$)/gu;
const WHOLE = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?`?([^\s[\]()<>`]+\.md)`?[ \t]*$/;

/** The targets that reference links of a text name, by their name in lower case. */
export function linkDefinitions(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const match = DEFINITION.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) found.set(match[1].toLowerCase(), match[2]);
  }
  return found;
}

/** The links of one line, in its order. `directory` is that of the list, relative to the project. */
export function todoLinks(line: string, directory: string, definitions: ReadonlyMap<string, string>): TodoLink[] {
  const links: TodoLink[] = [];
  const add = (match: RegExpExecArray | RegExpMatchArray, target: string | undefined): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    // A form that was found first has the text: `[a](b)` is no bare path as well.
    if (target === undefined || links.some((link) => start < link.end && link.start < end)) return;
    links.push({ path: projectPath(target, directory), start, end });
  };
  for (const match of line.matchAll(INLINE)) add(match, match[1] ?? match[2] ?? match[3]);
  for (const match of line.matchAll(REFERENCE)) add(match, definitions.get((match[1] ?? '').toLowerCase()));
  const definition = DEFINITION.exec(line);
  if (definition) add(definition, definition[2]);
  for (const match of line.matchAll(AUTOLINK)) add(match, match[1]);
  for (const match of line.matchAll(ARROW)) add(match, match[1]);
  const whole = WHOLE.exec(line);
  if (whole) add(whole, whole[1]);
  return links.sort((a, b) => a.start - b.start);
}

function projectPath(target: string, directory: string): string | null {
  const bare = target.replace(/#.*$/s, '').replace(/\\([ ()\\])/g, '$1');
  if (bare === '' || bare.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(bare)) return null;
  return posix.normalize(posix.join(directory, decoded(bare)));
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch (error) {
    // A `%` that is just a `%`.
    if (error instanceof URIError) return target;
    throw error;
  }
}
