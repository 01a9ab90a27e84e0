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

/** Up to so many fill one row on a wide page: title, ratings, cards of the usual height, and the line below. */
const ONE_ROW = 3;
const HEIGHT_OF_ONE_ROW = '34em';

/**
 * The lines of HTML that show reviews on a page: the height they will need, so that nothing on the page moves when they
 * come, the element, and the script. Without reviews no height is kept. All ids are slugs of the product's own, so
 * nothing in them can end an attribute.
 */
export function toSnippet({ embedId, conditionId, locationId, origin, length = 0 }: SnippetChoice): string {
  const condition = conditionId && ` condition="${conditionId}"`;
  const location = locationId && ` location="${locationId}"`;
  const height = length > ONE_ROW ? '100vh' : `min(100vh, ${HEIGHT_OF_ONE_ROW})`;
  return [
    ...(length > 0 ? [`<style>clinic-reviews { display: block; min-height: ${height}; }</style>`] : []),
    `<clinic-reviews embed="${embedId}"${condition}${location}></clinic-reviews>`,
    `<script src="${origin}/embed/v1/clinic-reviews.js" async></script>`,
  ].join('\n');
}
