// Read an article aloud with the browser's own voices, the sentence being read marked. Works only where there are voices.
"use strict";
(() => {
  const button = document.querySelector("[data-listen]");
  const body = document.querySelector("[data-body]");
  const speech = window.speechSynthesis;
  if (!button || !body || !speech) return;

  const language = (body.closest("[lang]") || document.documentElement).lang;
  const marked = [...body.querySelectorAll(".s")];
  const pieces = marked.length ? marked : [...body.querySelectorAll("p, li, h2, h3, h4")];
  if (!pieces.length) return;
  let at = -1;

  const mark = (now) => {
    body.querySelector(".spoken")?.classList.remove("spoken");
    now?.classList.add("spoken");
  };
  const stop = () => {
    at = -1;
    speech.cancel();
    mark(null);
    button.textContent = "Listen";
    button.setAttribute("aria-pressed", "false");
  };
  const next = () => {
    at += 1;
    if (at >= pieces.length) return stop();
    const here = pieces[at];
    const said = new SpeechSynthesisUtterance(here.textContent);
    said.lang = language;
    said.onstart = () => {
      mark(here);
      here.scrollIntoView({ block: "nearest" });
    };
    said.onend = () => at >= 0 && next();
    said.onerror = () => at >= 0 && stop();
    speech.speak(said);
  };

  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (at >= 0) return stop();
    button.textContent = "Stop";
    button.setAttribute("aria-pressed", "true");
    next();
  });
  window.addEventListener("pagehide", () => speech.cancel());
})();
