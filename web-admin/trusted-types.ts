/** Type of the browser's own registry, as far as it is used here; absent where a browser does not know it. */
interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createHTML: (text: string) => string | null },
  ) => unknown;
}

/**
 * The page's only policy for texts that a browser could take for markup. Mantine writes its style sheets as text into
 * `style` elements; style text has no "<". Everything else is refused, and scripts from text always are.
 */
export function allowStyleText(): void {
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text.includes('<') ? null : text),
  });
}
