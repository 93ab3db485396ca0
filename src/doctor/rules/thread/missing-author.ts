import { problemRule } from '../../problem-rule.ts';

export const threadMissingAuthor = problemRule('thread/missing-author', 'warning');
