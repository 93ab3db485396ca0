import { problemRule } from '../../problem-rule.ts';

export const frontMatterNoCloser = problemRule('front-matter/no-closer', 'error');
