// Finds a page's drawings, fetches their data and hands each to the module that draws it.

export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// An address of this site or of a place on the page; anything else is no link (an article may hold any text).
export function link(href, text) {
  if (!href) return text;
  const address = new URL(href, document.baseURI);
  return address.origin === location.origin && /^https?:$/.test(address.protocol)
    ? make("a", { href: address.href }, text)
    : text;
}

export function colours(element, names) {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--d-${name}`).trim()]));
}

export function legend(entries) {
  return make("ul", { class: "drawing-legend" },
    ...entries.map(([key, text]) => make("li", {}, make("span", { class: `key key-${key}`, "aria-hidden": "true" }), text)));
}

async function fill(element, kind, draw) {
  element.dataset.drawn = "yes";
  element.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(element.dataset[kind], { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    await draw(element, await answer.json());
    element.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  } catch (error) {
    const said = element.dataset.failed || "The drawing could not be made; the table says the same.";
    element.replaceChildren(make("p", { class: "drawing-failed", role: "status" }, `${said} (${error.message})`));
  } finally {
    element.removeAttribute("aria-busy");
  }
}

// kind: the data attribute without "data-". Parts of the page that htmx puts in later are drawn as they come.
export function start(kind, draw) {
  const all = () => document.querySelectorAll(`[data-${kind}]:not([data-drawn])`).forEach((e) => fill(e, kind, draw));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all, { once: true });
  else all();
  for (const name of ["htmx:after:swap", "htmx:afterSwap"]) document.addEventListener(name, all);
}

export function onScheme(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}
