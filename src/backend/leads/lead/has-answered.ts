import type { Lead } from './lead-entity.ts';

/** In this round, and surely; what a mail server says of an address is no answer. */
export const hasAnswered = ({ answer, assignedAt }: Pick<Lead, 'answer' | 'assignedAt'>): boolean =>
  answer !== null && answer.at >= assignedAt && !answer.doubtful && answer.class !== 'Bounce';
