/** What the lines shall say. */
export interface SnippetChoice {
  readonly embedId: string;
  /** `''` for reviews about everything. */
  readonly conditionId: string;
  /** `''` for reviews of every place. */
  readonly locationId: string;
  /** Where the script lies, without a slash at the end. */
  readonly origin: string;
  /** Reviews in the list now; absent while nobody knows. */
  readonly length?: number | undefined;
}

/** What a list needs at first: on a narrow page, and from `from` on, where all its cards stand in one row. */
interface Reserve {
  readonly narrow: string;
  readonly from: string;
  readonly wide: string;
}

/** By the number of reviews, with title, ratings, cards of the usual height and the line below; more fill any window. */
const RESERVES: readonly (Reserve | undefined)[] = [
  undefined,
  { narrow: 'min(100vh, 42em)', from: '40em', wide: 'min(100vh, 30em)' },
  { narrow: '100vh', from: '40em', wide: 'min(100vh, 32em)' },
  { narrow: '100vh', from: '60em', wide: 'min(100vh, 36em)' },
];

function styleFor(length: number): string {
  const reserve = RESERVES[length];
  const base = `clinic-reviews { display: block; min-height: ${reserve?.narrow ?? '100vh'}; }`;
  const wide = reserve
    ? ` @media (min-width: ${reserve.from}) { clinic-reviews { min-height: ${reserve.wide}; } }`
    : '';
  return `<style>${base}${wide}</style>`;
}

/**
 * The lines of HTML that show reviews on a page: the height they will need, so that nothing on the page moves when they
 * come, the element, and the script. Without reviews no height is kept. All ids are slugs of the product's own, so
 * nothing in them can end an attribute.
 */
export function toSnippet({ embedId, conditionId, locationId, origin, length = 0 }: SnippetChoice): string {
  const condition = conditionId && ` condition="${conditionId}"`;
  const location = locationId && ` location="${locationId}"`;
  return [
    ...(length > 0 ? [styleFor(length)] : []),
    `<clinic-reviews embed="${embedId}"${condition}${location}></clinic-reviews>`,
    `<script src="${origin}/embed/v1/clinic-reviews.js" async></script>`,
  ].join('\n');
}
