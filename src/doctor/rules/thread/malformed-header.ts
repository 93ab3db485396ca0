import { problemRule } from '../../problem-rule.ts';

export const threadMalformedHeader = problemRule('thread/malformed-header', 'warning');
