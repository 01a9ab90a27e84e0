import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { Language, Location } from '../../functions/domain/clinic.ts';
import type { ConsentStatement } from '../../functions/domain/consent.ts';
import type { EnteredTestimonial } from '../../functions/domain/testimonial-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { today } from '../parts/dates.ts';
import { FormDialog, useHalfFilled } from '../parts/form-dialog.tsx';
import { type EntryDraft, firstGap, newDraft, toEntry } from './entry-draft.ts';
import { testimonialWords } from './testimonial-words.ts';

const { entry: words, links, list, languages } = testimonialWords;
const LANGUAGES = Object.entries(languages).map(([value, label]) => ({ value, label }));
const STARS = [
  { value: '', label: words.noStars },
  ...[5, 4, 3, 2, 1].map((many) => ({ value: String(many), label: words.star(many) })),
];

/** Enters what a patient gave on paper, with the elements of the consent. */
export function EntryDialog(props: {
  readonly isOpen: boolean;
  readonly locations: readonly Location[];
  readonly onClose: () => void;
}) {
  const { isOpen, locations, onClose } = props;
  return (
    <FormDialog opened={isOpen} onClose={onClose} title={words.title} size="lg">
      {isOpen && <EntryForm locations={locations} onClose={onClose} />}
    </FormDialog>
  );
}

function EntryForm({
  locations,
  onClose,
}: {
  readonly locations: readonly Location[];
  readonly onClose: () => void;
}) {
  const { clinicId } = useClinicHere();
  const form = useRef<HTMLFormElement>(null);
  const [fresh] = useState(() => newDraft(locations[0]?.locationId ?? '', today(Date.now())));
  const [draft, setDraft] = useState(fresh);
  const [gap, setGap] = useState<keyof EntryDraft>();
  const statement = useStatement(draft);
  const save = useSave(clinicId, onClose);
  const isHalfFilled = !save.isSuccess && JSON.stringify(draft) !== JSON.stringify(fresh);
  const leave = useHalfFilled(isHalfFilled, draft.text);
  const change = (part: Partial<EntryDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = firstGap(draft);
    setGap(missing);
    if (missing) form.current?.querySelector<HTMLElement>(`[name="${missing}"]`)?.focus();
    else if (statement) save.mutate(toEntry(draft, statement.statementId));
  };
  const field = (name: keyof EntryDraft) => ({
    name,
    value: String(draft[name]),
    error: gap === name && words.missing,
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      change({ [name]: currentTarget.value }),
  });
  return (
    <form ref={form} className="entry-form" noValidate onSubmit={submit}>
      <p className="soft">{words.text}</p>
      <Textarea label={words.words} autosize minRows={4} maxRows={12} dir="auto" {...field('text')} />
      <div className="testimonial-fields">
        {locations.length > 1 && (
          <NativeSelect
            label={links.place}
            data={locations.map((one) => ({ value: one.locationId, label: one.name }))}
            {...field('locationId')}
          />
        )}
        <NativeSelect label={words.stars} data={STARS} {...field('stars')} />
        <NativeSelect label={words.language} data={LANGUAGES} {...field('language')} />
        <TextInput type="date" label={words.writtenOn} {...field('writtenOn')} />
      </div>
      <TextInput label={words.author} description={words.authorHint} dir="auto" {...field('author')} />
      <fieldset>
        <legend>{words.consent}</legend>
        <div className="testimonial-fields">
          <NativeSelect
            label={words.audience}
            data={[
              { value: 'own-site', label: list.ownSite },
              { value: 'partner', label: list.partners },
            ]}
            {...field('audience')}
          />
          <TextInput type="date" label={words.signedOn} {...field('signedOn')} />
          <TextInput type="date" label={words.lastDay} {...field('lastDay')} />
        </div>
        <TextInput label={words.reference} description={words.referenceHint} {...field('reference')} />
        <TextInput label={words.authority} description={words.authorityHint} {...field('authority')} />
        <Statement statement={statement} />
        <label className="entry-tick">
          <input
            type="checkbox"
            name="isCompared"
            checked={draft.isCompared}
            aria-invalid={gap === 'isCompared'}
            onChange={({ currentTarget }) => change({ isCompared: currentTarget.checked })}
          />
          {words.confirm}
        </label>
      </fieldset>
      <p role="alert" className="files-problem">
        {gap === 'isCompared' && words.missing}
        {save.error && problemOf(save.error)}
      </p>
      <div className="link-actions">
        <Button type="submit" loading={save.isPending} disabled={!statement}>
          {words.save}
        </Button>
        <Button variant="default" onClick={() => leave(onClose)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function Statement({ statement }: { readonly statement: ConsentStatement | undefined }) {
  if (!statement) return null;
  const { description, discloser, recipients, purpose, expiry, revocation, conditions, redisclosure } =
    statement;
  const sentences = [
    description,
    discloser,
    recipients,
    purpose,
    expiry,
    revocation,
    conditions,
    redisclosure,
  ];
  return (
    <div>
      <p className="soft">{words.consentText}</p>
      <section className="entry-statement" aria-label={words.consent} lang={statement.language}>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
    </div>
  );
}

/** The text that the paper must carry; the last one stays until the next is here. */
function useStatement({ language, lastDay }: EntryDraft): ConsentStatement | undefined {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const { data } = useQuery({
    queryKey: queryKeys.consentStatement(clinicId, language, lastDay),
    queryFn: ({ signal }) =>
      api.consentStatement({ clinicId, language: language as Language, lastDay }, signal),
    enabled: lastDay !== '',
    refetchInterval: false,
  });
  return data?.statement;
}

function useSave(clinicId: string, onDone: () => void) {
  const { api } = useNeeds();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (entry: EnteredTestimonial) => api.enterTestimonial(clinicId, entry),
    onSuccess: async () => {
      announce(words.saved);
      await refresh();
      onDone();
    },
  });
}

function problemOf(error: Error): string {
  return (error instanceof RequestFailed && error.detail) || words.failed;
}
