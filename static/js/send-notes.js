/** static/js/send-notes.js: keep notes in this tab until they are sent, and send them again. Without it, pressing twice stores one note, Back finds the text, and the same words sent again are asked about. */
const shelf = `notes ${location.pathname}`;
const list = document.querySelector("[data-unsent]");
const texts = document.createElement("ul");
list?.append(texts);
const kept = JSON.parse(sessionStorage.getItem(shelf) ?? '{"waiting": [], "refused": []}');
const textOf = (note) => Object.fromEntries(note).text;
const warn = (event) => event.preventDefault();

const keep = () => {
  const holds = kept.waiting.length + kept.refused.length > 0;
  if (holds) sessionStorage.setItem(shelf, JSON.stringify(kept));
  else sessionStorage.removeItem(shelf);
  (holds ? addEventListener : removeEventListener)("beforeunload", warn);
};

/** Each text by itself, beside the box and never in it unasked: somebody may be typing there. */
const listUnsent = (notes, takeBack) => {
  const items = notes.map((note) => {
    const item = document.createElement("li");
    item.textContent = textOf(note);
    if (!takeBack) return item;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "link-button", textContent: list.dataset.take });
    button.addEventListener("click", () => takeBack(note));
    item.append(" ", button);
    return item;
  });
  texts.replaceChildren(...items);
  list.hidden = !items.length;
};

const form = document.querySelector("form[data-send]");
if (form) {
  const box = form.elements.text;
  form.elements.is_another.value = "1"; // each note kept here has a key of its own
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  form.before(told);
  let sending = false;

  const tell = (words) => (told.textContent = words);
  const write = (words) => {
    box.value = words;
    box.dispatchEvent(new Event("input"));
    box.focus();
  };
  const takeBack = (note) => {
    kept.refused.splice(kept.refused.indexOf(note), 1);
    keep();
    listUnsent(kept.refused, takeBack);
    write(box.value ? `${box.value}\n${textOf(note)}` : textOf(note));
  };
  const tellWaiting = () => {
    const { one, more, kept: where } = form.dataset;
    const count = kept.waiting.length;
    tell(`${count === 1 ? one : more.replace("%n", count)}. ${where}`);
  };
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const answered = (answer) => {
    const isIn = answer.type === "opaqueredirect";
    const note = kept.waiting.shift();
    if (!isIn) kept.refused.push(note);
    keep();
    listUnsent(kept.refused, takeBack);
    const { none, closed, refused } = form.dataset;
    if (!isIn) tell(answer.status === 410 ? closed : refused);
    else if (!kept.waiting.length) tell(none);
  };

  const send = async () => {
    if (sending || !kept.waiting.length) return;
    sending = true;
    try {
      while (kept.waiting.length) {
        const body = new URLSearchParams(kept.waiting[0]);
        const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "omit" });
        if (answer.status >= 500 || answer.status === 429) return tellWaiting();
        answered(answer);
      }
    } catch {
      tellWaiting();
    } finally {
      sending = false;
    }
  };

  form.addEventListener("submit", (event) => {
    if (!box.value.trim()) return;
    event.preventDefault();
    kept.waiting.push([...new FormData(form)]);
    keep();
    write("");
    form.elements.key.value = newKey();
    if (navigator.onLine) send();
    else tellWaiting();
  });
  addEventListener("online", send);
  setInterval(send, 5000);
  keep();
  listUnsent(kept.refused, takeBack);
  if (kept.waiting.length) tellWaiting();
  send();
} else if (list) {
  listUnsent([...kept.refused, ...kept.waiting]);
}
