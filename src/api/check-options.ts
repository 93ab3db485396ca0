import { TicketsError } from '../tickets/tickets-error.ts';

/** What a value must be: a type, or one of a few words. */
export type Expected = 'string' | 'string or null' | 'strings' | 'boolean' | 'count' | 'date' | readonly string[];

/**
 * Checks what a program in plain JavaScript passed, where no compiler did: a mistyped key or status must not read as
 * "everything" or "nothing". Throws a TicketsError `invalid-value`.
 */
export function checkOptions(options: unknown, expected: Record<string, Expected>): void {
  if (typeof options !== 'object' || options === null) {
    throw new TicketsError(
      'invalid-value',
      'the options are no object',
      `it may have ${Object.keys(expected).join(', ')}`,
    );
  }
  for (const [key, value] of Object.entries(options)) {
    const wanted = expected[key];
    if (wanted === undefined) {
      throw new TicketsError('invalid-value', `unknown option '${key}'`, `one of ${Object.keys(expected).join(', ')}`);
    }
    if (value !== undefined) checkArgument(key, value, wanted);
  }
}

/** Checks one argument. Throws a TicketsError `invalid-value`. */
export function checkArgument(name: string, value: unknown, expected: Expected): void {
  if (isExpected(value, expected)) return;
  const shown = typeof value === 'string' ? `'${value}'` : String(value);
  const what = Array.isArray(expected) ? `one of ${expected.join(', ')}` : `a ${String(expected)}`;
  throw new TicketsError('invalid-value', `${name} cannot be ${shown}`, `${name} is ${what}`);
}

function isExpected(value: unknown, expected: Expected): boolean {
  switch (expected) {
    case 'string':
      return typeof value === 'string';
    case 'string or null':
      return typeof value === 'string' || value === null;
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'boolean':
      return typeof value === 'boolean';
    case 'count':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'date':
      return value instanceof Date && !Number.isNaN(value.getTime());
    default:
      return typeof value === 'string' && expected.includes(value);
  }
}
