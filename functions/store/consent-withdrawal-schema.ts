import * as z from 'zod';
import { CONSENT_WITHDRAWERS, type ConsentWithdrawal } from '../domain/consent-withdrawal.ts';

/** How a withdrawn consent is stored, with a decision and in its audit line. */
export const consentWithdrawal = z.object({
  askedBy: z.enum(CONSENT_WITHDRAWERS),
  askedOn: z.iso.date(),
}) satisfies z.ZodType<ConsentWithdrawal>;
