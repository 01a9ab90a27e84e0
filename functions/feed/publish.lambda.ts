import * as z from 'zod';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  FEED_BUCKET: z.string().min(1),
  EDGE_SECONDS: z.string().regex(/^\d+$/),
});
export type Config = z.infer<typeof Config>;

export const handler = async (): Promise<never> => {
  throw new Error(`not built yet ${Config}`);
};
