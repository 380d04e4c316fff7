// Everything works without this script; it makes things nicer. No framework, no request to anywhere else.
"use strict";
document.documentElement.classList.add("js");
/** All elements that match, as an array. */
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
/** Runs `act` once `ms` have passed without another call. */
const later = (act, ms) => {
  let timer;
  return (...args) => { clearTimeout(timer); timer = setTimeout(() => act(...args), ms); };
};
