import { isSlug, slugify } from '../../../format/slug.ts';
import { EXAMPLE_ID, exampleItem } from '../../example-tree.ts';
import { fieldPlace } from '../../field-place.ts';
import type { Rule } from '../../rule.ts';

export const malformed: Rule = {
  id: 'slug/malformed',
  severity: 'warning',
  summary: 'a slug has other characters than a-z, 0-9 and hyphens',
  why: `A slug is what people type to name an item, and the end of its id. Other letters, spaces and capitals have to be quoted
and remembered, and cannot be part of an id.`,
  help: 'a slug is a-z, 0-9 and hyphens, and begins with a letter or digit; `tickets edit --slug` sets it',
  bad: exampleItem((text) => text.replace('slug: slow-search', 'slug: Slow search')),
  good: exampleItem((text) => text),
  at: { path: `open/${EXAMPLE_ID}/item.md`, line: 3, column: 7 },
  checkItem: (item) => {
    const slug = item.parsedItem()?.fields.slug ?? '';
    if (slug === '' || isSlug(slug)) return [];
    const meant = slugify(slug);
    return [
      {
        ...fieldPlace(item, 'slug'),
        message: `'${slug}' is no slug`,
        ...(meant !== '' && { help: `did you mean '${meant}'? ${malformed.help}` }),
      },
    ];
  },
};
