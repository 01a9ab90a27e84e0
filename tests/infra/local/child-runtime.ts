import { boot } from '../../../infra/local/boot.ts';

/** Boots the app whose options stand in the first argument, tells its addresses, and runs until it is ended. */
const runtime = await boot(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${JSON.stringify({ url: runtime.url, folder: runtime.folder, aws: runtime.aws })}\n`);
