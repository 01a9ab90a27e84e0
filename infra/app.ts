import { makeApp } from './synthesize.ts';

/** What AWS holds: `dev` and `prod`. The local runtime asks for `local` instead, and names the folder. */
const [environment, outdir] = process.argv.slice(2);
makeApp(environment === 'local' ? ['local'] : ['dev', 'prod'], outdir).synth();
