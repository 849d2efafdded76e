// Who came from whom: cytoscape draws, dagre lays out from left to right, arrow keys walk from box to box.
import cytoscape from "./vendor/cytoscape.mjs";
import dagre from "./vendor/cytoscape-dagre.mjs";
import { colours, legend, link, make, onScheme, start } from "./drawing.js";

cytoscape.use(dagre);

// cytoscape would write a style element, which the page's policy forbids, unless something has this id already;
// drawings.css says what that element would.
const HELD = "__________cytoscape_stylesheet";
if (!document.getElementById(HELD)) document.head.append(make("meta", { id: HELD, name: "generator-style", content: "none" }));

const NAMES = ["ink", "quiet", "sheet", "soft", "link", "hatch"];

function style(of) {
  return [
    { selector: "node", style: {
      label: "data(label)", shape: "rectangle", width: 196, height: 52, "background-color": of.sheet, color: of.ink,
      "border-width": 1.2, "border-color": of.ink, "font-size": 12, "text-valign": "center", "text-halign": "center",
      "text-wrap": "wrap", "text-max-width": 188, "font-family": "system-ui, sans-serif", "text-overflow-wrap": "anywhere",
    } },
    { selector: "node[kind = 'origin']", style: { shape: "round-rectangle", "border-width": 3, "background-color": of.soft, "corner-radius": 24 } },
    { selector: "node[kind = 'unseen']", style: { "border-style": "dashed", "border-width": 2, "background-color": of.hatch } },
    { selector: "edge", style: {
      width: 1.6, "line-color": of.ink, "target-arrow-color": of.ink, "target-arrow-shape": "triangle", "curve-style": "bezier",
    } },
    { selector: "edge[!declared]", style: { "line-style": "dashed", "line-dash-pattern": [6, 5] } },
    { selector: "edge[!directed]", style: { "target-arrow-shape": "none" } },
    { selector: ".chosen", style: { "border-width": 5, "border-color": of.link } },
    { selector: "edge.near", style: { width: 4, "line-color": of.link, "target-arrow-color": of.link } },
  ];
}

function cut(text, most) {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

function elements(data) {
  const nodes = data.nodes.map((n) => ({ data: { id: n.id, kind: n.kind, label: `${cut(n.name, 40)}\n${cut(n.note, 26)}` } }));
  const edges = data.edges.map((e) => ({
    data: { id: e.id, source: e.parent, target: e.child, declared: e.declared, directed: e.directed },
  }));
  return [...nodes, ...edges];
}

function told(data, id) {
  const words = data.words;
  const node = data.nodes.find((n) => n.id === id);
  const names = new Map(data.nodes.map((n) => [n.id, n.name]));
  const line = (e) => {
    const how = e.declared ? words.declared : words.inferred;
    return make("li", {}, `${names.get(e.child)} ${e.says} ${names.get(e.parent)} (${how}): `, make("span", { lang: "en" }, e.because));
  };
  const near = data.edges.filter((e) => e.child === id || e.parent === id);
  const head = make("p", {}, make("strong", {}, link(node.href, node.name)), ` ${words[node.kind]}; ${node.note}`);
  return [head, make("ul", {}, ...near.slice(0, 12).map(line))];
}

// The box nearest in a direction: how far it lies, and twice how far aside.
function next(cy, from, key) {
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  const at = from.position();
  let best = null, least = Infinity;
  cy.nodes().forEach((node) => {
    const x = node.position("x") - at.x, y = node.position("y") - at.y;
    const along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along > 1 && along + 2 * aside < least) [best, least] = [node, along + 2 * aside];
  });
  return best;
}

function keyboard(cy, board, choose, data) {
  board.addEventListener("keydown", (event) => {
    const chosen = cy.$("node.chosen");
    if (event.key.startsWith("Arrow")) {
      const to = chosen.empty() ? cy.nodes()[0] : next(cy, chosen[0], event.key);
      if (to) choose(to);
    } else if (event.key === "Enter" && chosen.nonempty()) {
      const href = data.nodes.find((n) => n.id === chosen[0].id()).href;
      const at = link(href, "");
      if (at instanceof HTMLAnchorElement) location.assign(at.href);
    } else if (event.key === "+" || event.key === "-") {
      zoom(cy, event.key === "+" ? 1.25 : 0.8);
    } else if (event.key === "0") {
      whole(cy, 0);
    } else {
      return;
    }
    event.preventDefault();
  });
}

function zoom(cy, by) {
  cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

// The smallest scale at which words are read: on a phone they are as large as its other small print.
function readable(cy) {
  return cy.width() < 640 ? 0.95 : 0.7;
}

// The whole lineage, but no larger than life and no smaller than `least`: then its beginning is shown.
function whole(cy, least) {
  cy.fit(undefined, 16);
  if (cy.zoom() > 1) cy.zoom(1);
  if (cy.zoom() < least) cy.zoom(least);
  const box = cy.elements().renderedBoundingBox();
  cy.panBy({ x: box.w > cy.width() ? 16 - box.x1 : (cy.width() - box.w) / 2 - box.x1, y: box.h > cy.height() ? 16 - box.y1 : (cy.height() - box.h) / 2 - box.y1 });
}

function buttons(cy, words) {
  const made = [[words.zoom_in, "+", () => zoom(cy, 1.25)], [words.zoom_out, "−", () => zoom(cy, 0.8)], [words.whole, "⤢", () => whole(cy, 0)]];
  return make("div", { class: "drawing-tools" }, ...made.map(([says, sign, act]) => {
    const button = make("button", { type: "button", "aria-label": says, title: says }, sign);
    button.addEventListener("click", act);
    return button;
  }));
}

function draw(element, data) {
  const words = data.words;
  const board = make("div", { class: "drawing-board", tabindex: "0", role: "application", "aria-label": `${data.says}. ${words.keys}` });
  const panel = make("div", { class: "drawing-told", role: "status" });
  element.replaceChildren(board, panel);
  const begun = performance.now();
  const cy = cytoscape({
    container: board, elements: elements(data), style: style(colours(element, NAMES)), minZoom: 0.05, maxZoom: 3,
    layout: { name: "dagre", rankDir: "LR", nodeSep: 18, rankSep: 60, animate: false, fit: false },
    userZoomingEnabled: false, autoungrabify: true, boxSelectionEnabled: false,
  });
  whole(cy, readable(cy));
  element.dataset.milliseconds = String(Math.round(performance.now() - begun));
  const choose = (node) => {
    cy.elements().removeClass("chosen near");
    node.addClass("chosen").connectedEdges().addClass("near");
    const at = node.renderedBoundingBox();
    if (at.x1 < 0 || at.y1 < 0 || at.x2 > cy.width() || at.y2 > cy.height()) cy.center(node);
    panel.replaceChildren(...told(data, node.id()));
  };
  cy.on("tap", "node", (event) => choose(event.target));
  keyboard(cy, board, choose, data);
  onScheme(() => cy.style(style(colours(element, NAMES))));
  const keys = ["article", "unseen", "origin", "declared", "inferred", "undirected"].map((kind) => [kind, words[kind]]);
  element.append(buttons(cy, words), legend(keys));
  element.headwaterDrawing = cy;
}

start("lineage", draw);
