// Reads colours of the stylesheet for canvases, which support neither variables nor light-dark().

const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

/** Returns the value of a variable of the stylesheet in the current theme. */
export function colour(variable) {
  probe.style.color = `var(${variable})`;
  return getComputedStyle(probe).color;
}
