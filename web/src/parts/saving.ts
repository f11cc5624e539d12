/** Hands a file to the browser, which keeps it where it keeps what is downloaded. */
export function saved(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to read only after this turn.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** WeChat's browser keeps no files; what it shows must be opened elsewhere first. */
export function keepsNoFiles(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent);
}
