import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language, Location } from '../../functions/domain/clinic.ts';
import type { LinkKind } from '../../functions/domain/testimonial-link.ts';
import type { TestimonialLinkView } from '../../functions/domain/testimonial-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useRefresh } from '../api/refresh.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { agoInWords, dayInWords } from '../parts/dates.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { useNow } from '../parts/use-now.ts';
import { LinkMade } from './link-made.tsx';
import { testimonialWords } from './testimonial-words.ts';
import { useTestimonialLinks } from './use-testimonials.ts';

const { links: words, languages } = testimonialWords;
const LANGUAGE_CHOICES = [
  { value: '', label: words.anyLanguage },
  ...Object.entries(languages).map(([value, label]) => ({ value, label })),
];

/** Makes links and codes that lead patients to the form, and closes them. */
export function LinksCard({
  locations,
}: {
  /** Absent while they are not known. */
  readonly locations: readonly Location[] | undefined;
}) {
  const { api } = useNeeds();
  const refresh = useRefresh();
  const { clinicId, role } = useClinicHere();
  const [locationId, setLocationId] = useState('');
  const [language, setLanguage] = useState('');
  const [first] = locations ?? [];
  const make = useMutation({
    mutationFn: (kind: LinkKind) =>
      api.makeTestimonialLink(clinicId, {
        kind,
        locationId: locationId || (first?.locationId ?? ''),
        ...(language !== '' && { language: language as Language }),
      }),
    onSuccess: refresh,
  });
  return (
    <section className="card" aria-labelledby="links-title">
      <div>
        <h2 id="links-title">{words.title}</h2>
        <p className="soft">{words.text}</p>
      </div>
      {role === 'viewer' && <p className="soft">{words.viewer}</p>}
      {role !== 'viewer' && locations?.length === 0 && <p className="soft">{words.noPlaces}</p>}
      {role !== 'viewer' && locations?.length !== 0 && (
        <>
          <div className="testimonial-fields">
            {locations && locations.length > 1 && (
              <NativeSelect
                label={words.place}
                value={locationId}
                onChange={({ currentTarget }) => setLocationId(currentTarget.value)}
                data={locations.map((one) => ({ value: one.locationId, label: one.name }))}
              />
            )}
            <NativeSelect
              label={words.language}
              value={language}
              onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
              data={LANGUAGE_CHOICES}
            />
          </div>
          <div className="link-actions">
            <Button loading={make.isPending} disabled={!first} onClick={() => make.mutate('one-time')}>
              {words.oneTime}
            </Button>
            <Button
              variant="default"
              loading={make.isPending}
              disabled={!first}
              onClick={() => make.mutate('desk')}
            >
              {words.desk}
            </Button>
            <p role="status" className="soft">
              {make.isError && words.failed}
            </p>
          </div>
        </>
      )}
      {make.data && <LinkMade key={make.data.link.linkId} made={make.data} />}
      <LinkList />
    </section>
  );
}

function LinkList() {
  const { api } = useNeeds();
  const client = useQueryClient();
  const { clinicId, role } = useClinicHere();
  const { data, error, refetch } = useTestimonialLinks();
  const close = useMutation({
    mutationFn: (linkId: string) => api.closeTestimonialLink(clinicId, linkId),
    onSuccess: (links) => client.setQueryData(queryKeys.testimonialLinks(clinicId), links),
  });
  if (!data && error) return <Failure error={error} onRetry={() => void refetch()} of={words.listTitle} />;
  if (!data || data.links.length === 0) return null;
  return (
    <div>
      <h3 className="testimonial-subtitle">{words.listTitle}</h3>
      <ul className="link-list">
        {data.links.map((link) => (
          <li key={link.linkId}>
            <LinkFacts link={link} />
            {role !== 'viewer' && link.refusal === undefined && (
              <Button
                variant="subtle"
                color="gray"
                aria-label={words.closeAloud(`${words.kinds[link.kind]}, ${link.place}`)}
                onClick={() => close.mutate(link.linkId)}
              >
                {words.close}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="soft">
        {close.isSuccess && words.closed}
        {close.isError && words.failed}
      </p>
    </div>
  );
}

function LinkFacts({ link }: { readonly link: TestimonialLinkView }) {
  const now = useNow();
  const { kind, place, language, refusal, expiresAt, uses, createdBy, createdAt } = link;
  const facts = [
    words.madeBy(createdBy, agoInWords(createdAt, now)),
    ...(kind === 'desk' || (uses > 0 && refusal !== 'used') ? [words.uses(uses)] : []),
    refusal ? words.states[refusal] : words.until(dayInWords(expiresAt, now)),
  ];
  return (
    <div>
      <strong className="facts">
        <Facts facts={[words.kinds[kind], place, ...(language ? [languages[language]] : [])]} />
      </strong>
      <p className="soft facts">
        <Facts facts={facts} />
      </p>
    </div>
  );
}
