import { isSlug } from '../domain/id.ts';

/** Which reviews a list is of; all of an embed's when both are absent. */
export interface ListScope {
  readonly conditionId?: string;
  readonly locationId?: string;
}

/** Below it lies everything the CDN serves as the feed. */
const ROOT = 'feed';
const PAGES = 'pages';
const JSON_ENDING = '.json';

/** Tells whether an embed can be published under its id: any slug but the folder of the following pages. */
export function isPublishable(embedId: string): boolean {
  return isSlug(embedId) && embedId !== PAGES;
}

/** What the keys of all heads of an embed begin with. */
export function embedPrefix(embedId: string): string {
  return `${ROOT}/${embedId}/`;
}

/** Key of the head of a list. */
export function headKey(embedId: string, { conditionId, locationId }: ListScope): string {
  const parts = [
    ...(conditionId === undefined ? [] : [`c/${conditionId}`]),
    ...(locationId === undefined ? [] : [`l/${locationId}`]),
  ];
  return `${embedPrefix(embedId)}${parts.join('/') || 'all'}${JSON_ENDING}`;
}

/** Folder of a clinic's following pages below the feed's root, as heads name it. */
export function pageFolder(clinicId: string): string {
  return `${PAGES}/${clinicId}`;
}

/** What the keys of all following pages and indexes of a clinic begin with. */
export function pagePrefix(clinicId: string): string {
  return `${ROOT}/${pageFolder(clinicId)}/`;
}

/** Key of a following page or an index. */
export function pageKey(clinicId: string, name: string): string {
  return `${pagePrefix(clinicId)}${name}${JSON_ENDING}`;
}

/** Name of the following page or index that a key of the clinic's folder belongs to. */
export function pageName(clinicId: string, key: string): string {
  return key.slice(pagePrefix(clinicId).length, -JSON_ENDING.length);
}
