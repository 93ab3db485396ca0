import { problemRule } from '../../problem-rule.ts';

export const layoutStatusNotADirectory = problemRule('layout/status-not-a-directory', 'error');
