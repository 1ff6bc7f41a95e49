/** static/js/board.js: ask for a board again every five seconds, until it is told to stand still. Without it, the board’s own page loads again. */
for (const board of document.querySelectorAll("[data-board]")) {
  const told = document.createElement("p");
  const button = document.createElement("button");
  let mark = board.dataset.mark;
  let held = false;
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  button.type = "button";
  button.className = "button button-quiet button-small";
  button.textContent = board.dataset.hold;
  button.addEventListener("click", () => {
    held = !held;
    button.textContent = held ? board.dataset.goOn : board.dataset.hold;
  });
  board.before(told, button);
  setInterval(async () => {
    if (held || document.hidden) return;
    const headers = { "If-None-Match": mark };
    const answer = await fetch(board.dataset.board, { headers }).catch(() => null);
    if (answer?.status !== 200) return;
    board.innerHTML = await answer.text();
    mark = answer.headers.get("ETag");
    told.textContent = `${board.dataset.changed} ${new Date().toLocaleTimeString()}`;
  }, 5000);
}
