import { problemRule } from '../../problem-rule.ts';

export const layoutMissingItem = problemRule('layout/missing-item', 'error');
