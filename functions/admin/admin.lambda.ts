import * as z from 'zod';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

export const handler = async (): Promise<never> => {
  throw new Error(`not built yet ${Config}`);
};

/** Every route of the staff's API. */
export type AdminRoute =
  | 'GET /api/me'
  | 'GET /api/clinics/{clinicId}'
  | 'GET /api/clinics/{clinicId}/listings'
  | 'GET /api/clinics/{clinicId}/embeds'
  | 'GET /api/clinics/{clinicId}/reviews'
  | 'GET /api/clinics/{clinicId}/reviews/{reviewId}'
  | 'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision'
  | 'POST /api/clinics/{clinicId}/reviews/{reviewId}/conditions'
  | 'GET /api/conditions';
