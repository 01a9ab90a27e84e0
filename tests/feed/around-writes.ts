import type { PublishNeeds } from '../../functions/feed/publish.ts';

type WriteName = 'begin' | 'note' | 'finish' | 'put' | 'remove';

/** The publisher's needs with something done around every write. */
export function aroundWrites(
  needs: PublishNeeds,
  wrap: (write: () => Promise<unknown>, name: WriteName) => Promise<unknown>,
) {
  const wrapped = <In, Out>(name: WriteName, write: (input: In) => Promise<Out>) => {
    return async (input: In): Promise<Out> => (await wrap(() => write(input), name)) as Out;
  };
  const { states, bucket } = needs;
  return {
    ...needs,
    states: {
      begin: wrapped('begin', states.begin),
      note: wrapped('note', states.note),
      finish: wrapped('finish', states.finish),
    },
    bucket: { ...bucket, put: wrapped('put', bucket.put), remove: wrapped('remove', bucket.remove) },
  };
}
