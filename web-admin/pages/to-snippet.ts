/** What the lines shall say. */
export interface SnippetChoice {
  readonly embedId: string;
  /** `''` for reviews about everything. */
  readonly conditionId: string;
  /** `''` for reviews of every place. */
  readonly locationId: string;
  /** Where the script lies, without a slash at the end. */
  readonly origin: string;
}

/**
 * The two lines of HTML that show reviews on a page. All ids are slugs of the product's own, so nothing in them can
 * end an attribute.
 */
export function toSnippet({ embedId, conditionId, locationId, origin }: SnippetChoice): string {
  const condition = conditionId && ` condition="${conditionId}"`;
  const location = locationId && ` location="${locationId}"`;
  return [
    `<clinic-reviews embed="${embedId}"${condition}${location}></clinic-reviews>`,
    `<script src="${origin}/embed/v1/clinic-reviews.js" async></script>`,
  ].join('\n');
}
