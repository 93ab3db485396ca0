const OPENER = '<!-- event: ';
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

/**
 * A time, in the files' form, that no event of a thread.md is later than; '' where none has a readable one. Far less work
 * than reading the events: any time in a line that could be a header counts. `text` may be the file's bytes read as
 * Latin-1, since all that matters is ASCII.
 */
export function latestTime(text: string): string {
  let latest = '';
  for (let at = text.indexOf(OPENER); at >= 0; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    for (const [time] of text.slice(at, end).matchAll(TIME)) if (time > latest) latest = time;
    at = text.indexOf(OPENER, end);
  }
  return latest;
}
