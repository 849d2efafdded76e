// When texts came out and what days they tell of: a dot for a day, a bar for somewhere within, an arrow for beyond.
import { legend, link, make, start } from "./drawing.js";

const SVG = "http://www.w3.org/2000/svg";
const DAY = 86_400_000;
const [LABEL, HIGH, TOP, EDGE] = [220, 28, 30, 42];

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const day = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
const iso = (number) => new Date(number * DAY).toISOString().slice(0, 10);

function axis(data, wide) {
  let [first, last] = [day(data.first), day(data.last)];
  if (first === last) [first, last] = [first - 3, last + 3];
  const x = (at) => LABEL + EDGE + ((Math.min(Math.max(at, first), last) - first) * (wide - LABEL - 2 * EDGE)) / (last - first);
  return { first, last, x };
}

function ticks(of, wide) {
  const most = Math.max(2, Math.floor((wide - LABEL) / 110));
  const step = Math.max(1, Math.ceil((of.last - of.first) / most));
  const found = [];
  for (let at = of.first; at <= of.last; at += step) found.push(at);
  return found;
}

function stretch(one, of, y) {
  const at = y + (one.kind === "report" ? 10 : 19);
  const first = one.first === null ? of.first : day(one.first), last = one.last === null ? of.last : day(one.last);
  const [left, right] = [of.x(first), of.x(last)];
  const before = one.first === null || first < of.first, after = one.last === null || last > of.last;
  const made = shape("g", { class: `stretch ${one.kind}` }, shape("title", {}, one.words));
  if (first === last && !before && !after) {
    made.append(one.kind === "report"
      ? shape("circle", { cx: left, cy: at, r: 4.5 })
      : shape("path", { d: `M${left},${at - 6}l6,6l-6,6l-6,-6z` }));
    return made;
  }
  made.append(shape("rect", { x: left, y: at - 3, width: Math.max(right - left, 5), height: 6, rx: one.kind === "report" ? 3 : 0 }));
  if (before) made.append(shape("path", { d: `M${left - 9},${at}l8,-5v10z` }));
  if (after) made.append(shape("path", { d: `M${Math.max(right, left + 5) + 9},${at}l-8,-5v10z` }));
  return made;
}

function label(row, y) {
  const short = row.label.length > 32 ? `${row.label.slice(0, 31).trimEnd()}…` : row.label;
  const text = shape("text", { x: 0, y: y + 18, class: "who" }, short);
  const to = link(row.href, "");
  return to instanceof HTMLAnchorElement ? shape("a", { href: to.href, "aria-label": row.label }, text) : text;
}

function drawn(data, wide) {
  const high = TOP + HIGH * data.rows.length + 6, of = axis(data, wide);
  const svg = shape("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "group", "aria-label": data.says });
  for (const at of ticks(of, wide)) {
    svg.append(shape("path", { class: "tick", d: `M${of.x(at)},20V${high}` }), shape("text", { class: "note", x: of.x(at), y: 14 }, iso(at)));
  }
  data.rows.forEach((row, place) => {
    const y = TOP + HIGH * place;
    svg.append(label(row, y), ...row.stretches.map((one) => stretch(one, of, y)));
  });
  return svg;
}

function draw(element, data) {
  if (!data.first) {
    element.replaceChildren(make("p", { class: "drawing-empty" }, data.words.none));
    return;
  }
  const board = make("div", { class: "drawing-scroll", tabindex: "0", role: "group", "aria-label": data.words.scrolls });
  element.replaceChildren(board, legend(["report", "incident", "bar"].map((kind) => [kind, data.words[kind]])));
  const redraw = () => board.replaceChildren(drawn(data, Math.max(720, board.clientWidth)));
  redraw();
  new ResizeObserver(redraw).observe(element);
}

start("timeline", draw);
