import { problemRule } from '../../problem-rule.ts';

export const frontMatterNoOpener = problemRule('front-matter/no-opener', 'error');
