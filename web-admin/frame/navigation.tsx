import { UnstyledButton } from '@mantine/core';
import type { MeView, ReviewQueue } from '../../functions/domain/staff-view.ts';
import { useExcerpts, waitingGroups } from '../excerpts/use-excerpts.ts';
import { leaveForms } from '../parts/half-filled.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useClinicHere } from './clinic-here.tsx';
import { ClinicSwitch } from './clinic-switch.tsx';
import { frameWords } from './frame-words.ts';
import { useNeeds } from './needs.tsx';
import { QUEUES, type Route, toHash, usePlace } from './route.ts';
import { SourcesAtAGlance } from './sources-at-a-glance.tsx';
import { useClinicView } from './use-clinic-view.ts';
import './navigation.css';

const QUEUE_ICONS: Readonly<Record<ReviewQueue, IconName>> = {
  waiting: 'inbox',
  shown: 'shown',
  'not-shown': 'not-shown',
  removed: 'removed',
};

/** Clinic, queues with their counts, the other screens, and the person. */
export function Navigation({
  clinics,
  onGo,
}: {
  readonly clinics: MeView['clinics'];
  /** Called when the person goes somewhere. */
  readonly onGo?: () => void;
}) {
  const { memberName } = useClinicHere();
  const { session } = useNeeds();
  const { data } = useClinicView();
  return (
    <nav className="navigation" aria-label={frameWords.navigation}>
      <ClinicSwitch clinics={clinics} />
      <ul>
        {QUEUES.map((queue) => (
          <li key={queue}>
            <NavigationLink
              route={{ screen: 'queue', queue }}
              icon={QUEUE_ICONS[queue]}
              label={frameWords.queues[queue]}
              count={data?.counts[queue]}
              onGo={onGo}
            />
          </li>
        ))}
        <ExcerptsLink onGo={onGo} />
        <li className="navigation-gap">
          <NavigationLink
            route={{ screen: 'conditions' }}
            icon="conditions"
            label={frameWords.screens.conditions}
            onGo={onGo}
          />
        </li>
        <li>
          <NavigationLink
            route={{ screen: 'testimonials' }}
            icon="people"
            label={frameWords.screens.testimonials}
            onGo={onGo}
          />
        </li>
        <li>
          <NavigationLink
            route={{ screen: 'sources' }}
            icon="sources"
            label={frameWords.screens.sources}
            onGo={onGo}
          />
        </li>
        <li>
          <NavigationLink
            route={{ screen: 'pages' }}
            icon="pages"
            label={frameWords.screens.pages}
            onGo={onGo}
          />
        </li>
        <li>
          <NavigationLink
            route={{ screen: 'fair-display' }}
            icon="scales"
            label={frameWords.screens['fair-display']}
            onGo={onGo}
          />
        </li>
      </ul>
      <div className="navigation-foot">
        <SourcesAtAGlance onGo={onGo} />
        <UnstyledButton className="navigation-link" onClick={() => leaveForms(() => void session.signOut())}>
          <Icon name="door" size={20} />
          <span className="navigation-person">
            {frameWords.signOut}
            <small className="soft">{memberName}</small>
          </span>
        </UnstyledButton>
      </div>
    </nav>
  );
}

/** Only for clinics that are on Yelp; with the places that wait for a decision. */
function ExcerptsLink({ onGo }: { readonly onGo: (() => void) | undefined }) {
  const { data } = useExcerpts();
  if (!data || data.groups.length === 0) return null;
  return (
    <li>
      <NavigationLink
        route={{ screen: 'excerpts' }}
        icon="quote"
        label={frameWords.screens.excerpts}
        count={waitingGroups(data).length}
        onGo={onGo}
      />
    </li>
  );
}

function NavigationLink({
  route,
  icon,
  label,
  count,
  onGo,
}: {
  readonly route: Route;
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number | undefined;
  readonly onGo: (() => void) | undefined;
}) {
  const { clinicId } = useClinicHere();
  const { route: here } = usePlace();
  const isHere =
    here.screen === route.screen &&
    (here.screen !== 'queue' || route.screen !== 'queue' || here.queue === route.queue);
  return (
    <a
      className="navigation-link"
      href={toHash(clinicId, route)}
      aria-current={isHere ? 'page' : undefined}
      onClick={onGo}
    >
      <Icon name={icon} size={20} />
      <span>{label}</span>
      {count !== undefined && count > 0 && (
        <span
          className="navigation-count"
          data-loud={route.screen === 'excerpts' || (route.screen === 'queue' && route.queue === 'waiting')}
        >
          {frameWords.many(count)}
        </span>
      )}
    </a>
  );
}
