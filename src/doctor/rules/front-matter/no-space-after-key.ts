import { problemRule } from '../../problem-rule.ts';

export const frontMatterNoSpaceAfterKey = problemRule('front-matter/no-space-after-key', 'warning');
