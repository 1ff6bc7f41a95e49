/** static/js/error-summary.js: go to the list of problems. Without it, the browser's own autofocus does. */
document.getElementById("error-summary")?.focus();
