import { slugify } from './slug.ts';

/**
 * The slug for a title: that of its ASCII words; for a title without an ASCII letter, that of its
 * transliteration (`Привет мир` gives `privet-mir`). The tables for that are loaded only then.
 */
export async function titleSlug(title: string): Promise<string> {
  const slug = slugify(title);
  if (/[a-z]/.test(slug)) return slug;
  const { default: anyAscii } = await import('any-ascii');
  const spoken = anyAscii(title).replace(/([a-z])([A-Z])/g, '$1-$2');
  return slugify(spoken) || slug || 'untitled';
}
