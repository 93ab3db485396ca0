import { problemRule } from '../../problem-rule.ts';

export const layoutUnreadableFile = problemRule('layout/unreadable-file', 'error');
