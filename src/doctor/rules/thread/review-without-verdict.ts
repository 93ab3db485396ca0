import { problemRule } from '../../problem-rule.ts';

export const threadReviewWithoutVerdict = problemRule('thread/review-without-verdict', 'warning');
