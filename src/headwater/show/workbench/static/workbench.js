// What a page can do more with JavaScript: the panel, its focus, words that an address names, words that are marked.

const panel = document.getElementById("judging");
let opener = null;

function close() {
  panel.replaceChildren();
  if (opener && opener.isConnected) opener.focus();
  opener = null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  if (link.matches(".judge")) opener = link;
  if (panel.contains(link) && link.matches("[data-close]")) { event.preventDefault(); close(); }
  if (panel.contains(link) && link.matches("[data-reload]")) { event.preventDefault(); location.reload(); }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.childNodes.length) close();
  if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
});

// The panel says what came: its heading takes the focus, and words that were marked in the text stand in the form.
let marked = "";
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const within = chosen && chosen.anchorNode && chosen.anchorNode.parentElement && chosen.anchorNode.parentElement.closest(".words");
  if (within && String(chosen).trim()) marked = String(chosen).trim();
});
new MutationObserver(() => {
  const heading = panel.querySelector("h1");
  if (heading) heading.focus();
  const words = panel.querySelector("[data-selection]");
  if (words && !words.value && marked) words.value = marked;
}).observe(panel, { childList: true });

// What asks how a job goes asks on where an answer failed: the case was busy, the line was down, the server began anew.
const AGAIN = 2000;
function askAgain(asking) {
  setTimeout(() => asking.isConnected && asking.dispatchEvent(new Event("again")), AGAIN);
}
document.addEventListener("htmx:after:request", (event) => {
  const { sourceElement: asking, response } = event.detail.ctx;
  if (response.status < 400 || !asking.matches("[hx-trigger*='again']")) return;
  event.preventDefault(); // what says that it failed does not take the place of what was there
  if (response.status === 404) location.reload();
  else askAgain(asking);
});
document.addEventListener("htmx:error", (event) => {
  const asking = event.detail.ctx && event.detail.ctx.sourceElement;
  if (asking && asking.matches("[hx-trigger*='again']")) askAgain(asking);
});

// An address may name any words of a text: #s=120-180 counts letters of the article as case.json has them.
function show() {
  document.querySelectorAll(".span-here").forEach((one) => one.classList.remove("span-here"));
  const asked = /^#s=(\d+)-(\d+)$/.exec(location.hash);
  if (!asked || document.getElementById(location.hash.slice(1))) return;
  const start = Number(asked[1]);
  let best = null;
  for (const one of document.querySelectorAll("[id^='s=']")) {
    const place = /^s=(\d+)-(\d+)$/.exec(one.id);
    if (place && Number(place[1]) <= start && start < Number(place[2])) best = one;
  }
  if (best) { best.classList.add("span-here"); best.scrollIntoView({ block: "center" }); }
}
addEventListener("hashchange", show);
show();
