import { Button } from '@mantine/core';
import type { SettlementRequest } from '../../functions/domain/retag-view.ts';
import { Icon } from '../parts/icon.tsx';
import { conditionWords } from './condition-words.ts';

const { proposals: words } = conditionWords;

/** Chooses all or none of what is listed, and settles what is chosen. */
export function ProposalActions({
  chosen,
  listed,
  isSettling,
  onChooseAll,
  onSettle,
}: {
  readonly chosen: number;
  readonly listed: number;
  readonly isSettling: boolean;
  readonly onChooseAll: (isAll: boolean) => void;
  readonly onSettle: (action: SettlementRequest['action']) => void;
}) {
  const isNone = chosen === 0;
  return (
    <div className="proposal-actions">
      <label className="proposal-all">
        <input
          type="checkbox"
          checked={chosen === listed}
          ref={(box) => {
            if (box) box.indeterminate = !isNone && chosen < listed;
          }}
          onChange={({ currentTarget }) => onChooseAll(currentTarget.checked)}
        />
        {words.pickAll}
      </label>
      <Button
        size="md"
        leftSection={<Icon name="check" size={20} />}
        disabled={isNone || isSettling}
        onClick={() => onSettle('confirmed')}
      >
        {words.confirm(chosen)}
      </Button>
      <Button
        size="md"
        variant="default"
        leftSection={<Icon name="cross" size={20} />}
        disabled={isNone || isSettling}
        onClick={() => onSettle('refused')}
      >
        {words.refuse(chosen)}
      </Button>
    </div>
  );
}
