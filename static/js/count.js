/** static/js/count.js: say how many characters are left, aloud only when typing pauses. Without it, the hint gives the limit. */
for (const hint of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(hint.dataset.countFor);
  const told = hint.cloneNode(true);
  const aloud = document.createElement("p");
  let pause;
  const say = () => {
    const left = Number(field.dataset.count) - [...field.value].length;
    const words = left < 0 ? hint.dataset.over : hint.dataset.left;
    told.textContent = words.replace("%n", Math.abs(left).toLocaleString(document.documentElement.lang));
    told.toggleAttribute("data-over-limit", left < 0);
  };
  told.removeAttribute("id");
  told.setAttribute("aria-hidden", "true");
  aloud.setAttribute("aria-live", "polite");
  aloud.className = "visually-hidden";
  hint.classList.add("visually-hidden");
  hint.after(told, aloud);
  field.addEventListener("input", () => {
    say();
    clearTimeout(pause);
    pause = setTimeout(() => (aloud.textContent = told.textContent), 1000);
  });
  say();
}
