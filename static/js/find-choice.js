/** static/js/find-choice.js: narrow a long list of choices as one types. Without it, the whole list scrolls. */
for (const list of document.querySelectorAll(".choices[data-find]")) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "search";
  box.autocomplete = "off";
  label.className = "find-choice";
  label.append(list.dataset.find, box);
  list.before(label);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLocaleLowerCase();
    for (const choice of list.querySelectorAll(".choice")) {
      const ticked = choice.querySelector("input").checked;
      choice.hidden = !ticked && !choice.textContent.toLocaleLowerCase().includes(wanted);
    }
    for (const group of list.querySelectorAll(".choice-group")) {
      group.hidden = !group.querySelector(".choice:not([hidden])");
    }
  });
}
