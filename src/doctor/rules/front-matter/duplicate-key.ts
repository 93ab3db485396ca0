import { problemRule } from '../../problem-rule.ts';

export const frontMatterDuplicateKey = problemRule('front-matter/duplicate-key', 'error');
