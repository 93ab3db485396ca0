/** Something that looks like a secret. */
export interface SecretShape {
  /** What it is, for people: `a GitHub token`. */
  what: string;
  start: number;
  end: number;
}

interface Shape {
  what: string;
  /** What a text must hold before the expression is tried. */
  prefix: string;
  /** Its first group is the part that is random. */
  pattern: RegExp;
}

const HYPHENS = '-'.repeat(5);
const PRIVATE_KEY = `${HYPHENS}BEGIN `;

// Prefixes and lengths as the services document them. Each is written so that it does not match itself.
const SHAPES: readonly Shape[] = [
  {
    what: 'a private key',
    prefix: PRIVATE_KEY,
    // Only with a line of the key below it: the first line alone stands in many texts about keys.
    pattern: new RegExp(
      `${HYPHENS}BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?${HYPHENS}\\s+(?:[A-Z][\\w-]+: [^\\n]*\\n\\s*)*([A-Za-z0-9+/=]{40,})`,
      'g',
    ),
  },
  { what: 'a GitHub token', prefix: 'gh', pattern: /\bgh[oprsu]_([A-Za-z0-9]{36,255})\b/g },
  { what: 'a GitHub token', prefix: 'github_pat_', pattern: /\bgithub_pat_(\w{60,255})\b/g },
  { what: 'a GitLab token', prefix: 'glpat-', pattern: /\bglpat-([\w-]{20,64})/g },
  { what: 'a Slack token', prefix: 'xox', pattern: /\bxox[abeoprs]-([A-Za-z0-9-]{24,255})/g },
  { what: 'an AWS access key id', prefix: 'A', pattern: /\bA(?:KI|SI)A([A-Z2-7]{16})\b/g },
  { what: 'an npm token', prefix: 'npm_', pattern: /\bnpm_([A-Za-z0-9]{36})\b/g },
  { what: 'an API key', prefix: 'sk-', pattern: /(?<![\w-])sk-((?:[a-z]+\d*-){0,3}[A-Za-z0-9_-]{32,255})/g },
];

const WITH_UNDERSCORE = /(?:gh[oprsu]|github_pat|npm)_/;
/** What stands before the underscore of each of these. */
const BEFORE_UNDERSCORE = new Set(Array.from('oprsutm', (letter) => letter.charCodeAt(0)));

/**
 * Whether there may be a secret in a text: whether it has what one of them begins with. Texts are searched for single
 * words, which takes a tenth of the time of one expression for all of them, and for rare letters of a word first.
 */
export function mayHoldSecret(text: string): boolean {
  return (
    (text.includes('IA') && (text.includes('KIA') || text.includes('SIA'))) ||
    text.includes('xox') ||
    (text.includes('k-') && text.includes('sk-')) ||
    text.includes('glpat-') ||
    text.includes(PRIVATE_KEY) ||
    mayHoldUnderscored(text)
  );
}

function mayHoldUnderscored(text: string): boolean {
  for (let at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
    if (BEFORE_UNDERSCORE.has(text.charCodeAt(at - 1))) return WITH_UNDERSCORE.test(text);
  }
  return false;
}

/** The secrets' shapes in a text, in its order. */
export function findSecrets(text: string): SecretShape[] {
  if (!mayHoldSecret(text)) return [];
  return SHAPES.flatMap(({ what, prefix, pattern }) =>
    text.includes(prefix)
      ? [...text.matchAll(pattern)].flatMap((match): SecretShape[] => {
          if (!looksRandom(match[1] ?? '')) return [];
          return [{ what, start: match.index, end: match.index + match[0].trimEnd().length }];
        })
      : [],
  ).sort((a, b) => a.start - b.start);
}

/** Placeholders (`xxxx`, `1234567890`, words with hyphens) are not random: few characters, no mix, or words. */
function looksRandom(text: string): boolean {
  if (/example|dummy|placeholder|redacted|secret|your|token|abcdef|123456/i.test(text)) return false;
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  return entropy(text) >= 3;
}

/** Bits per character, by how often each stands in the text (Shannon). */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
