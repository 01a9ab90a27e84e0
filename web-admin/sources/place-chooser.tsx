import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Location } from '../../functions/domain/clinic.ts';
import type { ConnectedLocation } from '../../functions/domain/connection.ts';
import type { ConnectionView } from '../../functions/domain/source-view.ts';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { useClinicView } from '../frame/use-clinic-view.ts';
import { FormDialog, useHalfFilled } from '../parts/form-dialog.tsx';
import { Note } from '../parts/note.tsx';
import { googleWords } from './google-words.ts';
import { guessPlace } from './guess-place.ts';
import { useSourceAction } from './use-google.ts';

const { chooser } = googleWords;
/** A list that is longer has a field to find a place in it. */
const MOST_IN_SIGHT = 8;

/** Asks which places of a connected account are read, and which of the clinic's places each one is. */
export function PlaceChooser({
  connection,
  listings,
  onClose,
}: {
  readonly connection: ConnectionView;
  readonly listings: readonly ListingView[];
  readonly onClose: () => void;
}) {
  const { data } = useClinicView();
  return (
    <FormDialog opened onClose={onClose} title={chooser.title} size="lg" centered>
      <p className="soft">{chooser.text}</p>
      {data && (
        <ChooserForm connection={connection} listings={listings} places={data.locations} onClose={onClose} />
      )}
    </FormDialog>
  );
}

function ChooserForm({
  connection,
  listings,
  places,
  onClose,
}: {
  readonly connection: ConnectionView;
  readonly listings: readonly ListingView[];
  readonly places: readonly Location[];
  readonly onClose: () => void;
}) {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const { connectionId, locations } = connection;
  // What is ticked, by Google's id, with the clinic's place; '' while none was said.
  const [ticked, setTicked] = useState<ReadonlyMap<string, string>>(new Map());
  const [wanted, setWanted] = useState('');
  const [isMissing, setMissing] = useState(false);
  const save = useSourceAction(
    () =>
      api.chooseLocations(clinicId, {
        connectionId,
        choices: locations.flatMap(({ accountId, locationId: sourceListingId }) => {
          const locationId = ticked.get(sourceListingId);
          return locationId ? [{ accountId, sourceListingId, locationId }] : [];
        }),
      }),
    onClose,
  );
  const leave = useHalfFilled(ticked.size > 0 && !save.isRunning);
  const found = locations.filter(({ title }) => title.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWhole = [...ticked.values()].every((place) => place !== '');
        setMissing(!isWhole);
        if (isWhole && ticked.size > 0) save.run(undefined);
      }}
    >
      {locations.length > MOST_IN_SIGHT && (
        <TextInput
          className="chooser-find"
          label={chooser.find}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      <ul className="chooser-list">
        {found.map((location) => (
          <PlaceRow
            key={location.locationId}
            location={location}
            places={places}
            isRead={listings.some(isReadBy(connectionId, location))}
            place={ticked.get(location.locationId)}
            onPlace={(place) => setTicked(withPlace(ticked, location.locationId, place))}
          />
        ))}
        {found.length === 0 && <li className="soft">{chooser.nothing}</li>}
      </ul>
      {isMissing && <Note>{chooser.missing}</Note>}
      {save.failed && <Note>{save.failed}</Note>}
      <div className="dialog-actions">
        <Button variant="default" onClick={() => leave(onClose)}>
          {chooser.cancel}
        </Button>
        <Button type="submit" disabled={ticked.size === 0} loading={save.isRunning}>
          {ticked.size === 0 ? chooser.saveNone : chooser.save(ticked.size)}
        </Button>
      </div>
    </form>
  );
}

function isReadBy(connectionId: string, { locationId }: ConnectedLocation) {
  return ({ listing }: ListingView) =>
    listing.sourceListingId === locationId &&
    listing.connectionId === connectionId &&
    listing.disconnectedAt === undefined;
}

function withPlace(
  ticked: ReadonlyMap<string, string>,
  locationId: string,
  place: string | undefined,
): ReadonlyMap<string, string> {
  const next = new Map(ticked);
  if (place === undefined) next.delete(locationId);
  else next.set(locationId, place);
  return next;
}

function PlaceRow({
  location,
  places,
  isRead,
  place,
  onPlace,
}: {
  readonly location: ConnectedLocation;
  readonly places: readonly Location[];
  readonly isRead: boolean;
  /** Absent while it is not ticked. */
  readonly place: string | undefined;
  readonly onPlace: (place: string | undefined) => void;
}) {
  const { title } = location;
  return (
    <li className="chooser-row">
      <label>
        <input
          type="checkbox"
          checked={isRead || place !== undefined}
          disabled={isRead}
          onChange={({ currentTarget }) =>
            onPlace(currentTarget.checked ? guessPlace(title, places) : undefined)
          }
        />
        <span dir="auto">{title}</span>
        {isRead && <small className="soft">{chooser.isRead}</small>}
      </label>
      {place !== undefined && (
        <select
          aria-label={chooser.isPlace(title)}
          value={place}
          onChange={({ currentTarget }) => onPlace(currentTarget.value)}
        >
          <option value="">{chooser.pick}</option>
          {places.map(({ locationId, name }) => (
            <option key={locationId} value={locationId}>
              {name}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
