/** static/js/submit-once.js: a second press of the same button within a moment sends nothing more. Without it, the server sees the key it has seen. */
for (const form of document.querySelectorAll('form[method="post"]')) {
  let sentAt = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - sentAt < 2000) event.preventDefault();
    sentAt = Date.now();
  });
}
