import { problemRule } from '../../problem-rule.ts';

export const threadTextBeforeFirstEvent = problemRule('thread/text-before-first-event', 'warning');
