import { problemRule } from '../../problem-rule.ts';

export const layoutUnreadableDirectory = problemRule('layout/unreadable-directory', 'error');
