import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WATCH_STATES } from '../../functions/domain/listing-watch.ts';
import type { Properties } from '../../infra/aws-rules/template.ts';
import { readLocalTemplate } from './local-template.ts';

const template = readLocalTemplate();
const alarms = template.ofType('AWS::CloudWatch::Alarm');

/** The heading that an alarm sends its reader to. */
function headingOf({ AlarmDescription }: Properties): string {
  return /^See docs\/runbook\.md, heading "(\w+)"\.$/u.exec(AlarmDescription)?.[1] ?? AlarmDescription;
}

function propertiesOf(heading: string): Properties {
  return alarms.find(({ properties }) => headingOf(properties) === heading)?.properties ?? {};
}

describe('the alarms', () => {
  it('each lead to a heading of the runbook that says what it is, what to check and how to fix it', () => {
    const sections = new Map(
      readFileSync('docs/runbook.md', 'utf8')
        .split(/^## /mu)
        .map((section) => [section.split('\n', 1)[0] ?? '', section]),
    );

    expect(alarms.length).toBeGreaterThanOrEqual(4);
    for (const { properties } of alarms) {
      const section = sections.get(headingOf(properties));
      for (const part of ['**Description.**', '**Check.**', '**Fix.**']) expect(section).toContain(part);
    }
  });

  it('are quiet while nothing happens', () => {
    for (const { properties } of alarms) expect(properties.TreatMissingData).toBe('notBreaching');
  });

  it('watch every queue for what failed, from the first message on: by one sum, or by itself', () => {
    const dead = template.ofType('AWS::SQS::Queue').filter(({ properties }) => !properties.RedrivePolicy);
    const urls = dead.map(({ id }) => template.nameOf(id));
    const [schedule] = template
      .ofType('AWS::Lambda::Function')
      .filter(({ properties }) => properties.Environment.Variables.DEAD_LETTER_URLS);
    const { Environment, DeadLetterConfig } = schedule?.properties ?? {};
    const summed: string[] = Environment.Variables.DEAD_LETTER_URLS.split(',');
    const { Dimensions } = propertiesOf('TicksMissed');
    const own = urls.filter((url) => url.endsWith(`/${Dimensions[0].Value}`));

    expect(urls.length).toBeGreaterThanOrEqual(6);
    expect([...summed, ...own].sort()).toEqual(urls.sort());
    expect(DeadLetterConfig.TargetArn.split(':').at(-1)).toBe(Dimensions[0].Value);
    expect(propertiesOf('TicksMissed')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 0,
    });
    expect(propertiesOf('WorkPutAside')).toMatchObject({
      Namespace: 'ClinicReviews/local',
      MetricName: 'DeadLetters',
      Statistic: 'Maximum',
      Threshold: 0,
    });
    expect(propertiesOf('WorkPutAside')).not.toHaveProperty('Dimensions');
  });

  it.each([
    ['FunctionsFailing', 'Errors'],
    ['FunctionsHeldBack', 'Throttles'],
  ])('watch every function there is, by one metric: %s', (heading, name) => {
    const { Namespace, MetricName, Dimensions } = propertiesOf(heading);

    expect([Namespace, MetricName, Dimensions]).toEqual(['AWS/Lambda', name, undefined]);
  });

  it('watch how old the oldest message of each queue is that feeds a function, and tell within ten minutes', () => {
    const fed = template.ofType('AWS::SQS::Queue').filter(({ properties }) => properties.RedrivePolicy);
    const names = fed.map(({ id }) => template.nameOf(id).split('/').at(-1));
    const ages = alarms.filter(({ properties }) => properties.MetricName === 'ApproximateAgeOfOldestMessage');

    expect(ages.map(({ properties }) => properties.Dimensions[0].Value).sort()).toEqual(names.sort());
    for (const { properties } of ages) {
      const { Threshold, Period, EvaluationPeriods, Statistic } = properties;
      expect(Statistic).toBe('Maximum');
      expect(Threshold + Period * EvaluationPeriods).toBeLessThan(600);
    }
  });

  it('watch how far behind each function is that streams feed', () => {
    const streams = template
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => properties.EventSourceArn.includes('/stream/'))
      .map(({ properties }) => properties.FunctionName);
    const ages = alarms.filter(({ properties }) => properties.MetricName === 'IteratorAge');

    expect(ages.map(({ properties }) => properties.Dimensions[0].Value).sort()).toEqual(
      [...new Set(streams)].sort(),
    );
    for (const { properties } of ages) {
      expect(properties.Namespace).toBe('AWS/Lambda');
      expect(properties.Threshold / 1000 + properties.Period).toBeLessThan(600);
    }
  });

  it('ring for a function that dies of each try at a message, however long a try may take', () => {
    const { Threshold, Period } = propertiesOf('FunctionsFailing');
    const mappings = template.ofType('AWS::Lambda::EventSourceMapping');
    const longest = template.ofType('AWS::SQS::Queue').filter(({ properties }) => properties.RedrivePolicy);

    expect(mappings.length).toBeGreaterThan(longest.length);
    for (const { properties } of longest) expect(Period).toBeGreaterThan(properties.VisibilityTimeout);
    expect(Threshold).toBe(1);
  });

  it('watch for items that cannot be read in what every function logs', () => {
    const { Namespace, MetricName, Statistic, Threshold } = propertiesOf('ItemsUnreadable');
    const filters = template.ofType('AWS::Logs::MetricFilter').map(({ properties }) => properties);
    const logs = template.ofType('AWS::Lambda::Function').map(({ properties }) => properties.LoggingConfig);

    expect({ Namespace, MetricName, Statistic, Threshold }).toEqual({
      Namespace: 'ClinicReviews/local',
      MetricName: 'UnreadableItems',
      Statistic: 'Sum',
      Threshold: 0,
    });
    expect(filters.map(({ LogGroupName }) => LogGroupName).sort()).toEqual(
      logs.map(({ LogGroup }) => LogGroup).sort(),
    );
    for (const { FilterPattern, MetricTransformations } of filters) {
      expect(FilterPattern).toBe('{ $.message = "item.unreadable" }');
      expect(MetricTransformations).toEqual([
        { MetricNamespace: Namespace, MetricName: MetricName, MetricValue: '1' },
      ]);
    }
  });

  it.each(WATCH_STATES)('watch the listings whose state is %s, from the first one on', (state) => {
    const watching = alarms.filter(({ properties }) => properties.Dimensions?.[0]?.Value === state);

    expect(watching).toHaveLength(1);
    expect(watching[0]?.properties).toMatchObject({
      Namespace: 'ClinicReviews/local',
      MetricName: 'Listings',
      Dimensions: [{ Name: 'State', Value: state }],
      Statistic: 'Maximum',
      Threshold: 0,
    });
  });

  it('watch one metric each, and as many as the price list says', () => {
    for (const { properties } of alarms) expect(properties).not.toHaveProperty('Metrics');
    const [, told] =
      /\| (\d+) metrics that alarms watch \|/u.exec(readFileSync('docs/cost.md', 'utf8')) ?? [];
    expect(alarms).toHaveLength(Number(told));
  });
});
