import { Button, NativeSelect } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import type { Embed, Location } from '../../functions/domain/clinic.ts';
import { useConditions } from '../inbox/use-conditions.ts';
import { Facts } from '../parts/facts.tsx';
import { Icon } from '../parts/icon.tsx';
import { pageWords } from './page-words.ts';
import { toSnippet } from './to-snippet.ts';
import { useListLength } from './use-list-length.ts';

/** One place where reviews are shown, and the lines that put them on a page there. */
export function PageCard({
  embed,
  locations,
}: {
  readonly embed: Embed;
  readonly locations: readonly Location[];
}) {
  const { embedId, name, audience, language, locationIds } = embed;
  const [conditionId, setConditionId] = useState('');
  const [locationId, setLocationId] = useState('');
  const { all, label } = useConditions();
  const clipboard = useClipboard();
  const shown = locations.filter((location) => locationIds?.includes(location.locationId) ?? true);
  const conditions = all.filter(({ isSensitive }) => audience === 'own-site' || !isSensitive);
  const length = useListLength({ embedId, conditionId, locationId });
  const snippet = toSnippet({ embedId, conditionId, locationId, origin: location.origin, length });
  return (
    <article className="card" aria-labelledby={`page-${embedId}`}>
      <header>
        <h2 id={`page-${embedId}`} dir="auto">
          {name}
        </h2>
        <p className="soft facts">
          <Facts
            facts={[pageWords.audience[audience], pageWords.language[language], placesOf(embed, shown)]}
          />
        </p>
        {audience === 'partner' && <p className="soft">{pageWords.partnerNote}</p>}
      </header>
      <div className="page-choices">
        <NativeSelect
          label={pageWords.condition}
          value={conditionId}
          onChange={({ currentTarget }) => setConditionId(currentTarget.value)}
          data={[
            { value: '', label: pageWords.everyCondition },
            ...conditions.map(({ id }) => ({ value: id, label: label(id) })),
          ]}
        />
        {shown.length > 1 && (
          <NativeSelect
            label={pageWords.place}
            value={locationId}
            onChange={({ currentTarget }) => setLocationId(currentTarget.value)}
            data={[
              { value: '', label: pageWords.everyPlace },
              ...shown.map((one) => ({ value: one.locationId, label: one.name })),
            ]}
          />
        )}
      </div>
      <div className="page-lines">
        <pre>
          <code>{snippet}</code>
        </pre>
        <Button
          variant={clipboard.copied ? 'light' : 'default'}
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={18} />}
          onClick={() => clipboard.copy(snippet)}
        >
          {clipboard.copied ? pageWords.copied : pageWords.copy}
          <span className="aloud-only">: {name}</span>
        </Button>
        {length === 0 && (
          <p className="soft">{pageWords.nothing[conditionId || locationId ? 'some' : 'all']}</p>
        )}
        <p role="status" className={clipboard.error ? 'soft' : 'aloud-only'}>
          {clipboard.error ? pageWords.copyFailed : clipboard.copied && pageWords.copiedAloud}
        </p>
      </div>
    </article>
  );
}

function placesOf({ locationIds }: Embed, shown: readonly Location[]): string {
  return locationIds ? pageWords.somePlaces(shown.map(({ name }) => name).join(', ')) : pageWords.allPlaces;
}
