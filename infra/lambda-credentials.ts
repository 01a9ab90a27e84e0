/**
 * What the bundles get in place of the SDK's whole chain of credential providers: a Lambda function's credentials are
 * always in its environment. Saves 90 kB and their loading in every function.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
  ...(process.env.AWS_SESSION_TOKEN && { sessionToken: process.env.AWS_SESSION_TOKEN }),
});
