import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicView, useListings } from '../frame/use-clinic-view.ts';
import { dayInWords, instantInWords, numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { sourceWords } from '../sources/source-words.ts';
import { beginningOf, leavesAt, type PossibleDays, possibleDays } from './export-day.ts';
import { placeOfEach } from './place-of-each.ts';
import type { Export, ExportedLocation } from './read-export.ts';
import { takeoutWords } from './takeout-words.ts';
import type { ImportFlow } from './use-import.ts';

/** Chosen for a location that does not come in. */
const LEFT_OUT = '-';

/** Shows what was found, and asks where each location is and, when the file does not say, when it was exported. */
export function FoundLocations({ flow, found }: { readonly flow: ImportFlow; readonly found: Export }) {
  const [now] = useState(() => Date.now());
  const { data: clinic } = useClinicView();
  const { data: known } = useListings();
  const places = clinic?.locations ?? [];
  const before = placeOfEach(found.locations, places, known?.listings ?? []);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const days = possibleDays(found, now);
  const [day, setDay] = useState('');
  const isDayRight = day >= days.first && day <= days.last;
  const exportedAt = found.exportedAt ?? (isDayRight ? beginningOf(day) : undefined);
  const isTooOld = exportedAt !== undefined && Date.parse(leavesAt(exportedAt)) <= now;
  const taken = found.locations.flatMap((location) => {
    const { sourceListingId: id } = location;
    const locationId = before.get(id)?.isKnown
      ? before.get(id)?.locationId
      : (chosen[id] ?? before.get(id)?.locationId);
    return locationId && locationId !== LEFT_OUT ? [{ location, locationId }] : [];
  });
  const isPlaced = found.locations.every(({ sourceListingId: id }) => chosen[id] || before.has(id));
  const isShared = new Set(taken.map(({ locationId }) => locationId)).size < taken.length;
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
              <Found location={location} name={nameOf(location, found)} now={now} />
              {place?.isKnown ? (
                <p className="soft">{takeoutWords.comesTo(place.name)}</p>
              ) : (
                <NativeSelect
                  label={takeoutWords.where(nameOf(location, found))}
                  size="md"
                  value={chosen[id] ?? place?.locationId ?? ''}
                  onChange={({ currentTarget }) => setChosen({ ...chosen, [id]: currentTarget.value })}
                  data={[
                    { value: '', label: takeoutWords.chooseWhere, disabled: true },
                    ...places.map(({ locationId, name }) => ({ value: locationId, label: name })),
                    { value: LEFT_OUT, label: takeoutWords.leaveOut },
                  ]}
                />
              )}
            </li>
          );
        })}
      </ul>
      {found.exportedAt === undefined && (
        <ExportDay days={days} day={day} now={now} exportedAt={exportedAt} onChange={setDay} />
      )}
      {isShared && <Note>{takeoutWords.shared}</Note>}
      {taken.map(({ location, locationId }) => {
        const other = (known?.listings ?? []).find((view) => isOtherOf(view, location, locationId));
        if (!other) return null;
        const { sourceListingId: id } = location;
        return <Note key={id}>{sourceWords.twins.before(other.place, nameOf(location, found))}</Note>;
      })}
      <Remarks found={found} isTooOld={isTooOld} now={now} />
      {clinic && places.length === 0 && <Note>{takeoutWords.noPlaces}</Note>}
      <div className="import-actions">
        {!isTooOld && places.length > 0 && (
          <Button
            size="md"
            disabled={taken.length === 0 || !isPlaced || exportedAt === undefined}
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

function ExportDay({
  days,
  day,
  now,
  exportedAt,
  onChange,
}: {
  readonly days: PossibleDays;
  readonly day: string;
  readonly now: number;
  readonly exportedAt: string | undefined;
  readonly onChange: (day: string) => void;
}) {
  const newest = days.likely && takeoutWords.madeOnNewest(dayInWords(days.likely, now));
  return (
    <TextInput
      type="date"
      size="md"
      label={takeoutWords.madeOn}
      description={exportedAt ? takeoutWords.madeOnHint(dayInWords(leavesAt(exportedAt), now)) : newest}
      min={days.first}
      max={days.last}
      value={day}
      error={day !== '' && exportedAt === undefined && takeoutWords.madeOnWrong(dayInWords(days.first, now))}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function Found({
  location,
  name,
  now,
}: {
  readonly location: ExportedLocation;
  readonly name: string;
  readonly now: number;
}) {
  const { rows, withWords, withoutStars, damaged, days, address } = location;
  return (
    <div>
      <strong dir="auto">{name}</strong>
      {address && (
        <p className="soft" dir="auto">
          {address}
        </p>
      )}
      <p className="soft">
        {takeoutWords.location(numberInWords(rows.length), numberInWords(withWords))}
        {days && `, ${takeoutWords.days(dayInWords(days[0], now), dayInWords(days[1], now))}`}
      </p>
      {withoutStars > 0 && <p className="soft">{takeoutWords.withoutStars(numberInWords(withoutStars))}</p>}
      {damaged > 0 && <p className="soft">{takeoutWords.damaged(numberInWords(damaged))}</p>}
    </div>
  );
}

function Remarks({
  found: { exportedAt, unknown, unreadable, hasWritten },
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
      {unreadable > 0 && <Note>{takeoutWords.unreadable(numberInWords(unreadable))}</Note>}
      {hasWritten && <Note>{takeoutWords.wroteToo}</Note>}
    </>
  );
}

/** Tells whether a listing of Google's is at the place that a location is said to be at, under another number. */
function isOtherOf({ listing }: ListingView, location: ExportedLocation, locationId: string): boolean {
  const isGoogle = listing.source === 'google-business' && listing.disconnectedAt === undefined;
  const isThere =
    listing.locationId === locationId ||
    (listing.placeId !== undefined && listing.placeId === location.placeId);
  return isGoogle && isThere && listing.sourceListingId !== location.sourceListingId;
}

/** Its title; with its number where another location has the same. */
function nameOf({ title, sourceListingId }: ExportedLocation, { locations }: Export): string {
  const id = takeoutWords.nameless(sourceListingId);
  if (title === undefined) return id;
  return locations.filter((other) => other.title === title).length > 1 ? `${title} (${id})` : title;
}
