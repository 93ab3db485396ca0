/** One attribute of an event header, in the order of the line. */
export interface EventAttribute {
  key: string;
  value: string;
}

// With `s`, since `.` would stop at U+2028, U+2029 and a carriage return, which end no line here.
const HEADER = /^<!-- event: (.*)-->[ \t]*$/s;

/**
 * True for a line that starts an event: it begins in column 0 with `<!-- event: ` and ends with `-->`.
 * Whether it stands inside a code fence is for the caller to know.
 */
export function isEventHeader(line: string): boolean {
  return line.startsWith('<!-- event: ') && HEADER.test(line);
}

/**
 * The attributes of a header line, `event` first. A value is double-quoted with `\"` and `\\`, or bare; a bare
 * one may hold spaces and runs to the next ` word: ` or to the end.
 */
export function parseEventHeader(line: string): EventAttribute[] {
  return parseCommonHeader(line) ?? parseAnyHeader(line);
}

// What commands write, and the old script wrote. The time begins with a digit, so that it is no key.
const COMMON =
  /^<!-- event: ([\w-]+) author: ([\w.@+-]+) at: (\d[\dTZ:-]*)(?: status: (\w+))?(?: id: (\w+))? -->[ \t]*$/;

/** The same for nearly all headers, at a tenth of the time; null for any other. */
function parseCommonHeader(line: string): EventAttribute[] | null {
  const match = COMMON.exec(line);
  if (!match) return null;
  const [, kind = '', author = '', at = '', status, id] = match;
  const attributes = [
    { key: 'event', value: kind },
    { key: 'author', value: author },
    { key: 'at', value: at },
  ];
  if (status !== undefined) attributes.push({ key: 'status', value: status });
  if (id !== undefined) attributes.push({ key: 'id', value: id });
  return attributes;
}

/** Every header there may be; exported for the proof that common ones read the same. */
export function parseAnyHeader(line: string): EventAttribute[] {
  const inner = HEADER.exec(line)?.[1];
  if (inner === undefined) return [];
  const attributes: EventAttribute[] = [];
  let rest = `event: ${inner}`;
  for (;;) {
    const key = /^\s*([A-Za-z_][\w-]*):(?=\s|$)/.exec(rest);
    if (!key) break;
    rest = rest.slice(key[0].length);
    const [, name = ''] = key;
    const quoted = /^\s*"((?:[^"\\]|\\.)*)"(?=\s|$)/s.exec(rest);
    if (quoted) {
      const [, value = ''] = quoted;
      attributes.push({ key: name, value: value.replace(/\\(["\\])/g, '$1') });
      rest = rest.slice(quoted[0].length);
      // What stands between a closing quote and the next key belongs to nothing, and must not be lost.
      const stray = bareLength(rest);
      if (rest.slice(0, stray).trim() !== '') {
        const last = attributes.at(-1) as EventAttribute;
        last.value += rest.slice(0, stray).trimEnd();
      }
      rest = rest.slice(stray);
    } else {
      const length = bareLength(rest);
      attributes.push({ key: name, value: rest.slice(0, length).trim() });
      rest = rest.slice(length);
    }
  }
  return attributes;
}

/** The header line of these attributes, without a newline. Throws a RangeError for a value that no header can hold. */
export function serializeEventHeader(attributes: readonly EventAttribute[]): string {
  const pairs = attributes.map(({ key, value }) => {
    if (/[\n\r]|-->/.test(value)) throw new RangeError(`an event's ${key} cannot hold a line break or \`-->\``);
    return `${key}: ${quoteAttribute(key, value)}`;
  });
  return `<!-- ${pairs.join(' ')} -->`;
}

function quoteAttribute(key: string, value: string): string {
  // Classes of Unicode take a millisecond to compile, and hardly any value needs them.
  if (/^[\w.@+/-]+$/.test(value) || (key === 'at' && /^[\d:TZ-]+$/.test(value))) return value;
  if (/^[\p{L}\p{N}._@+/-]+$/u.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function bareLength(rest: string): number {
  const next = rest.search(/\s[A-Za-z_][\w-]*:(?=\s|$)/);
  return next < 0 ? rest.length : next;
}
