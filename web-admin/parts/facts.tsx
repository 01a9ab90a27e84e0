import type { ReactNode } from 'react';

/**
 * Facts in a row with a dot between two of them; stands in an element of the class `facts`, whose style sheet hides the
 * dot where a line begins.
 */
export function Facts({ facts }: { readonly facts: readonly string[] }) {
  return facts.map((fact, at) => (
    <Fact key={fact} hasDot={at > 0}>
      {fact}
    </Fact>
  ));
}

/** One fact of a row, with or without the dot before it. */
export function Fact({ children, hasDot }: { readonly children: ReactNode; readonly hasDot: boolean }) {
  return (
    <span className="fact">
      {hasDot && (
        <span className="fact-dot" aria-hidden="true">
          {' · '}
        </span>
      )}
      <bdi>{children}</bdi>
    </span>
  );
}
