/** Where the bundles of the functions lie; `infra/lambda.ts` deploys from here. */
export const FUNCTIONS_DIST = 'dist/functions';

/** Where the files lie that the CDN serves: the admin page and the embed. */
export const SITE_DIST = 'dist/site';
