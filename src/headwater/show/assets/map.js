// Where claims say that things were: Leaflet over Natural Earth's outlines, from this server alone.
import "./vendor/leaflet.js";
import { legend, link, make, start } from "./drawing.js";

const L = globalThis.L;
const OUTLINES = new URL("./vendor/countries.json", import.meta.url);
let outlines = null;

async function countries() {
  outlines ??= fetch(OUTLINES).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    return answer.json();
  });
  return outlines;
}

function said(place, words) {
  const counts = `${words.within.replace("{number}", Math.round(place.radius_km))}; ${words.claims}: ${place.claims}; ${words.reports}: ${place.reports}`;
  return make("div", {}, make("p", {}, make("strong", {}, link(place.href, place.name))), make("p", {}, counts), make("p", {}, place.how));
}

// A state is told by its own outline; any other place by the circle within which it is known.
function area(place, shapes) {
  const own = place.state && shapes.features.find((feature) => feature.id === place.state);
  if (own) return L.geoJSON(own, { style: { className: "told-state" }, interactive: false });
  const vague = place.radius_km > 10 ? " told-vague" : "";
  return L.circle([place.latitude, place.longitude], { radius: place.radius_km * 1000, className: `told-area${vague}`, interactive: false });
}

function pin(place, words) {
  const name = make("span", { class: "pin-name" }, place.name);
  const sign = make("span", { class: "pin-count" }, String(place.reports));
  const icon = L.divIcon({ className: place.state ? "pin pin-state" : "pin", html: make("span", {}, sign, name), iconSize: null });
  const label = `${place.name}, ${words.within.replace("{number}", Math.round(place.radius_km))}; ${words.reports}: ${place.reports}`;
  const marker = L.marker([place.latitude, place.longitude], { icon, alt: label, keyboard: true, riseOnHover: true });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", label));
  return marker.bindPopup(() => said(place, words));
}

// Names that would lie on a pin or on another name stay away until there is room; places with most reports first.
function uncover(pins) {
  const taken = pins.map((one) => one.querySelector(".pin-count").getBoundingClientRect());
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  pins.forEach((one, place) => {
    const name = one.querySelector(".pin-name");
    name.hidden = false;
    const room = name.getBoundingClientRect();
    name.hidden = taken.some((other, index) => index !== place && meets(room, other));
    if (!name.hidden) taken.push(room);
  });
}

async function draw(element, data) {
  const words = data.words;
  if (!data.places.length) {
    element.replaceChildren(make("p", { class: "drawing-empty" }, words.none));
    return;
  }
  const shapes = await countries();
  const board = make("div", { class: "drawing-board", role: "region", "aria-label": data.says });
  element.replaceChildren(board, legend(["town", "area", "state"].map((kind) => [kind, words[kind]])), make("p", { class: "drawing-credit" }, words.credit));
  const map = L.map(board, {
    attributionControl: false, zoomControl: false, minZoom: 1, maxZoom: 9, worldCopyJump: false, maxBounds: [[-90, -200], [90, 200]],
    fadeAnimation: false, zoomAnimation: false, scrollWheelZoom: false,
  });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  L.geoJSON(shapes, { style: { className: "country" }, interactive: false }).addTo(map);
  const [south, west, north, east] = data.bounds;
  map.fitBounds([[south, west], [north, east]], { padding: [24, 24], maxZoom: 8 });
  for (const place of [...data.places].sort((a, b) => b.radius_km - a.radius_km)) area(place, shapes).addTo(map);
  const markers = data.places.map((place) => pin(place, words).addTo(map));
  const pins = () => uncover(markers.map((marker) => marker.getElement()));
  map.on("zoomend resize", pins);
  pins();
  element.headwaterDrawing = map;
}

start("map", draw);
