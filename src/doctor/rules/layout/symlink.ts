import { problemRule } from '../../problem-rule.ts';

export const layoutSymlink = problemRule('layout/symlink', 'error');
