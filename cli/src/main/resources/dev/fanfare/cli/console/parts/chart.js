// A line chart over time, drawn by uPlot in the page's colours, with a limited number of points.

import uPlot from "../lib/uPlot.esm.js";
import { colour } from "../colours.js";
import { h } from "../elements.js";

const HEIGHT = 180;

/**
 * @param title the caption, also for screen readers
 * @param series one name or several; if the second ends in %, it has its own axis on the right
 * @param max maximum number of points
 */
export function chart(title, series, max) {
  const names = [series].flat();
  const element = h("figure", { class: "chart", hidden: true }, h("figcaption", {}, title));
  const data = [[], ...names.map(() => [])];
  let plot = null;
  let frameRequest = 0;

  function create() {
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 } };
    plot = new uPlot(
      {
        width: Math.max(280, element.clientWidth),
        height: HEIGHT,
        series: [{}, ...names.map((label, at) => line(label, at))],
        axes: [axis, axis, ...(names.length > 1 ? [{ ...axis, scale: "%", side: 1 }] : [])],
        scales: { y: { range: { min: { soft: 0, mode: 1 }, max: { pad: 0.1 } } } },
      },
      data,
      element,
    );
  }

  function line(label, at) {
    const stroke = colour(["--accent", "--stale"][at]);
    return { label, stroke, width: 2, scale: label.endsWith("%") ? "%" : "y", spanGaps: true };
  }

  function draw() {
    frameRequest = 0;
    if (!element.isConnected || data[0].length < 2) {
      return;
    }
    element.hidden = false;
    if (plot) {
      plot.setData(data);
    } else {
      create();
    }
  }

  function drawSoon() {
    frameRequest = frameRequest || requestAnimationFrame(draw);
  }

  function recreate() {
    plot?.destroy();
    plot = null;
    drawSoon();
  }

  const watch = new ResizeObserver(() =>
    plot?.setSize({ width: Math.max(280, element.clientWidth), height: HEIGHT }),
  );
  watch.observe(element);
  window.addEventListener("fanfare-theme", recreate);

  return {
    element,
    /** Adds a point; a value that was not measured is null. */
    add(seconds, ...values) {
      if (data[0].at(-1) >= seconds) {
        return;
      }
      [seconds, ...values].forEach((value, at) => data[at].push(value));
      if (data[0].length > max) {
        data.forEach((column) => column.splice(0, column.length - max));
      }
      drawSoon();
    },
    close() {
      cancelAnimationFrame(frameRequest);
      watch.disconnect();
      window.removeEventListener("fanfare-theme", recreate);
      plot?.destroy();
    },
  };
}
