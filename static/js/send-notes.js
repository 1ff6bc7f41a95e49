/** static/js/send-notes.js: keep notes in this tab until they are sent, and send them again. Without it, Back finds the text and sending twice stores one note. */
for (const form of document.querySelectorAll("form[data-send]")) {
  const shelf = `notes ${location.pathname}`;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  form.before(told);
  let waiting = JSON.parse(sessionStorage.getItem(shelf) ?? "[]");
  let sending = false;

  const tell = (words) => (told.textContent = words);
  const warn = (event) => event.preventDefault();
  const keep = () => {
    if (waiting.length) sessionStorage.setItem(shelf, JSON.stringify(waiting));
    else sessionStorage.removeItem(shelf);
    (waiting.length ? addEventListener : removeEventListener)("beforeunload", warn);
  };
  const tellWaiting = () => {
    const { one, more, kept } = form.dataset;
    tell(`${waiting.length === 1 ? one : more.replace("%n", waiting.length)}. ${kept}`);
  };
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const putBack = (note) => {
    form.elements.text.value = Object.fromEntries(note).text;
    form.elements.text.dispatchEvent(new Event("input"));
  };

  const send = async () => {
    if (sending || !waiting.length) return;
    sending = true;
    try {
      while (waiting.length) {
        const body = new URLSearchParams(waiting[0]);
        const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "omit" });
        if (answer.type !== "opaqueredirect") return refused(answer);
        waiting.shift();
        keep();
      }
      tell(form.dataset.none);
    } catch {
      tellWaiting();
    } finally {
      sending = false;
    }
  };

  const refused = (answer) => {
    if (answer.status >= 500 || answer.status === 429) return tellWaiting();
    const unsent = waiting;
    waiting = [];
    keep();
    putBack([["text", unsent.map((note) => Object.fromEntries(note).text).join("\n")]]);
    if (answer.status === 410) return tell(form.dataset.closed);
    form.submit(); // the page that answers says what to change
  };

  form.addEventListener("submit", (event) => {
    if (!form.elements.text.value.trim()) return;
    event.preventDefault();
    waiting.push([...new FormData(form)]);
    keep();
    form.elements.text.value = "";
    form.elements.text.dispatchEvent(new Event("input"));
    form.elements.key.value = newKey();
    form.elements.text.focus();
    if (navigator.onLine) send();
    else tellWaiting();
  });
  addEventListener("online", send);
  setInterval(send, 5000);
  keep();
  if (waiting.length) tellWaiting();
  send();
}
