import { Button, Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useMemo } from 'react';
import { useHoldKeys } from '../keys/hold-keys.ts';
import { findConditions } from './find-conditions.ts';
import { inboxWords } from './inbox-words.ts';
import type { Conditions } from './use-conditions.ts';

interface ConditionPickerProps {
  /** The marked words, in quotation marks; absent while none are marked. */
  readonly said: string | undefined;
  readonly conditions: Conditions;
  /** Conditions the review has already. */
  readonly taken: readonly string[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onPick: (conditionId: string) => void;
  readonly onCancel: () => void;
}

/** Asks which condition the words are about: a list to search in, which has the focus from its first moment. */
export function ConditionPicker(props: ConditionPickerProps) {
  const { said, conditions, taken, search, onSearch, onPick, onCancel } = props;
  const words = inboxWords.conditions;
  const combobox = useCombobox({ defaultOpened: true });
  useHoldKeys(true);
  const found = useMemo(() => findConditions(conditions.all, search), [conditions, search]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    const [first] = found.filter(({ id }) => !taken.includes(id));
    if (event.key === 'Enter' && search !== '' && combobox.getSelectedOptionIndex() < 0 && first)
      onPick(first.id);
  };
  return (
    <div className="condition-picker">
      <Combobox store={combobox} onOptionSubmit={onPick} withinPortal={false}>
        <Combobox.Target withExpandedAttribute>
          <TextInput
            className="condition-picker-field"
            label={
              said === undefined ? (
                words.which
              ) : (
                <>
                  {words.says} <bdi className="condition-picker-words">{said}</bdi>
                </>
              )
            }
            placeholder={words.search}
            autoFocus
            value={search}
            onChange={({ currentTarget }) => {
              onSearch(currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
            }}
            onClick={() => combobox.openDropdown()}
            onKeyDown={press}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          {found.length === 0 && (
            <p role="status" className="soft condition-options-none">
              {words.nothingFound}
            </p>
          )}
          <Combobox.Options mah={260} className="condition-options" hidden={found.length === 0}>
            {found.map(({ id, parent }) => (
              <Combobox.Option key={id} value={id} disabled={taken.includes(id)}>
                <span
                  className="condition-option tone"
                  style={conditions.tone(id)}
                  data-child={parent !== undefined}
                >
                  <span className="condition-option-dot" />
                  {conditions.label(id)}
                  {taken.includes(id) && <small className="soft">{words.already}</small>}
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Button variant="subtle" color="gray" onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
}
