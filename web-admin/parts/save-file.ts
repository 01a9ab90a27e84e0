/** Lets the browser save a text as a file. @param parts the text, in pieces or whole */
export function saveFile(name: string, parts: string | readonly string[], type = 'application/jsonl'): void {
  const address = URL.createObjectURL(new Blob([parts].flat(), { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes its copy while it handles the click; Safari does so a little later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
