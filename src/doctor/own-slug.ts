import { ownText } from './own-text.ts';

/** A slug that keeps no more than the id alive. */
export function ownSlug(id: string, slug: string): string {
  return id.endsWith(slug) ? id.slice(id.length - slug.length) : ownText(slug);
}
