import { log } from '../../functions/platform/log.ts';

/** Logs once in each way. */
log.info('review.stored', { reviewId: 'r1', count: 3, isNew: true, missing: undefined });
log.warn('listing.held-back');
log.error('task.failed', new Error('It failed.', { cause: new Error('Deeper.') }), { subject: 'clinic-1' });
log.error('task.failed', { text: 'My sciatica is better.' });
