// Puts each part that the stream sends in the place of the one before. The server wrote and escaped it.
const stream = new EventSource('/live');
const state = document.getElementById('stream');
stream.addEventListener('open', () => {
  if (state) state.textContent = state.dataset.live ?? '';
});
stream.addEventListener('error', () => {
  if (state) state.textContent = state.dataset.paused ?? '';
});
stream.addEventListener('message', ({ data }) => {
  for (const [id, content] of Object.entries(JSON.parse(data))) {
    const place = document.getElementById(id);
    // A choice that somebody is making stays until it is made.
    if (place && !place.contains(document.activeElement)) place.innerHTML = content;
  }
});
