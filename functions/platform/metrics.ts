import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();

/** Values for CloudWatch, by few dimensions: every combination of names is paid for by the month. */
export interface Metrics {
  /** Puts values of this moment; a name that ends in `Ms` is in milliseconds, any other counts. */
  readonly put: (
    dimensions: Readonly<Record<string, string>>,
    values: Readonly<Record<string, number>>,
  ) => void;
}

/**
 * Opens the metrics of a namespace. They are log lines in the embedded metric format, which CloudWatch reads on the
 * way: no call, and nothing to wait for.
 */
export function openMetrics(namespace: string, now: () => string): Metrics {
  return {
    put(dimensions, values) {
      const metrics = Object.keys(values).map((Name) => ({ Name, Unit: unitOf(Name) }));
      logger.info('metrics.put', {
        _aws: {
          Timestamp: Date.parse(now()),
          CloudWatchMetrics: [
            { Namespace: namespace, Dimensions: [Object.keys(dimensions)], Metrics: metrics },
          ],
        },
        ...dimensions,
        ...values,
      });
    },
  };
}

function unitOf(name: string): 'Milliseconds' | 'Count' {
  return name.endsWith('Ms') ? 'Milliseconds' : 'Count';
}
