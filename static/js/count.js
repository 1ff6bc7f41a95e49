/** static/js/count.js: say how many characters are left. Without it, the hint gives the limit. */
for (const hint of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(hint.dataset.countFor);
  const told = hint.cloneNode(true);
  const say = () => {
    const left = Number(field.dataset.count) - [...field.value].length;
    const words = left < 0 ? hint.dataset.over : hint.dataset.left;
    told.textContent = words.replace("%n", Math.abs(left).toLocaleString(document.documentElement.lang));
    told.toggleAttribute("data-over-limit", left < 0);
  };
  told.removeAttribute("id");
  told.setAttribute("aria-live", "polite");
  hint.classList.add("visually-hidden");
  hint.after(told);
  field.addEventListener("input", say);
  say();
}
