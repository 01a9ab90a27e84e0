import type { Properties, Template } from '../aws-rules/template.ts';
import type { Clock } from './clock.ts';

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/**
 * Rings the template's schedules, each for the first time after one interval; a clock put forward over several ticks
 * rings once.
 *
 * @returns their targets, by logical id
 * @throws Error for an expression that is not a rate
 */
export function openSchedules(template: Template, clock: Clock, ring: (target: Properties) => void) {
  const schedules = template.ofType('AWS::Scheduler::Schedule');
  for (const { id, properties } of schedules) {
    const [, count, unit = ''] =
      /^rate\((\d+) (minute|hour|day)s?\)$/u.exec(properties.ScheduleExpression) ?? [];
    const every = Number(count) * (UNIT_MS.get(unit) ?? 0);
    if (!every)
      throw new Error(`${id}: the local runtime does not support ${properties.ScheduleExpression}.`);
    const arm = () => clock.at(clock.now() + every, tick);
    const tick = () => {
      arm();
      ring(properties.Target);
    };
    if (properties.State !== 'DISABLED') arm();
  }
  return new Map(schedules.map(({ id, properties }): [string, Properties] => [id, properties.Target]));
}
