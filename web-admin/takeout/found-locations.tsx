import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClinicView, useListings } from '../frame/use-clinic-view.ts';
import { dayInWords, instantInWords, numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { beginningOf, leavesAt, possibleDays } from './export-day.ts';
import { placeOfEach } from './place-of-each.ts';
import type { Export, ExportedLocation } from './read-export.ts';
import { takeoutWords } from './takeout-words.ts';
import type { ImportFlow } from './use-import.ts';

/** Shows what was found, and asks where each location is and, when the file does not say, when it was exported. */
export function FoundLocations({ flow, found }: { readonly flow: ImportFlow; readonly found: Export }) {
  const [now] = useState(() => Date.now());
  const { data: clinic } = useClinicView();
  const { data: known } = useListings();
  const places = clinic?.locations ?? [];
  const before = placeOfEach(found.locations, places, known?.listings ?? []);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const days = possibleDays(found, now);
  const [day, setDay] = useState(days.likely);
  const isDayRight = day >= days.first && day <= days.last;
  const exportedAt = found.exportedAt ?? (isDayRight ? beginningOf(day) : undefined);
  const isTooOld = exportedAt !== undefined && Date.parse(leavesAt(exportedAt)) <= now;
  const taken = found.locations.flatMap((location) => {
    const { sourceListingId: id } = location;
    const locationId = before.get(id)?.isKnown
      ? before.get(id)?.locationId
      : (chosen[id] ?? before.get(id)?.locationId);
    return locationId ? [{ location, locationId }] : [];
  });
  const many = taken.reduce((sum, { location }) => sum + location.rows.length, 0);
  return (
    <>
      <h3 tabIndex={-1}>{takeoutWords.found(numberInWords(found.locations.length))}</h3>
      <ul className="import-found">
        {found.locations.map((location) => {
          const { sourceListingId: id } = location;
          const place = before.get(id);
          return (
            <li key={id}>
              <Found location={location} now={now} />
              {place?.isKnown ? (
                <p className="soft">{takeoutWords.comesTo(place.name)}</p>
              ) : (
                <NativeSelect
                  label={takeoutWords.where(nameOf(location))}
                  size="md"
                  value={chosen[id] ?? place?.locationId ?? ''}
                  onChange={({ currentTarget }) => setChosen({ ...chosen, [id]: currentTarget.value })}
                  data={[
                    ...places.map(({ locationId, name }) => ({ value: locationId, label: name })),
                    { value: '', label: takeoutWords.leaveOut },
                  ]}
                />
              )}
            </li>
          );
        })}
      </ul>
      {found.exportedAt === undefined && (
        <TextInput
          type="date"
          size="md"
          label={takeoutWords.madeOn}
          description={exportedAt && takeoutWords.madeOnHint(dayInWords(leavesAt(exportedAt), now))}
          min={days.first}
          max={days.last}
          value={day}
          error={!isDayRight && takeoutWords.madeOnWrong(dayInWords(days.first, now))}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
        />
      )}
      <Remarks found={found} isTooOld={isTooOld} now={now} />
      {clinic && places.length === 0 && <Note>{takeoutWords.noPlaces}</Note>}
      <div className="import-actions">
        {!isTooOld && places.length > 0 && (
          <Button
            size="md"
            disabled={taken.length === 0 || exportedAt === undefined}
            onClick={() => exportedAt && flow.start(taken, exportedAt)}
          >
            {takeoutWords.start(numberInWords(many))}
          </Button>
        )}
        <Button size="md" variant="default" onClick={flow.restart}>
          {takeoutWords.another}
        </Button>
      </div>
    </>
  );
}

function Found({ location, now }: { readonly location: ExportedLocation; readonly now: number }) {
  const { rows, withWords, days } = location;
  return (
    <div>
      <strong dir="auto">{nameOf(location)}</strong>
      <p className="soft">
        {takeoutWords.location(numberInWords(rows.length), numberInWords(withWords))}
        {days && `, ${takeoutWords.days(dayInWords(days[0], now), dayInWords(days[1], now))}`}
      </p>
    </div>
  );
}

function Remarks({
  found: { exportedAt, unknown, hasWritten },
  isTooOld,
  now,
}: {
  readonly found: Export;
  readonly isTooOld: boolean;
  readonly now: number;
}) {
  const until = exportedAt && dayInWords(leavesAt(exportedAt), now);
  return (
    <>
      {exportedAt && isTooOld && <Note>{takeoutWords.tooOld(dayInWords(exportedAt, now))}</Note>}
      {exportedAt && !isTooOld && (
        <Note icon="clock">{takeoutWords.madeAt(instantInWords(exportedAt), until ?? '')}</Note>
      )}
      {unknown > 0 && <Note>{takeoutWords.unknown(numberInWords(unknown))}</Note>}
      {hasWritten && <Note>{takeoutWords.wroteToo}</Note>}
    </>
  );
}

function nameOf({ title, sourceListingId }: ExportedLocation): string {
  return title ?? takeoutWords.nameless(sourceListingId);
}
