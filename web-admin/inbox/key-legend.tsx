import { Switch } from '@mantine/core';
import { useKeysSetting } from '../keys/use-keys-setting.ts';
import { inboxWords } from './inbox-words.ts';

/** What each key does, and the switch that turns all of them off. */
export function KeyLegend() {
  const { isOn, set } = useKeysSetting();
  const { keys } = inboxWords;
  const legend = [
    ['J', keys.next],
    ['K', keys.previous],
    ['A', keys.show],
    ['R', keys.notShow],
    ['C', keys.condition],
    ['Z', keys.undo],
  ] as const;
  return (
    <section className="key-legend" aria-label={keys.title}>
      <Switch
        size="sm"
        checked={isOn}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
        label={keys.on}
      />
      {isOn && (
        <dl>
          {legend.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd className="key-cap">{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
