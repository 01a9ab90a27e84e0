import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Admin } from './admin.ts';
import { Cdn } from './cdn.ts';
import type { DataStack } from './data-stack.ts';
import { Feed } from './feed.ts';
import { Moderation } from './moderation.ts';
import { Monitoring } from './monitoring.ts';
import { metricsNamespace, type Settings } from './settings.ts';
import { SignIn } from './sign-in.ts';
import { Sources } from './sources.ts';
import { Testimonials } from './testimonials.ts';

/** Everything that runs; can be deleted and made again without losing anything. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, data: DataStack) {
    super(scope, id, { description: `clinic-reviews ${settings.environment}: what runs` });
    /** Every dead-letter queue but the schedule's own. */
    const putAside = (): readonly Queue[] =>
      [sources, moderation, feed].flatMap(({ deadLetters }) => deadLetters);
    const sources = new Sources(this, 'Sources', settings, { data, putAside });
    const moderation = new Moderation(this, 'Moderation', settings, data);
    const feed = new Feed(this, 'Feed', settings, data);
    const admin = new Admin(this, 'Admin', settings, { data, retagQueue: moderation.retagQueue });
    const { pool, domain } = data.signIn;
    const signInUrl = domain.baseUrl();
    const cdn = new Cdn(this, 'Cdn', settings, { data, api: admin.api, signInUrl });
    const { client } = new SignIn(this, 'SignIn', data.signIn, `${cdn.url}/`);
    const testimonials = new Testimonials(this, 'Testimonials', settings, {
      data,
      pullQueue: sources.pullQueue,
      publicUrl: cdn.url,
    });
    admin.openRoutes({ pool, client }, [admin.routes, sources.routes, testimonials.routes]);
    admin.openPages(testimonials.pages);
    new Monitoring(this, 'Monitoring', {
      missedTicks: sources.missedTicks,
      queues: { Publishes: feed.dueQueue, Pulls: sources.pullQueue, Retaggings: moderation.retagQueue },
      streams: { Changes: feed.relay, Reviews: moderation.moderator },
      api: admin.api,
      topic: data.alarms,
      metricsNamespace: metricsNamespace(settings.environment),
    });
    this.output('Url', cdn.url);
    this.output('SiteBucket', cdn.site.bucketName);
    this.output('DistributionId', cdn.distribution.distributionId);
    this.output('SignInUrl', signInUrl);
    this.output('SignInPool', pool.userPoolId);
    this.output('SignInClient', client.userPoolClientId);
    this.output('Region', this.region);
    this.output('ContentTable', data.content.tableName);
    this.output('LedgerTable', data.ledger.tableName);
  }

  private output(id: string, value: string): void {
    new CfnOutput(this, id, { value });
  }
}
