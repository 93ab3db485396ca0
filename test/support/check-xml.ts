/** What XML 1.0 allows as a character. */
const ALLOWED = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const NAME = '[A-Za-z][\\w-]*';
const TEXT = '(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\\d+|#x[\\da-f]+);)*';
const ATTRIBUTE = `\\s+(${NAME})="((?:[^<&"]|&(?:amp|lt|gt|quot|apos|#\\d+|#x[\\da-f]+);)*)"`;
const TOKEN = new RegExp(`<(/?)(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>|(${TEXT})`, 'gy');

/** Why a text is not well-formed XML of elements, attributes and text; null where it is. */
export function xmlProblem(xml: string): string | null {
  if (!ALLOWED.test(xml)) return 'a character that XML 1.0 forbids';
  const start = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(xml)?.[0];
  if (start === undefined) return 'no declaration';
  const open: string[] = [];
  let roots = 0;
  TOKEN.lastIndex = start.length;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(xml);
    if (!match || match[0] === '') return `no markup and no text at ${at}: ${xml.slice(at, at + 40)}`;
    const [, close, name, attributes = '', , , empty, text] = match;
    if (text !== undefined) {
      if (text.includes(']]>')) return 'an end of CDATA in a text';
      if (open.length === 0 && text.trim() !== '') return 'text outside of the root';
      continue;
    }
    const names = [...attributes.matchAll(new RegExp(ATTRIBUTE, 'g'))].map(([, key]) => key);
    if (new Set(names).size < names.length) return `an attribute twice in ${name}`;
    if (close === '/') {
      if (open.pop() !== name) return `${name} closed out of turn`;
    } else if (name !== undefined) {
      if (open.length === 0) roots += 1;
      if (empty !== '/') open.push(name);
    }
  }
  if (open.length > 0) return `never closed: ${open.join(', ')}`;
  return roots === 1 ? null : `${roots} roots`;
}
