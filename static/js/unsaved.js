/** static/js/unsaved.js: ask before leaving a form[data-unsaved] that has been typed in. Stores nothing. Without it, Back still finds the text. */
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const warn = (event) => event.preventDefault();
  form.addEventListener("input", () => addEventListener("beforeunload", warn), { once: true });
  form.addEventListener("submit", () => removeEventListener("beforeunload", warn));
}
