import * as z from 'zod';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  SECRET_PREFIX: z.string().min(1),
  GOOGLE_OAUTH_URL: z.url(),
  GOOGLE_REVIEWS_URL: z.url(),
  YELP_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

export const handler = async (): Promise<never> => {
  throw new Error(`not built yet ${Config}`);
};
