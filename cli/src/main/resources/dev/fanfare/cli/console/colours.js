// The page's colours, for what CSS does not paint: a canvas knows neither variables nor light-dark().

const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

/** What a variable of the stylesheet is in the theme of the moment. */
export function colour(variable) {
  probe.style.color = `var(${variable})`;
  return getComputedStyle(probe).color;
}
