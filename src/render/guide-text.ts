import { AGENTS_GUIDE } from './guide/agents.ts';
import { CI_GUIDE } from './guide/ci.ts';
import { MERGING_GUIDE } from './guide/merging.ts';
import { REVIEWS_GUIDE } from './guide/reviews.ts';

const GUIDES = { agents: AGENTS_GUIDE, reviews: REVIEWS_GUIDE, ci: CI_GUIDE, merging: MERGING_GUIDE } as const;

/** The text of a topic, in Markdown. */
export function guideText(topic: keyof typeof GUIDES): string {
  return GUIDES[topic];
}
