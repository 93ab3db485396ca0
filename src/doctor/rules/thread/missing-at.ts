import { problemRule } from '../../problem-rule.ts';

export const threadMissingAt = problemRule('thread/missing-at', 'warning');
