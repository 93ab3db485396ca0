/** The longest slug that the real data holds; longer ones are cut at a word. */
export const LONGEST_SLUG = 60;

/** The one form of a slug. */
export const SLUG = /^[a-z0-9][a-z0-9-]*$/;

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/**
 * The ASCII slug of a text: lower case, accents dropped, everything else a hyphen, at most 60 characters.
 * Empty when the text has no ASCII letter or digit; what to do then is the caller's choice.
 */
export function slugify(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return cutAtWord(words);
}

function cutAtWord(slug: string): string {
  if (slug.length <= LONGEST_SLUG) return slug;
  const head = slug.slice(0, LONGEST_SLUG + 1);
  const hyphen = head.lastIndexOf('-');
  // One endless word is cut hard rather than lost.
  const cut = hyphen > LONGEST_SLUG / 2 ? head.slice(0, hyphen) : head.slice(0, LONGEST_SLUG);
  return cut.replace(/-+$/, '');
}
