import type { FlagView } from '../../functions/domain/staff-view.ts';
import { Icon } from '../parts/icon.tsx';
import { quote } from './conditions-of.ts';
import { flagWords } from './flag-words.ts';
import './flags-section.css';

/** What in the words asks for a careful look: a sentence per kind, with the words. Nothing at all without flags. */
export function FlagsSection({
  flags,
  text,
}: {
  readonly flags: readonly FlagView[];
  readonly text: string;
}) {
  if (flags.length === 0) return null;
  return (
    <section className="flags" aria-labelledby="flags-title">
      <p className="flags-title" id="flags-title">
        <Icon name="flag" size={18} />
        {flagWords.title}
      </p>
      <FlagList flags={flags} text={text} />
    </section>
  );
}

/** A sentence per kind of flag, with the words. */
export function FlagList({ flags, text }: { readonly flags: readonly FlagView[]; readonly text: string }) {
  const kinds = [...new Set(flags.map(({ kind }) => kind))];
  return (
    <ul>
      {kinds.map((kind) => (
        <li key={kind}>
          {flagWords.kinds[kind]}
          <FlaggedWords
            text={text}
            flags={flags.filter((flag) => flag.kind === kind && flag.end > flag.start)}
          />
        </li>
      ))}
    </ul>
  );
}

/** The words, unless the flag is not about words. */
function FlaggedWords({ flags, text }: { readonly flags: readonly FlagView[]; readonly text: string }) {
  if (flags.length === 0) return null;
  return (
    <>
      {': '}
      <bdi>{quote(text, flags)}</bdi>
    </>
  );
}
