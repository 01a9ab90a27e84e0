const button = document.querySelector('[data-reload]');
const status = document.querySelector('[data-status]');

// An address with a fragment is not loaded again when it is set again: a fresh frame is.
button?.addEventListener('click', () => {
  const frame = document.querySelector('[data-page]');
  frame?.replaceWith(frame.cloneNode());
  if (status) status.textContent = 'The page was loaded again.';
});
