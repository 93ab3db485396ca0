import { problemRule } from '../../problem-rule.ts';

export const textInvalidUtf8 = problemRule('text/invalid-utf8', 'error');
