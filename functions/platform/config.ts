import type * as z from 'zod';

/**
 * Reads a function's settings from its environment, once, at start.
 *
 * @param schema what the function needs; unknown variables are left alone
 * @throws Error that names every missing or wrong variable; the values are not repeated
 */
export function readConfig<Schema extends z.ZodType>(schema: Schema): z.infer<Schema> {
  const read = schema.safeParse(process.env);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The environment of this function is not complete. ${problems.join('; ')}`);
}
