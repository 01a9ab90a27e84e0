/** Lets the browser save a text as a file. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes its copy while it handles the click; Safari does so a little later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
