/** A key as it looks on a keyboard; only for the eye, as its button says it in `aria-keyshortcuts`. */
export function KeyCap({ name }: { readonly name: string }) {
  return (
    <span className="key-cap" aria-hidden="true">
      {name}
    </span>
  );
}
