import { readFileSync } from 'node:fs';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { type EnvironmentName, settings } from './settings.ts';

/** The app with the stacks of some environments, `clinic-reviews-{environment}-data` and `…-service`, checked by cdk-nag. */
export function makeApp(environments: readonly EnvironmentName[], outdir?: string): App {
  const app = new App({ context: readContext(), ...(outdir !== undefined && { outdir }) });
  for (const environment of environments) {
    const data = new DataStack(app, `clinic-reviews-${environment}-data`, settings[environment]);
    new ServiceStack(app, `clinic-reviews-${environment}-service`, settings[environment], data);
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** The feature flags of `cdk.json`, so that the app is the same whoever runs it. */
function readContext(): Record<string, unknown> {
  const file = new URL('../cdk.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly context: Record<string, unknown> }).context;
}
