import { onlineManager } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { announce } from '../parts/announce.tsx';
import { Icon } from '../parts/icon.tsx';
import { frameWords } from './frame-words.ts';
import { usePlace } from './route.ts';
import { useClinicView } from './use-clinic-view.ts';

/** Says when what is on the screen may be old: no network here, or no answer from there. */
export function ConnectionNote() {
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const { isRefetchError } = useClinicView();
  const { route } = usePlace();
  const offline = route.screen === 'queue' ? frameWords.offline : frameWords.offlineHere;
  const wasOffline = useRef(false);

  useEffect(() => {
    if (!isOnline) announce(offline);
    else if (wasOffline.current) announce(frameWords.onlineAgain);
    wasOffline.current = !isOnline;
  }, [isOnline, offline]);

  if (isOnline && !isRefetchError) return null;
  return (
    <div className="connection-note">
      <Icon name="offline" size={18} />
      {isOnline ? frameWords.unreachable : offline}
    </div>
  );
}
