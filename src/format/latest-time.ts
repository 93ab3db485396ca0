const OPENER = '<!-- event: ';
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

/** What commands write: the time, and nothing else that looks like one. */
const COMMON =
  /<!-- event: [\w-]+ author: [\w.@+-]+ at: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?: status: \w+)?(?: id: \w+)? -->\n/y;

/**
 * A time, in the files' form, that no event of a thread.md is later than; '' where none has a readable one. Far less work
 * than reading the events: any time in a line that could be a header counts. `text` may be the file's bytes read as
 * Latin-1, since all that matters is ASCII.
 */
export function latestTime(text: string): string {
  let latest = '';
  for (let at = text.indexOf(OPENER); at >= 0; ) {
    COMMON.lastIndex = at;
    const time = COMMON.exec(text)?.[1];
    if (time !== undefined) {
      if (time > latest) latest = time;
      at = text.indexOf(OPENER, COMMON.lastIndex);
      continue;
    }
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    for (const [any] of text.slice(at, end).matchAll(TIME)) if (any > latest) latest = any;
    at = text.indexOf(OPENER, end);
  }
  return latest;
}
