import { problemRule } from '../../problem-rule.ts';

export const frontMatterNotAField = problemRule('front-matter/not-a-field', 'warning');
