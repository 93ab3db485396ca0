import { problemRule } from '../../problem-rule.ts';

export const statusDiffersFromDirectory = problemRule('status/differs-from-directory', 'error');
