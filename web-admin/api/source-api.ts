import type { Freeze } from '../../functions/domain/pull.ts';
import type {
  ChoiceAsk,
  ChosenView,
  ConnectedView,
  ConnectionsView,
  ConsentAnswer,
  ConsentAsk,
  ConsentView,
  DisconnectedView,
  MovedView,
  RemovedView,
} from '../../functions/domain/source-view.ts';

/** The part of the staff's API that acts on listings and their sources; for owners. */
export interface SourceApi {
  readonly connections: (clinicId: string, signal?: AbortSignal) => Promise<ConnectionsView>;
  readonly askConsent: (clinicId: string, request: ConsentAsk) => Promise<ConsentView>;
  readonly bringAnswer: (clinicId: string, answer: ConsentAnswer) => Promise<ConnectedView>;
  readonly relistLocations: (clinicId: string, connectionId: string) => Promise<unknown>;
  readonly chooseLocations: (clinicId: string, request: ChoiceAsk) => Promise<ChosenView>;
  readonly disconnect: (clinicId: string, connectionId: string) => Promise<DisconnectedView>;
  /** Says that the reviews of a freeze, by its beginning, are gone indeed. */
  readonly confirmAbsence: (clinicId: string, listingId: string, seenSince: string) => Promise<Freeze>;
  /** Agrees to read a listing by the new id that its source names. */
  readonly followMove: (clinicId: string, listingId: string, movedTo: string) => Promise<MovedView>;
  /** Removes a listing that only exports fill. */
  readonly removeImport: (clinicId: string, listingId: string) => Promise<RemovedView>;
}

/** How requests are sent; they throw `RequestFailed`. */
export interface Sender {
  readonly get: <Answer>(path: string, signal?: AbortSignal) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly at: (clinicId: string, ...path: readonly string[]) => string;
}

/** Opens this part of the API. */
export function openSourceApi({ get, post, at }: Sender): SourceApi {
  return {
    connections: (clinicId, signal) => get(at(clinicId, 'google'), signal),
    askConsent: (clinicId, request) => post(at(clinicId, 'google', 'consent'), request),
    bringAnswer: (clinicId, answer) => post(at(clinicId, 'google', 'connection'), answer),
    relistLocations: (clinicId, connectionId) => post(at(clinicId, 'google', 'locations'), { connectionId }),
    chooseLocations: (clinicId, request) => post(at(clinicId, 'google', 'listings'), request),
    disconnect: (clinicId, connectionId) => post(at(clinicId, 'google', 'disconnection'), { connectionId }),
    confirmAbsence: (clinicId, listingId, seenSince) =>
      post(at(clinicId, 'listings', listingId, 'absence'), { seenSince }),
    followMove: (clinicId, listingId, movedTo) =>
      post(at(clinicId, 'listings', listingId, 'move'), { movedTo }),
    removeImport: (clinicId, listingId) => post(at(clinicId, 'listings', listingId, 'removal'), {}),
  };
}
