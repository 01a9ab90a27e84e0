import { Drawer } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { MeView } from '../../functions/domain/staff-view.ts';
import { ConditionsScreen } from '../conditions/conditions-screen.tsx';
import { ExcerptsScreen } from '../excerpts/excerpts-screen.tsx';
import { FairScreen } from '../fair-display/fair-screen.tsx';
import { InboxScreen } from '../inbox/inbox-screen.tsx';
import { ReviewActionsProvider } from '../inbox/review-actions.tsx';
import { useNoticesHeight } from '../inbox/use-notices-height.ts';
import { PagesScreen } from '../pages/pages-screen.tsx';
import { SourcesScreen } from '../sources/sources-screen.tsx';
import { ImportReminder } from '../takeout/import-reminder.tsx';
import { TestimonialsScreen } from '../testimonials/testimonials-screen.tsx';
import { ClinicNote } from './clinic-note.tsx';
import { ConnectionNote } from './connection-note.tsx';
import { ConsentNote } from './consent-note.tsx';
import { frameWords } from './frame-words.ts';
import { MenuContext } from './menu-button.tsx';
import { Navigation } from './navigation.tsx';
import { usePlace } from './route.ts';
import { useLeaveOnRemoval } from './use-leave-on-removal.ts';
import { usePageTitle } from './use-page-title.ts';
import './frame.css';

/** The frame around every screen: navigation at the side, or behind a button where there is no room. */
export function Frame({
  clinics,
  children,
}: {
  readonly clinics: MeView['clinics'];
  /** What has to be said above every screen. */
  readonly children: ReactNode;
}) {
  const { route } = usePlace();
  useLeaveOnRemoval();
  usePageTitle();
  useNoticesHeight();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { screen } = route;
  // biome-ignore lint/correctness/useExhaustiveDependencies: back and forward leave the menu too
  useEffect(() => setMenuOpen(false), [screen]);
  const openMenu = useMemo(() => () => setMenuOpen(true), []);
  return (
    <div className="frame">
      <button
        type="button"
        className="skip-link"
        onClick={() => document.querySelector<HTMLElement>('#content')?.focus()}
      >
        {frameWords.skipToContent}
      </button>
      <div className="frame-side">
        <Navigation clinics={clinics} />
      </div>
      <Drawer
        opened={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        size={280}
        title={frameWords.navigation}
        closeButtonProps={{ 'aria-label': frameWords.closeNavigation }}
      >
        <Navigation clinics={clinics} onGo={() => setMenuOpen(false)} />
      </Drawer>
      <main id="content" className="frame-content" tabIndex={-1}>
        <ConnectionNote />
        {children}
        <ClinicNote />
        <ConsentNote />
        <ImportReminder />
        <MenuContext value={openMenu}>
          <ReviewActionsProvider>
            {route.screen === 'queue' && <InboxScreen route={route} />}
            {route.screen === 'conditions' && <ConditionsScreen />}
            {route.screen === 'testimonials' && <TestimonialsScreen />}
            {route.screen === 'sources' && <SourcesScreen />}
            {route.screen === 'pages' && <PagesScreen />}
            {route.screen === 'excerpts' && <ExcerptsScreen />}
            {route.screen === 'fair-display' && <FairScreen />}
          </ReviewActionsProvider>
        </MenuContext>
      </main>
    </div>
  );
}
