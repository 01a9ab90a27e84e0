import {
  ErrorResponse,
  InMemoryWebStorage,
  type User,
  UserManager,
  WebStorageStateStore,
} from 'oidc-client-ts';
import { RequestFailed } from '../api/request-failed.ts';
import { keepsSiteData } from './browser-store.ts';
import type { Settings } from './settings.ts';
import { openTabs } from './tabs.ts';

/** A person's time at the page, from signing in to the end of the last token. */
export interface Session {
  readonly manager: UserManager;
  /**
   * A token that is not past its end; renewed first where it is. `undefined` when the person must sign in again.
   *
   * @throws RequestFailed `unreachable` when it had to be renewed and nobody answered
   */
  readonly accessToken: () => Promise<string | undefined>;
  /** Fetches new tokens although the old ones look good; answers and throws like `accessToken`. */
  readonly renew: () => Promise<string | undefined>;
  /** Leaves the page for the one where people sign in, and comes back to the same place. */
  readonly signIn: () => Promise<void>;
  /** Forgets the tokens here, in the person's other tabs and at the sign-in page, and leaves. */
  readonly signOut: () => Promise<void>;
  /** Calls back when the person has signed out in another tab; the tokens are forgotten here by then. */
  readonly onSignedOutElsewhere: (listener: () => void) => () => void;
  /** True from the moment the tokens could not be renewed. */
  readonly isOver: () => boolean;
  /** Calls back whenever `isOver` changes; returns how to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** What is kept while the person is away signing in. */
interface Return {
  readonly hash: string;
}

/** Opens the session kept by this tab, if there is one; asks nobody yet. */
export function openSession(settings: Settings): Session {
  const manager = new UserManager(oidcSettings(settings));
  const listeners = new Set<() => void>();
  let isOver = false;
  let renewing: Promise<string | undefined> | undefined;
  const setOver = (next: boolean) => {
    if (next === isOver) return;
    isOver = next;
    for (const listener of listeners) listener();
  };
  manager.events.addUserLoaded(() => setOver(false));
  const leavers = new Set<() => void>();
  const endIfTheirs = async (personId: string) => {
    const user = await manager.getUser();
    if (user?.profile.sub !== personId) return;
    await manager.removeUser();
    setOver(true);
    for (const listener of leavers) listener();
  };
  const tabs = openTabs('signed-out', (personId) => void endIfTheirs(personId));

  const renew = () => {
    renewing ??= renewOnce(manager).finally(() => {
      renewing = undefined;
    });
    return renewing.then((token) => {
      setOver(token === undefined);
      return token;
    });
  };
  return {
    manager,
    renew,
    async accessToken() {
      const user = await manager.getUser();
      return user && !user.expired ? user.access_token : renew();
    },
    signIn: () => manager.signinRedirect({ state: { hash: location.hash } satisfies Return }),
    async signOut() {
      const user = await manager.getUser();
      if (user) tabs.tell(user.profile.sub);
      await manager.removeUser();
      location.assign(signOutAddress(settings));
    },
    onSignedOutElsewhere(listener) {
      leavers.add(listener);
      return () => leavers.delete(listener);
    },
    isOver: () => isOver,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Puts the address back as it was before the person went to sign in, without the answer that came with it. */
export function restoreAddress(user?: User | undefined): void {
  const { hash } = (user?.state ?? {}) as Partial<Return>;
  history.replaceState(null, '', location.pathname + (hash ?? location.hash));
}

function oidcSettings({ client, signInUrl, issuer }: Settings) {
  const store = keepsSiteData() ? sessionStorage : new InMemoryWebStorage();
  return {
    authority: issuer,
    metadata: {
      issuer,
      authorization_endpoint: `${signInUrl}/oauth2/authorize`,
      token_endpoint: `${signInUrl}/oauth2/token`,
    },
    client_id: client,
    redirect_uri: pageAddress(),
    response_type: 'code',
    scope: 'openid email profile',
    // This tab only, gone with it: a front desk's computer is used by more than one person.
    userStore: new WebStorageStateStore({ store }),
    stateStore: new WebStorageStateStore({ store }),
    // `accessToken` renews; two renewals at once would use one refresh token twice.
    automaticSilentRenew: false,
    loadUserInfo: false,
    monitorSession: false,
  };
}

/** Cognito compares it letter by letter with what it knows: the origin and one slash. */
function pageAddress(): string {
  return `${location.origin}/`;
}

/** Cognito's own form of leaving; it has no end-session endpoint of OpenID Connect. */
function signOutAddress({ client, signInUrl }: Settings): string {
  const query = new URLSearchParams({ client_id: client, logout_uri: pageAddress() });
  return `${signInUrl}/logout?${query}`;
}

async function renewOnce(manager: UserManager): Promise<string | undefined> {
  const user = await manager.getUser();
  if (!user?.refresh_token) return undefined;
  try {
    return (await manager.signinSilent())?.access_token;
  } catch (cause) {
    if (cause instanceof ErrorResponse) return undefined;
    throw new RequestFailed('unreachable', { cause });
  }
}
