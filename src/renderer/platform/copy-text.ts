// Words of our own onto the clipboard. By the old command: the page has no permission for the new interface, in no shell.

/** Within what a key or a click does. Throws where the browser refuses. */
export function copyText(text: string): void {
  let taken = false;
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', fill, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  if (!taken) throw new Error('not copied');
}
