import type { Item } from './entity.ts';
import { BY_STATUS, PREFIX } from './keys.ts';
import { type Page, queryPage, type Table } from './table.ts';

/** A place in a queue, to go on from. */
export interface QueuePlace {
  readonly writtenOn: string;
  readonly reviewId: string;
}

/** A page of a queue, and further ones for as long as the last item lies at no place that could be gone on from. */
export async function queuePage(
  ledger: Table,
  pk: string,
  { limit, after }: { readonly limit: number; readonly after?: Item },
): Promise<Page> {
  const page = await queryPage(ledger, {
    index: BY_STATUS,
    pk,
    newestFirst: true,
    limit,
    ...(after && { after }),
  });
  const { last } = page;
  if (!last || last.sk === `${PREFIX.moderation}${placeOf(last).reviewId}`) return page;
  const rest = await queuePage(ledger, pk, { limit, after: last });
  return { ...rest, items: [...page.items, ...rest.items] };
}

/** The place of an item of a queue. */
export function placeOf(last: Item): QueuePlace {
  const [writtenOn = '', reviewId = ''] = String(last[BY_STATUS.sk]).split('#');
  return { writtenOn, reviewId };
}
