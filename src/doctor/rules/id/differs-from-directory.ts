import { problemRule } from '../../problem-rule.ts';

export const idDiffersFromDirectory = problemRule('id/differs-from-directory', 'error');
