import { problemRule } from '../../problem-rule.ts';

export const frontMatterTooLarge = problemRule('front-matter/too-large', 'error');
