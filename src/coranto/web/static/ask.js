// The answer as the owner's model words it, sentence by sentence as each passes the check. Without this, ours stands alone.
"use strict";
(() => {
  const section = document.querySelector("[data-wording]");
  if (!section || !window.ReadableStream) return;
  const list = section.querySelector("ul");
  const told = section.querySelector("[data-told]");

  const say = (line) => {
    const item = document.createElement("li");
    item.dir = "auto";
    item.append(line.text, " ");
    for (const one of line.evidence) {
      const link = document.createElement("a");
      link.className = "proof";
      link.href = one.address;
      link.textContent = one.name || "the source";
      item.append(link, " ");
    }
    list.append(item);
    section.hidden = false;
  };
  const end = (line) => {
    const left = line.dropped ? `; ${line.dropped} that failed left out` : "";
    const broken = line.problem ? ` ${line.problem}` : "";
    told.textContent = `Worded by ${line.by}, each sentence checked against what it cites${left}.${broken}`;
  };
  const read = (text) => {
    if (!text.startsWith("data:")) return;
    const line = JSON.parse(text.slice(5));
    if (line.text) say(line);
    else end(line);
  };

  (async () => {
    const answer = await fetch(section.dataset.wording);
    if (!answer.ok) return;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const lines = (held + value).split("\n");
      held = lines.pop();
      lines.forEach(read);
    }
    read(held);
  })().catch(() => { section.hidden = !list.children.length; });
})();
