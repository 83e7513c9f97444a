// A debrief that is being proved: looks again until it is, and then becomes the new one in place, with what the reader has opened
// still open and the line that they read still where it was. Without this script the page is read anew as a whole.
const AGAIN = 3000;
const called = (one) => `${one.closest("section")?.id} ${one.querySelector("summary").textContent}`;
const folds = () => [...document.querySelectorAll("main details")];
const sections = () => [...document.querySelectorAll("main section[id]")];

function become(fresh) {
  const open = new Set(folds().filter((one) => one.open).map(called));
  // Of the section that stands at the top of the window, how far it has gone by.
  const top = sections().findLast((one) => one.getBoundingClientRect().top <= 0);
  const gone = top?.getBoundingClientRect().top;
  document.querySelector("main").replaceWith(fresh);
  for (const one of folds()) one.open = open.has(called(one));
  const same = top && document.getElementById(top.id);
  if (same) scrollBy(0, same.getBoundingClientRect().top - gone);
}

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  const far = fresh?.querySelector("#proving");
  if (fresh && !far) return become(fresh);
  if (far) document.getElementById("proving").textContent = far.textContent;
  setTimeout(look, AGAIN);
}

setTimeout(look, AGAIN);
