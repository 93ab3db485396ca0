/** The only codes that our own colours use: bold, dim, red, green, yellow, cyan, and their ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what a terminal reads
const OWN_COLOURS = /\x1b\[(?:1|2|22|31|32|33|36|39)m/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not get through
const C0 = /[\0-\x08\x0b-\x1f\x7f]/;
const C1 = /[\x80-\x9f]/;
const INVISIBLE = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

/**
 * What a terminal would act on, or a reader could not see, as code points; our own colours are left out. A
 * table in a pipe may hold C1 characters, since real titles do.
 */
export function dangerousCharacters(text: string, allowed: { colours?: boolean; c1?: boolean } = {}): string[] {
  const rest = allowed.colours ? text.replace(OWN_COLOURS, '') : text;
  return [...rest]
    .filter((char) => C0.test(char) || (!allowed.c1 && C1.test(char)) || INVISIBLE.test(char))
    .map((char) => `U+${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
